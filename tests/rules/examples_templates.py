"""For each rule on templates: a body that it passes, one that it does not, with the places and words of what it says."""

from __future__ import annotations

from dataclasses import dataclass

from tests.docx_builder import p, table

PAGE = "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
PICTURE = '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
OUTLINE = (
    p("PHẦN I") + p("ĐÁNH GIÁ NĂM {{ nam_x }}"),
    p("1. Kinh tế", style="Heading3") + p('{{p muc["I.1"] }}'),
    p("2. Văn hóa - xã hội {{ don_vi.loai | lower }}", style="Heading3") + p('{{p muc["I.2"] }}'),
)
"""The outline of these examples: one part with two sections, in the order of the prescribed one."""


@dataclass(frozen=True)
class Example:
    """A good and a bad body; `places` are where the bad one is at fault, `says` is in the first message."""

    good: str
    bad: str
    places: tuple[str, ...]
    says: str
    form: str = "thay-doi"
    styles: str = ""
    header: str = PAGE


def rows(*cells: str) -> str:
    """Return a table with a head and a loop over the changes, one row of cells."""
    return table(("STT", "Mục"), ("{%tr for d in bang.thay_doi %}",), cells, ("{%tr endfor %}",))


EXAMPLES: dict[str, Example] = {
    "MAU-01": Example(
        good=rows("{{ d.stt }}", "{{ d.muc }}"),
        bad=p("{{ van_ban.ke_theo }}") + rows("{{ d.sst }}", "{{ ten_xa }}"),
        places=("đoạn 1", "bảng 1, dòng 3, cột 1", "bảng 1, dòng 3, cột 2"),
        says="không có trường “van_ban.ke_theo”",
    ),
    "MAU-02": Example(
        good=p('{{ so("ty_le_bhyt.kh_sau") }} {{ so("ty_le_bhyt.2023") }} {{ so("dem.vuot") }} {{ so("lua.san_luong.uoc") }}'),
        bad=p('{{ so("ty_le_bhyt.kh_sauu") }}') + p('{{ so("Tỷ lệ") }}') + p("{{ so() }}"),
        places=("đoạn 1", "đoạn 2", "đoạn 3"),
        says="“ty_le_bhyt.kh_sauu” không đúng dạng",
    ),
    "MAU-03": Example(
        good=p('{{ so("ty_le_bhyt") }}'),
        bad=p('{{ so("ty_le_bhty.uoc") }}') + p('{{ so("trau.uoc") }}'),
        places=("đoạn 1", "đoạn 2"),
        says="mã này không có trong danh mục",
    ),
    "MAU-04": Example(
        good=p("{%p for c in van_ban.can_cu %}") + p("{{ c }}") + p("{%p endfor %}") + p('{{p muc["I.1"] }}'),
        bad=p("{{p nam_y }}") + p('Theo {{ muc["I.1"] }}') + p("{{ van_ban.can_cu }}") + p("{% for c in nam_x %}{% endfor %}"),
        places=("đoạn 1", "đoạn 2", "đoạn 3", "đoạn 4"),
        says="“nam_y” là chữ, không in bằng {{p … }}",
        form="ke-hoach",
    ),
    "MAU-05": Example(
        good=p("{% for d in bang.thay_doi %}{% if d.loai == 'tong' %}{% endif %}{% endfor %}"),
        bad=p("{% for d in bang.thay_doi %}{% if d.loai == 'tổng' %}{% endif %}{% endfor %}"),
        places=("đoạn 1",),
        says="không có loại dòng “tổng”",
    ),
    "MAU-06": Example(
        good=p("{%p if bieu_do.ho_ngheo %}") + p("{{p bieu_do.ho_ngheo }}") + p("{%p endif %}"),
        bad=p("{{p bieu_do.ho_ngheo }}"),
        places=("đoạn 1",),
        says="“bieu_do.ho_ngheo” không có khi",
        form="ke-hoach",
    ),
    "MAU-10": Example(
        good=p("Năm {{ nam_x", " }}, {_{ không phải thẻ }_}"),
        bad=p("Năm {{ nam_x.") + p("Năm nam_x }}.") + p("Năm { nam_x }.") + p("{ {nam_x }}"),
        places=("đoạn 1", "đoạn 2", "đoạn 3", "đoạn 4", "đoạn 4"),
        says="ngoặc {{ mở mà không đóng",
    ),
    "MAU-11": Example(
        good=p("{% if nam_x %}a{% for c in van_ban.can_cu %}{{ c }}{% else %}b{% endfor %}{% elif nam_y %}c{% endif %}"),
        bad=p("{%p for c in van_ban.can_cu %}")
        + p("{% if c %}a{% endfor %}b{% endif %}")
        + p("{% endif %}")
        + p("{% if nam_x %}{% else %}{% else %}{% endif %}")
        + p("{%p if nam_x %}"),
        places=("đoạn 2", "đoạn 3", "đoạn 4", "đoạn 5"),
        says="khối “{% if c %}” mở ở đây chưa đóng thì khối bên ngoài đã đóng bằng “{% endfor %}” ở đoạn 2",
    ),
    "MAU-12": Example(
        good=rows("{{ d.stt }}", "{% if d.cu %}{{ d.cu }}{% endif %}"),
        bad=table(("{%tr for d in bang.thay_doi %}",), ("{{ d.cu }}",))
        + table(("{%tr endfor %}",), ("x",))
        + p("{%p if nam_x %}")
        + p("a{% endif %}")
        + p("{%tr if nam_x %}")
        + p("{%tr endif %}"),
        places=("bảng 2, dòng 1, cột 1", "đoạn 2", "đoạn 3", "đoạn 4", "đoạn 4"),
        says="“{%tr for d in bang.thay_doi %}” mở ở bảng 1, dòng 1, cột 1, còn “{%tr endfor %}” đứng ở bảng khác",
    ),
    "MAU-13": Example(
        good=p("{% if nam_x %}a{% endif %}") + p("a {%- if nam_y %} b") + p("c {%- endif %}"),
        bad=p("a{% if nam_x %}b") + p("c{% endif %}d"),
        places=("đoạn 2",),
        says="hai đoạn có thể nhập làm một",
    ),
    "MAU-14": Example(good=p("{{ nam_x }}"), bad=p("{{ nam_x § }}"), places=("đoạn 1",), says="ký tự lạ “§”"),
    "MAU-15": Example(
        good=p('{{ so("ty_le_bhyt") }} “{{ nam_x }}”'),
        bad=p("{{ so(“ty_le_bhyt”) }}") + p("{%p\u00a0if nam_x %}") + p("{%p endif %}"),
        places=("đoạn 1", "đoạn 2"),
        says='được hiểu là {{ so("ty_le_bhyt") }}',
    ),
    "MAU-16": Example(
        good=p("{{ nam_x | default('–') }}"),
        bad=p("{{ nam_x; }}")
        + p("{% iff nam_x %}")
        + p("{% p if nam_x %}")
        + p("{{ }}")
        + p("{%p if 5 % 2 %}")
        + p("{%p endif %}")
        + p("{%-p if nam_x %}")
        + p("{%p endif %}"),
        places=("đoạn 1", "đoạn 2", "đoạn 3", "đoạn 4", "đoạn 5", "đoạn 7"),
        says="sau đó phải là dấu đóng }}, đang là “;”",
    ),
    "MAU-17": Example(
        good=p("{{ nam_x | upper }}{% if van_ban.can_cu | length > 1 %}{% endif %}{{ range(3) | join(', ') }}"),
        bad=table(("{%tc for c in van_ban.can_cu %}", "{%tc endfor %}"))
        + p("{% include 'x.docx' %}")
        + p("{{ nam_x.upper() }}")
        + p("{{ nam_x | title }}")
        + p("{{ nam_x[1:] }}")
        + p("{% if nam_x is callable %}{% endif %}")
        + p("{% colspan 3 %}")
        + p("{{ lap('x') }}"),
        places=(
            "bảng 1, dòng 1, cột 1",
            "bảng 1, dòng 1, cột 2",
            "đoạn 1",
            "đoạn 2",
            "đoạn 3",
            "đoạn 4",
            "đoạn 5",
            "đoạn 6",
            "đoạn 7",
        ),
        says="không làm thẻ “tc” (lặp theo cột)",
    ),
    "MAU-18": Example(
        good=p("{{ nam_x }}"),
        bad='<w:p><w:r><w:instrText> REF "{{ nam_x }}" </w:instrText></w:r><w:r><w:t>x</w:t></w:r></w:p>',
        places=("đoạn 1",),
        says="đứng trong mã trường",
    ),
    "MAU-20": Example(
        good=p("{%p if nam_x %}") + p("a") + p("{%p endif %}") + rows("{{ d.stt }}", "x"),
        bad=p("Chữ này mất {%p if nam_x %}")
        + p("{%p endif %}")
        + table(("{%tr for d in bang.thay_doi %}", "mất"), ("{%tr endfor %}",))
        + f"<w:p><w:r><w:t>{{#p ghi chú #}}</w:t></w:r><w:r>{PICTURE}</wp:inline></w:drawing></w:r></w:p>",
        places=("đoạn 1", "bảng 1, dòng 1, cột 1", "đoạn 3"),
        says="“Chữ này mất” đứng cùng đoạn với “{%p if nam_x %}”",
    ),
    "MAU-21": Example(
        good=table((p("{%p if nam_x %}") + p("a") + p("{%p else %}") + p("b") + p("{%p endif %}"),)) + rows("{{ d.stt }}", "x"),
        bad=table((p("{%p if nam_x %}") + p("a") + p("{%p endif %}"),))
        + table(("{%tr for d in bang.thay_doi %}",), ("x",), ("{%tr endfor %}",)),
        places=("bảng 1, dòng 1, cột 1, đoạn 1", "bảng 2, dòng 1, cột 1"),
        says="có thể không còn đoạn nào",
    ),
    "MAU-30": Example(
        good="".join(OUTLINE),
        bad=OUTLINE[0] + OUTLINE[1],
        places=("đoạn 3",),
        says="thiếu đề mục “2. Văn hóa - xã hội {{ don_vi.loai }}”",
        form="ke-hoach",
    ),
    "MAU-31": Example(
        good="".join(OUTLINE),
        bad=OUTLINE[0] + OUTLINE[1] + OUTLINE[2].replace("Văn hóa", "Văn hoá,"),
        places=("đoạn 5",),
        says="khác đề cương",
        form="ke-hoach",
    ),
    "MAU-32": Example(
        good="".join(OUTLINE),
        bad=OUTLINE[0] + OUTLINE[2] + OUTLINE[1],
        places=("đoạn 5",),
        says="đề mục “1. Kinh tế” sai thứ tự",
        form="ke-hoach",
    ),
    "MAU-33": Example(
        good="".join(OUTLINE),
        bad="".join(OUTLINE).replace("I.1", "I.9").replace("I.2", "I.1").replace("I.9", "I.2"),
        places=("đoạn 4", "đoạn 6"),
        says="thuyết minh mục I.2 đang in dưới đề mục “1. Kinh tế”",
        form="ke-hoach",
    ),
    "MAU-40": Example(
        good="".join(OUTLINE), bad=OUTLINE[0] + OUTLINE[1], places=("",), says="không in thuyết minh mục I.2", form="ke-hoach"
    ),
    "MAU-41": Example(
        good=rows("x", "x") + p("{%p for g in ghi_chu.thay_doi %}") + p("{%p endfor %}"),
        bad=p("x"),
        places=("", ""),
        says="không in bảng “thay_doi”",
    ),
    "MAU-42": Example(
        good=rows("{{ d.stt }}{{ d.muc }}{{ d.cu }}", "{{ d['moi'] }}{{ d.ly_do }}{{ d.noi_in }}"),
        bad=rows("{{ d.stt }}", "{{ d.muc }}{{ d.noi_in }}"),
        places=("bảng 1, dòng 2, cột 1",),
        says="bảng “thay_doi” không in cột: cu, moi",
    ),
    "MAU-43": Example(
        good=p("{{ van_ban.kem_theo }}{% if no_so_lieu %}{% endif %}"),
        bad=p("x"),
        places=("", ""),
        says="không in “van_ban.kem_theo”",
    ),
    "MAU-50": Example(
        good=p("x"),
        bad=p("a") + '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DDEAUTO cmd</w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
        + table(("b",))
        + '<w:p><w:fldSimple w:instr="INCLUDETEXT c:/x"><w:r><w:t>c</w:t></w:r></w:fldSimple></w:p>',
        places=("đoạn trống sau đoạn 1", "đoạn 2"),
        says="DDEAUTO",
    ),
    "MAU-51": Example(good=p("x"), bad=p("x"), places=("phần (section) 1",), says="không có số trang", header=p("Kế hoạch")),
    "MAU-52": Example(good=p("x"), bad=p("{{p gach.co_quan }}"), places=("",), says="không có kiểu (style) “Đường kẻ”"),
    "MAU-53": Example(
        good=p("x"),
        bad=p("x"),
        places=("",),
        says="không gắn với danh sách",
        form="ke-hoach",
        styles='<w:style w:styleId="ListNumber"><w:name w:val="List Number"/></w:style>',
    ),
    "MAU-54": Example(good=p("x"), bad=p("x", style="KieuLa"), places=("đoạn 1",), says="kiểu “KieuLa” không có"),
    "MAU-55": Example(good=p("x"), bad=p("x"), places=("",), says="không có thuộc tính sedp.mau"),
}
