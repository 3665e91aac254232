"""Text typed in the code tables before Unicode is told apart from Vietnamese in Unicode and from other languages."""

from __future__ import annotations

import pytest

from sedp_docs.text_encodings import may_be_old, old_encoding

TCVN3 = [
    "KÕ ho¹ch ph¸t triÓn kinh tÕ - x· héi n¨m 2024",
    "Tû lÖ hé nghÌo",
    "Uû ban nh©n d©n x·",
    "DiÖn tÝch gieo trång",
    "S¶n l­îng l­¬ng thùc cã h¹t",
    "Gi¸o dôc vµ ®µo t¹o",
    "§µn tr©u, bß",
    "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
    "§éc lËp - Tù do - H¹nh phóc",
    "Hé gia ®×nh",
    "N­íc s¹ch",
    "Y tÕ",
    "triÖu ®ång",
    "Thu nhËp b×nh qu©n ®Çu ng­êi",
    "KÕ ho¹ch",
    "Xãa ®ãi gi¶m nghÌo",
]
VNI = [
    "Keá hoaïch phaùt trieån kinh teá - xaõ hoäi naêm 2024",
    "Tyû leä hoä ngheøo",
    "UÛy ban nhaân daân xaõ",
    "Dieän tích gieo troàng",
    "Saûn löôïng löông thöïc",
    "Giaùo duïc vaø ñaøo taïo",
    "Ñaøn traâu, boø",
    "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM",
    "Ñoäc laäp - Töï do - Haïnh phuùc",
    "trieäu ñoàng",
    "Nöôùc saïch",
    "KEÁ HOAÏCH",
]
NEITHER = [
    "Kế hoạch phát triển kinh tế - xã hội năm 2024",
    "KẾ HOẠCH PHÁT TRIỂN",
    "Hoà, khoá, hoá, loã, toà, thuý, quý, khoẻ, hoè",
    "Cà phê, chè, mía, ngô, sắn",
    "Thôn Nà Mèo, xã Bản Phố",
    "xã Hoà An",
    "Mai Văn Ngoãn",
    "m², m³, 35 °C, ±5 %, µm, ½ giờ",
    "5 µm",
    "«Nhà nước và Nhân dân cùng làm»",
    "§ 1, ¶ 2, © 2024, Zalo®, 1ª",
    "château, naïve, Noël, garçon, œuvre, où, à côté",
    "Hanoï, Saïgon, Thaïlande, Citroën",
    "École française d’Extrême-Orient",
    "España, Núñez, mañana, Muñoz, São Paulo, João",
    "Köln, München, Björn, Größe, schön, Häuser",
    "Malmö, Ærø, Åse, Søren, smørrebrød",
    "Oxfam, UNDP, Plan International",
    "tỷ lệ 12,5%; ước 2024: 7.300 tấn",
    "",
    "ct_001",
    "2m×3m, 0,5m×0,7m",
    "kW·h, N·m",
    "Đường liên thôn Lùng Phình – Tả Van Chư",
    "Hoàng Thị Mỷ, Giàng A Páo, Lò Văn Ún",
    "Tày, Nùng, Mông, Dao, Phù Lá, Hà Nhì, La Chí, Pa Dí",
    "già, cá, bò, rò, tò mò, ví dụ",
    "XÃ HỘI, TỶ LỆ, HOÀ BÌNH",
]


@pytest.mark.parametrize("text", TCVN3)
def test_tcvn3_is_known(text: str) -> None:
    assert old_encoding(text) == "TCVN3"


@pytest.mark.parametrize("text", VNI)
def test_vni_is_known(text: str) -> None:
    assert old_encoding(text) == "VNI"


@pytest.mark.parametrize("text", NEITHER)
def test_unicode_and_other_languages_are_left_alone(text: str) -> None:
    assert old_encoding(text) == ""


def test_a_page_in_an_old_encoding_is_worth_a_look_and_one_in_unicode_is_not() -> None:
    assert may_be_old("\n".join(TCVN3))
    assert may_be_old("\n".join(VNI))
    assert not may_be_old("\n".join(text for text in NEITHER[:7]))
