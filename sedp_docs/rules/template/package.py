"""Rules on the file around the text: what reaches outside, page numbers, styles, numbering, comments, its identity."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.report.language import RULE_STYLE, STYLES
from sedp_docs.rules.template.registry import Case, Finding, rule

_AGAIN = "xuất lại mẫu gốc bằng lệnh templates export, chép kiểu này sang (Word: Style, Manage Styles, Import/Export)"


@rule("MAU-50", "Tệp không có gì tự chạy hoặc dẫn ra ngoài: macro, đối tượng, mẫu gắn kèm, trường DDE, INCLUDE, LINK, hình ở xa")
def outside(case: Case) -> Iterator[Finding]:
    """Such a template is refused before it is used."""
    for danger in case.template.dangers:
        problem = danger.problem
        yield Finding(danger.paragraph, problem.message, problem.hint, problem.location.place)


@rule("MAU-51", "Mỗi phần (section) của mẫu nên có số trang", severity="warning")
def page_numbers(case: Case) -> Iterator[Finding]:
    """Nghị định 30 wants a page number on top of every page but the first."""
    for place, numbered in case.template.pages or (("văn bản", False),):
        if not numbered:
            yield Finding(None, "trang không có số trang: đầu trang bị mất hoặc không còn trường PAGE",
                          "Insert, Page Number, Top of Page; hoặc xuất lại mẫu gốc", place)  # fmt: skip


@rule("MAU-52", "Mẫu nên có đủ các kiểu (style) mà thuyết minh, bảng, hình dùng đến", severity="warning")
def styles(case: Case) -> Iterator[Finding]:
    """The renderer lends a missing style from our own template, so its look is ours, not the keeper's."""
    wanted = dict(STYLES) if case.form.has_outline else {}
    if any(cited.path.startswith("gach.") for cited in case.cited):
        id, name = RULE_STYLE
        wanted[id] = (name, "đường kẻ gach.…")
    for id, (name, use) in wanted.items():
        if id not in case.template.styles and name.casefold() not in case.template.style_names:
            said = f"mẫu không có kiểu (style) “{name}”, dùng cho {use}; văn bản sẽ in theo kiểu của mẫu gốc"
            yield Finding(None, said, _AGAIN)


@rule("MAU-53", "Kiểu List Number của mẫu phải đánh số")
def numbering(case: Case) -> Iterator[Finding]:
    """Numbered lists of the prose count by the list behind that style."""
    has_style = "ListNumber" in case.template.styles or "list number" in case.template.style_names
    if case.form.has_outline and has_style and not case.template.numbered_lists:
        yield Finding(None, "kiểu List Number của mẫu không gắn với danh sách đánh số, lần dựng có danh sách sẽ dừng",
                      "sửa kiểu List Number: Format, Numbering; hoặc xuất lại mẫu gốc rồi sửa")  # fmt: skip


@rule("MAU-54", "Đoạn phải dùng kiểu (style) có trong tệp", severity="warning")
def known_styles(case: Case) -> Iterator[Finding]:
    """A paragraph whose style is not there looks like an ordinary one."""
    for paragraph in case.template.paragraphs:
        if paragraph.style and paragraph.text and paragraph.style not in case.template.styles:
            yield Finding(paragraph, f"đoạn này dùng kiểu “{paragraph.style}” không có trong tệp", "chọn lại kiểu cho đoạn")


@rule("MAU-55", "Mẫu phải ghi đúng mã của nó trong thuộc tính sedp.mau", severity="warning")
def identity(case: Case) -> Iterator[Finding]:
    """The property says which form a file is, whatever its name."""
    if case.template.form != case.form.id:
        said = f"ghi “{case.template.form}”" if case.template.form else "không có thuộc tính sedp.mau"
        yield Finding(None, f"tệp {said}, đang kiểm tra như mẫu “{case.form.id}”",
                      f"File, Info, Properties, Advanced Properties, Custom: đặt sedp.mau = {case.form.id}")  # fmt: skip
