"""docs/quy-tac.md, written from the registry, so that no rule is without its line."""

from __future__ import annotations

from sedp_docs.problems import SEVERITY_TITLES
from sedp_docs.rules.registry import RULES, Rule
from sedp_docs.rules.requirements import GENERAL, REQUIREMENTS, Requirement

GROUPS = (
    ("PL", "Số liệu"),
    ("HD", "Hoạt động, mục tiêu, nguồn lực"),
    ("DA", "Dự án đầu tư"),
    ("TD", "Theo dõi, đánh giá"),
    ("TM", "Thuyết minh"),
    ("TT", "Báo cáo tóm tắt"),
    ("VB", "Văn bản"),
    ("HS", "Hồ sơ trình HĐND"),
    ("LH", "Lịch, thời hạn"),
    ("TK", "Thời kỳ của văn bản, câu chữ năm cũ"),
    ("YK", "Ý kiến góp ý"),
    ("TH", "Số liệu còn thiếu"),
    ("CL", "Số liệu chênh lệch giữa các đơn vị"),
)
_OPENING = """\
# Quy tắc kiểm tra kế hoạch

Mỗi thông báo của `sedp-docs check` và `sedp-docs build` ghi mã của quy tắc trong ngoặc vuông ở cuối, ví dụ `[PL-10]`.

- **lỗi**: phải sửa trước khi in, vì văn bản sẽ in số sai hoặc thiếu;
- **cảnh báo**: nên xem lại; số có thể đúng, khi đó ghi `ly_do` hoặc nói rõ trong thuyết minh;
- **lưu ý**: để biết.

Phép tính sai là lỗi; số liệu nông nghiệp, tỷ lệ khác thường chỉ là cảnh báo. Năm X là năm báo cáo, năm X+1 là năm kế hoạch.
Với `build --draft`, các lỗi TH (thiếu số liệu) thành chỗ trống tô vàng trong văn bản.

Trang này sinh từ mã nguồn (`sedp_docs/rules/page.py`), không sửa tay.
"""
_POINTS = """
## Yêu cầu của quy trình và nơi kiểm tra

Các yêu cầu của QĐ 1131/QĐ-UBND (Lào Cai, 2015) và yêu cầu chung. Chậm hạn chỉ là cảnh báo; chỗ mà quy trình tự ghi hai thời hạn
khác nhau thì không phải lỗi của người lập.

| Cấp, bước | Yêu cầu | Kiểm tra bằng |
| --- | --- | --- |
"""


def page() -> str:
    """Return the page as Markdown: one table per group, rules by id."""
    groups = "".join(_group(prefix, title) for prefix, title in GROUPS)
    return _OPENING + groups + _POINTS + "".join(_point(each) for each in (*REQUIREMENTS, *GENERAL))


def _point(each: Requirement) -> str:
    looked_at = "; ".join(part for part in (", ".join(each.rules), each.instead) if part)
    return f"| {each.level} | {each.text} | {looked_at} |\n"


def _group(prefix: str, title: str) -> str:
    rules = [RULES[id] for id in sorted(RULES) if id.startswith(f"{prefix}-")]
    rows = "".join(_row(rule) for rule in rules)
    return f"\n## {prefix}: {title}\n\n| Mã | Điều phải đúng | Mức | Căn cứ |\n| --- | --- | --- | --- |\n{rows}"


def _row(rule: Rule) -> str:
    return f"| {rule.id} | {rule.title} | {SEVERITY_TITLES[rule.severity]} | {rule.cite} |\n"
