"""Hostile and odd plan files: each ends in a problem with file, place and what to do, in a moment, never in a traceback.

A case is the YAML after the six lines of `HEAD`, so it starts on line 7; under `chi_tieu` on line 9.
"""

from __future__ import annotations

import time

import pytest

from sedp_docs.read.plans import Loaded
from tests.conftest import HEAD, loaded

ROW = "chi_tieu:\n  - ma: ty_le_ho_ngheo\n    "
WORK = "hoat_dong:\n  - {ma: hd1, ten: Làm đường, linh_vuc: kinh_te, danh_muc: A"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

# name of the case, YAML text, id of the problem, its place, words of the message or of what to do
CASES = [
    # --- tags: YAML's way to run code or to change a type
    ("thẻ chạy lệnh", f"{ROW}kh: !!python/object/apply:os.system ['id']\n", "YAML-08", "dòng 9, cột 9", "không dùng thẻ"),
    ("thẻ tự đặt", f"{ROW}kh: !so 15\n", "YAML-08", "dòng 9, cột 9", "“!so”"),
    ("thẻ của YAML", f"{ROW}nguon: !!str Báo cáo\n", "YAML-08", "dòng 9, cột 12", "bỏ phần bắt đầu bằng dấu !"),
    ("thẻ tập hợp", "thon: !!set {a: }\n", "YAML-08", "dòng 7, cột 7", "“!!set”"),
    ("thẻ danh sách cặp", "thon: !!omap [a: 1]\n", "YAML-08", "dòng 7, cột 7", "“!!omap”"),
    ("thẻ nhị phân", f"{ROW}nguon: !!binary aGVsbG8=\n", "YAML-08", "dòng 9, cột 12", "“!!binary”"),
    ("thẻ ngày", f"{ROW}nguon: !!timestamp 2024-02-30\n", "YAML-08", "dòng 9, cột 12", "“!!timestamp”"),
    ("thẻ chưa khai báo", f"{ROW}nguon: !e!x 1\n", "YAML-05", "dòng 9, cột 12", "dấu !"),
    ("chữ bắt đầu bằng dấu !", f"{ROW}nguon: !quan trọng\n", "YAML-08", "dòng 9, cột 12", "dấu nháy kép"),
    # --- anchors, aliases, merge keys: one value in two places, or in a billion
    ("neo", f"{ROW}kh: &a 15\n", "YAML-07", "dòng 9, cột 9", "“&a”"),
    ("bí danh", f"{ROW}kh: &a 15\n    muc_tieu_5_nam: *a\n", "YAML-07", "dòng 10, cột 21", "“*a”"),
    ("bí danh không có neo", f"{ROW}kh: *a\n", "YAML-07", "dòng 9, cột 9", "viết lại giá trị"),
    ("chữ in nghiêng bị coi là bí danh", f"{ROW}nguon: *quan trọng*\n", "YAML-07", "dòng 9, cột 12", "dấu nháy kép"),
    ("một tỷ phần tử", BOMB, "YAML-07", "dòng 7, cột 4", "“&a”"),
    ("danh sách chứa chính nó", "thuyet_minh: &a [*a]\n", "YAML-07", "dòng 7, cột 18", "“*a”"),
    ("nhóm chứa chính nó", "thuyet_minh: &a {x: *a}\n", "YAML-07", "dòng 7, cột 21", "“*a”"),
    ("gộp khóa", f"{ROW}<<: {{kh: 3}}\n", "YAML-07", "dòng 9, cột 5", "<<"),
    # --- one key twice
    ("khóa viết hai lần", f"{ROW}kh: 15\n    kh: 16\n", "YAML-10", "dòng 10, cột 9", "“kh” viết hai lần"),
    ("khóa đầu tệp viết lại", "nam_ke_hoach: 2026\n", "YAML-10", "dòng 7, cột 15", "giữ lại một lần"),
    ("khóa có nháy và không nháy", f'{ROW}kh: 15\n    "kh": 16\n', "YAML-10", "dòng 10, cột 11", "viết hai lần"),
    ("hai cách gõ dấu của một chữ", "van_ban: {m\u1ee5c: {}, mu\u0323c: {}}\n", "YAML-10", "dòng 7, cột 26", "mục"),
    # --- words and numbers that YAML would change without a sound
    ("no là không?", f"{ROW}trinh_hdnd: no\n", "DL-09", "dòng 9, cột 17", "viết true hoặc false"),
    ("off là không?", f"{ROW}trinh_hdnd: off\n", "DL-09", "dòng 9, cột 17", "“off”"),
    ("giờ và phút", f"{ROW}kh: 1:30\n", "DL-08", "dòng 9, cột 9", "“1:30” không phải là một con số"),
    ("số 0 ở đầu", f"{ROW}kh: 01234\n", "DL-08", "dòng 9, cột 9", "bỏ số 0 ở đầu"),
    ("số mũ quá lớn", f"{ROW}kh: 1e400\n", "DL-08", "dòng 9, cột 9", "“1e400”"),
    ("không phải số", f"{ROW}kh: .nan\n", "DL-08", "dòng 9, cột 9", "“.nan”"),
    ("âm vô cùng", f"{ROW}kh: -.inf\n", "DL-08", "dòng 9, cột 9", "“-.inf”"),
    ("dấu gạch dưới", f"{ROW}kh: 1_000\n", "DL-08", "dòng 9, cột 9", "“1_000”"),
    ("số hệ 16", f"{ROW}kh: 0x1F\n", "DL-08", "dòng 9, cột 9", "“0x1F”"),
    ("số kèm đơn vị", f"{ROW}kh: 15%\n", "DL-08", "dòng 9, cột 9", "bỏ đơn vị"),
    ("chữ thay số", f"{ROW}kh: khoảng 15\n", "DL-08", "dòng 9, cột 9", "“khoảng 15”"),
    ("chữ số Ả Rập", f"{ROW}kh: ١٥\n", "DL-08", "dòng 9, cột 9", "không phải là một con số"),
    # --- the Vietnamese decimal comma: both readings are shown
    ("1.005 trong nháy", f"{ROW}kh: '1.005'\n", "DL-08", "dòng 9, cột 9", "viết 1.005 hoặc 1005"),
    ("1,234 trong nháy", f"{ROW}kh: '1,234'\n", "DL-08", "dòng 9, cột 9", "viết 1.234 hoặc 1234"),
    ("12,5 không nháy", f"{ROW}kh: 12,5\n", "DL-08", "dòng 9, cột 9", 'viết 12.5 hoặc "12,5"'),
    ("1.234,5", f"{ROW}kh: 1.234,5\n", "DL-08", "dòng 9, cột 9", "viết 1234.5 hoặc 12345"),
    ("1.234.567", f"{ROW}kh: 1.234.567\n", "DL-08", "dòng 9, cột 9", "viết 1234567"),
    ("15,0 trong ngoặc nhọn", f"{ROW}kh: {{giao: 15,0}}\n", "YAML-12", "dòng 9, cột 16", 'viết 15.0 hoặc "15,0"'),
    ("hai số phẩy trong ngoặc", f"{ROW}kh: {{giao: 15,0, hdnd: 14,5}}\n", "YAML-12", "dòng 9, cột 28", "viết 14.5"),
    ("1.234,5 trong ngoặc nhọn", f"{ROW}kh: {{giao: 1.234,5}}\n", "YAML-12", "dòng 9, cột 16", 'viết 1234.5 hoặc "1234,5"'),
    ("câu có phẩy trong ngoặc nhọn", "co_quan:\n  - {ma: a, ten: Lao động, Xã hội}\n", "YAML-12", "dòng 8, cột 28", "nháy kép"),
    ("khoảng viết ngược", f"{ROW}kh: 7,8 - 7,3\n", "DL-08", "dòng 9, cột 9", "đổi thành “7,3 - 7,8”"),
    ("cận không có số", f"{ROW}kh: dưới bốn\n", "DL-08", "dòng 9, cột 9", "“bốn”"),
    # --- too deep, too long
    ("800 ngoặc vuông", "thuyet_minh: " + "[" * 800 + "]" * 800, "YAML-04", "dòng 7, cột 77", "lồng quá 64 cấp"),
    ("800 ngoặc mở không đóng", "thuyet_minh: " + "[" * 800, "YAML-04", "dòng 7, cột 77", "bỏ bớt các ngoặc"),
    ("800 ngoặc nhọn", "x: " + "{a: " * 800 + "}" * 800, "YAML-04", "dòng 7, cột 256", "lồng quá 64 cấp"),
    ("800 gạch đầu dòng", "x:\n  " + "- " * 800 + "a\n", "YAML-04", "dòng 8, cột 129", "lồng quá 64 cấp"),
    ("400 cấp thụt dòng", "".join(" " * i + "a:\n" for i in range(400)), "YAML-04", "dòng 71, cột 65", "lồng quá 64 cấp"),
    ("800 dấu hỏi", "? " * 800 + "a\n", "YAML-04", "dòng 7, cột 129", "lồng quá 64 cấp"),
    ("một triệu ngoặc", "[" * 1_000_000, "YAML-05", "dòng 7, cột 1000", "cú pháp"),
    ("giá trị 40.000 chữ", f"{ROW}nguon: {'x' * 40_000}\n", "YAML-09", "dòng 9, cột 12", "chia thành nhiều đoạn"),
    ("tên khóa 40.000 chữ", f"{'a' * 40_000}: 1\n", "YAML-05", "dòng 7, cột 40001", "tên khóa quá dài"),
    ("số 5.000 chữ số", f"{ROW}kh: {'9' * 5_000}\n", "DL-08", "dòng 9, cột 9", "dài quá 18 chữ số"),
    ("số một triệu chữ số", f"{ROW}kh: {'9' * 1_000_000}\n", "YAML-09", "dòng 9, cột 9", "dài quá"),
    ("20 số lẻ", f"{ROW}kh: 0.12345678901234567890\n", "DL-08", "dòng 9, cột 9", "quá 9 số lẻ"),
    # --- characters that no document may carry
    ("ký tự NUL", f"{ROW}nguon: a\0b\n", "YAML-03", "dòng 9, cột 13", "U+0000"),
    ("ký tự chuông", f"{ROW}nguon: a\x07b\n", "YAML-03", "dòng 9, cột 13", "xóa ký tự này"),
    ("NUL viết bằng mã", f'{ROW}nguon: "a\\0b"\n', "YAML-03", "dòng 9, cột 12", "U+0000"),
    ("NUL trong tên khóa", 'van_ban: {"a\\0": {}}\n', "YAML-03", "dòng 7, cột 11", "U+0000"),
    ("nửa ký tự viết bằng mã", f'{ROW}nguon: "a\\uD800b"\n', "YAML-05", "dòng 9, cột 16", "dấu nháy đơn"),
    ("U+FFFE", f"{ROW}nguon: a\ufffeb\n", "YAML-03", "dòng 9, cột 13", "U+FFFE"),
    ("vùng dùng riêng", f"{ROW}nguon: a\ue000b\n", "YAML-03", "dòng 9, cột 13", "U+E000"),
    ("dấu BOM giữa chữ", f"{ROW}nguon: a\ufeffb\n", "YAML-03", "dòng 9, cột 13", "U+FEFF"),
    ("ngắt dòng lạ", f"{ROW}nguon: a\u2028b\n", "YAML-03", "dòng 9, cột 13", "U+2028"),
    ("nửa ký tự", HEAD.encode() + b"x: \xed\xa0\x80\n", "YAML-02", "dòng 7", "lưu lại tệp với mã UTF-8"),
    ("tệp UTF-16", HEAD.encode("utf-16"), "YAML-02", "dòng 1", "UTF-8"),
    ("tệp Latin-1", HEAD.encode() + "x: Đ\xe0".encode("latin-1", "ignore") + b"\n", "YAML-02", "dòng 7", "UTF-8"),
    # --- syntax
    ("dấu Tab", f"{ROW[:-4]}\tkh: 15\n", "YAML-05", "dòng 9, cột 1", "thụt dòng bằng dấu cách"),
    ("dấu cách cứng", f"{ROW[:-4]}\u00a0\u00a0kh: 15\n", "YAML-11", "dòng 9, cột 1", "dấu cách thường"),
    ("nháy kép chưa đóng", f'{ROW}nguon: "abc\n', "YAML-05", "dòng 9, cột 12", "đóng dấu nháy"),
    ("nháy đơn chưa đóng", f"{ROW}nguon: 'abc\n", "YAML-05", "dòng 9, cột 12", "đóng dấu nháy"),
    ("ngoặc vuông chưa đóng", f"{ROW}so_lieu_khac: [a, b\n", "YAML-05", "dòng 9, cột 19", "dấu [ ]"),
    ("ngoặc nhọn chưa đóng", f"{ROW}kh: {{giao: 15\n", "YAML-05", "dòng 9, cột 9", "dấu { }"),
    ("hai dấu hai chấm", f"{ROW}ly_do: mưa bão: mất mùa\n", "YAML-05", "dòng 9, cột 19", "đặt cả giá trị trong dấu nháy kép"),
    ("thiếu dấu hai chấm", f"{ROW}ly_do mưa\n    kh: 3\n", "YAML-05", "dòng 10, cột 5", "thêm dấu “:”"),
    ("thiếu dấu cách sau hai chấm", f"{ROW}kh:15\n", "YAML-05", "dòng 10, cột 1", "một dấu cách"),
    ("ký tự @", f"{ROW}nguon: @abc\n", "YAML-05", "dòng 9, cột 12", "dấu nháy kép"),
    ("đường dẫn trong nháy kép", f'{ROW}nguon: "C:\\Users\\x"\n', "YAML-05", "dòng 9, cột 17", "dấu nháy đơn"),
    ("thụt dòng lệch", f"{ROW[:-4]}   kh: 15\n", "YAML-05", "dòng 9, cột 4", "thụt dòng"),
    ("hai tài liệu", "---\nphien_ban: 1\n", "YAML-05", "dòng 7, cột 1", "giữ lại một tài liệu"),
    ("khóa là danh sách", "? [a, b]\n: 1\n", "YAML-11", "dòng 7, cột 3", "tên khóa phải là một chữ"),
    ("khóa là nhóm", "{{don_vi}}: 1\n", "YAML-11", "dòng 7, cột 1", "tên khóa phải là một chữ"),
    # --- dates
    ("ngày 30 tháng 2", "ngay_chot_so_lieu: 2024-02-30\n", "DL-07", "dòng 7, cột 20", "“2024-02-30” không phải là ngày"),
    ("ngày kiểu Việt Nam", "ngay_chot_so_lieu: 5/12/2024\n", "DL-07", "dòng 7, cột 20", "viết năm-tháng-ngày"),
    ("ngày kèm giờ", "ngay_chot_so_lieu: 2024-12-05T10:30:00\n", "DL-07", "dòng 7, cột 20", "năm-tháng-ngày"),
    ("ngày là số giây", "ngay_chot_so_lieu: 1733356800\n", "DL-07", "dòng 7, cột 20", "năm-tháng-ngày"),
    # --- keys
    ("khóa gõ có dấu", "chi_tiêu: []\n", "DL-02", "dòng 7, cột 11", "có phải là chi_tieu"),
    ("khóa gõ thiếu", f"{ROW}k_h: 15\n", "DL-02", "dòng 9, cột 10", "có phải là kh?"),
    ("khóa sai ở cấp trong", f"{ROW}kh: {{giaoo: 3}}\n", "DL-02", "dòng 9, cột 17", "có phải là giao?"),
    ("khóa không giống khóa nào", f"{ROW}kh: {{xyz: 3}}\n", "DL-02", "dòng 9, cột 15", "các khóa dùng được: giao, hdnd"),
    ("khóa lạ để trống", "ghichu:\n", "DL-02", "dòng 7, cột 8", "“ghichu” không có"),
    ("kỳ không có", f"{ROW}ket_qua: {{thang6: 3}}\n", "DL-03", "dòng 9, cột 23", "thang_6"),
    ("thiếu khóa", "chi_tieu:\n  - kh: 15\n", "DL-01", "dòng 8, cột 5", "thêm dòng “ma: …”"),
    ("khóa bắt buộc để trống", "chi_tieu:\n  - ma:\n", "DL-01", "dòng 8, cột 8", "“ma”"),
    # --- the wrong kind of value
    ("danh sách thay nhóm", "hdnd: [a]\n", "DL-05", "dòng 7, cột 7", "thụt vào trong"),
    ("nhóm thay danh sách", "thon: {ma: a}\n", "DL-06", "dòng 7, cột 7", "bắt đầu bằng dấu “- ”"),
    ("chữ thay danh sách", "thon: abc\n", "DL-06", "dòng 7, cột 7", "“thon” phải là một danh sách"),
    ("chữ thay một dòng của danh sách", "thon: [abc]\n", "DL-05", "dòng 7, cột 8", "“thon, mục 1”"),
    ("dòng trống trong danh sách", "chi_tieu:\n  -\n", "DL-05", "dòng 8, cột 4", "“chi_tieu, mục 1”"),
    ("danh sách thay chữ", f"{ROW}nguon: [a]\n", "DL-04", "dòng 9, cột 12", "“nguon” phải là chữ"),
    ("đoạn văn có dấu hai chấm", "thuyet_minh: {ke-hoach: {I.I: [Kết quả: tốt]}}\n", "DL-04", "dòng 7, cột 31", "đặt cả câu"),
    ("danh sách thay số", f"{ROW}kh: [3]\n", "DL-08", "dòng 9, cột 9", "ở đây phải là một con số"),
    ("kế hoạch năm sau không rõ cột", f"{ROW}kh_sau: 11\n", "DL-09", "dòng 9, cột 13", "viết kh_sau: {trinh: 11}"),
    ("lịch sử không theo năm", f"{ROW}lich_su: [3, 4]\n", "DL-05", "dòng 9, cột 14", "“lich_su”"),
    ("năm hai chữ số", f"{ROW}lich_su: {{23: 3}}\n", "DL-09", "dòng 9, cột 19", "bốn chữ số"),
    ("số hộ âm", "thon: [{ma: a, ten: b, so_ho: -5}]\n", "DL-09", "dòng 7, cột 31", "số nguyên không âm"),
    ("số hộ lẻ", "thon: [{ma: a, ten: b, so_ho: 2.5}]\n", "DL-09", "dòng 7, cột 31", "số nguyên không âm"),
    ("tháng 13", f"{WORK}, tu_thang: 13}}\n", "DL-09", "dòng 8, cột 73", "nằm ngoài khoảng"),
    ("danh mục không có", f"{WORK[:-1]}D}}\n", "DL-03", "dòng 8, cột 60", "chọn một trong: A, B, C"),
]  # fmt: skip

WHOLE_FILES = [
    ("tệp rỗng", "", "YAML-06", "", "không có dữ liệu"),
    ("chỉ có ghi chú", "# kế hoạch\n", "YAML-06", "", "docs/dinh-dang.md"),
    ("chỉ có một chữ", "kế hoạch\n", "DL-05", "dòng 1, cột 1", "nhóm khóa – giá trị"),
    ("chỉ có danh sách", "- a\n", "DL-05", "dòng 1, cột 1", "nhóm khóa – giá trị"),
    ("lần lập không có", HEAD.replace("du-thao", "lan-1"), "DL-03", "dòng 6, cột 10", "trinh-hdnd"),
    ("cấp không có", HEAD.replace("cap: xa", "cap: phuong"), "DL-03", "dòng 3, cột 6", "“phuong” không dùng được"),
    ("loại đơn vị không có", HEAD.replace("loai: xã", "loai: xa"), "DL-03", "dòng 4, cột 16", "phường"),
    ("năm không phải năm", HEAD.replace("2025", "25"), "DL-09", "dòng 5, cột 15", "bốn chữ số"),
    ("phiên bản mới hơn", HEAD.replace("phien_ban: 1", "phien_ban: 2"), "DL-10", "dòng 1, cột 12", "cập nhật sedp-docs"),
    ("phiên bản 5.000 chữ số", HEAD.replace("phien_ban: 1", f"phien_ban: {'9' * 5_000}"), "DL-10", "dòng 1, cột 12", "cập nhật"),
    ("thẻ khai báo lại", f"%TAG !e! tag:yaml.org,2002:python/\n---\n{HEAD}x: !e!none\n", "YAML-08", "dòng 9, cột 4", "!!python"),
]  # fmt: skip


def _read(text: str | bytes) -> Loaded:
    began = time.perf_counter()
    result = loaded(text)
    assert time.perf_counter() - began < 5
    return result


def _check(result: Loaded, id: str, place: str, words: str) -> None:
    told = [str(problem) for problem in result.problems]
    found = [p for p in result.problems if p.id == id and p.location.place == place and words in f"{p.message}; {p.hint}"]
    assert len(found) == 1, told
    for problem in result.problems:
        assert problem.location.file == "ke-hoach.yaml"
        assert problem.hint
        assert len(str(problem)) < 500
    assert len(told) == len(set(told))


@pytest.mark.parametrize(("text", "id", "place", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_hostile_file_is_a_problem_with_its_place(text: str | bytes, id: str, place: str, words: str) -> None:
    _check(_read(HEAD + text if isinstance(text, str) else text), id, place, words)


@pytest.mark.parametrize(("text", "id", "place", "words"), [c[1:] for c in WHOLE_FILES], ids=[c[0] for c in WHOLE_FILES])
def test_file_that_is_no_plan(text: str, id: str, place: str, words: str) -> None:
    _check(_read(text), id, place, words)


ODD_BUT_GOOD = [
    ("dấu BOM đầu tệp", b"\xef\xbb\xbf" + HEAD.encode()),
    ("xuống dòng kiểu Windows", HEAD.replace("\n", "\r\n")),
    ("chữ gõ dấu rời", HEAD.replace("Nậm", "Na\u0323\u0302m")),
    ("bắt đầu bằng ---", f"---\n{HEAD}...\n"),
    ("khóa có tên để trống là chưa có", HEAD + "thon:\nngay_chot_so_lieu: null\nthuyet_minh: ~\n"),
    ("ngoặc không đóng trong lời văn", HEAD + 'thuyet_minh: {ke-hoach: {I.I: "' + "[{{ " * 100 + '"}}\n'),
    ("chữ nhiều dòng", HEAD + "thuyet_minh:\n  ke-hoach:\n    I.I:\n      - |\n        Đoạn: một\n        - hai\n"),
]


@pytest.mark.parametrize("text", [case[1] for case in ODD_BUT_GOOD], ids=[case[0] for case in ODD_BUT_GOOD])
def test_odd_file_that_means_one_thing_is_read(text: str | bytes) -> None:
    result = _read(text)
    assert [str(problem) for problem in result.problems] == []
    assert result.plan is not None
    assert result.plan.unit.name == "N\u1eadm Thoong"


def test_all_problems_of_a_file_are_told_at_once() -> None:
    result = _read(
        HEAD.replace("lan_lap: du-thao\n", "")
        + "ngay_chot_so_lieu: 2024-02-30\n"
        + ROW
        + "kh: &a 12,5\n    trinh_hdnd: no\n    nguon: !x Điều tra\n    ket_qua: {uoc: 14,8}\n    kh_sauu: 3\n"
    )
    assert [(problem.id, problem.location.place) for problem in result.problems] == [
        ("YAML-07", "dòng 9, cột 9"),
        ("YAML-08", "dòng 11, cột 12"),
        ("YAML-12", "dòng 12, cột 20"),
        ("DL-01", "dòng 1, cột 1"),
        ("DL-07", "dòng 6, cột 20"),
        ("DL-09", "dòng 10, cột 17"),
        ("DL-02", "dòng 13, cột 14"),
    ]


def test_message_says_what_where_and_what_to_do() -> None:
    (problem,) = loaded(HEAD + ROW + "kh: 12,5\n", "xã Nậm Thoong.yaml").problems
    assert str(problem) == (
        "xã Nậm Thoong.yaml, dòng 9, cột 9: số “12,5” viết dấu phẩy mà không có dấu nháy, có thể là 12,5 hoặc 125; "
        'viết 12.5 hoặc "12,5" [DL-08]'
    )


def test_file_over_20_mb_is_refused_before_parsing() -> None:
    (problem,) = loaded(b"a" * 20_000_001).problems
    assert (problem.id, problem.hint) == ("YAML-01", "tách bớt dữ liệu ra tệp khác")
