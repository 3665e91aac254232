"""Rules on what a template leaves out: sections, tables, columns, the head of the paper, the list of debts."""

from __future__ import annotations

from collections.abc import Iterator

from sedp_docs.report.fields import Field
from sedp_docs.rules.template.registry import Case, Finding, rule
from sedp_docs.text import shortened

_FOR_ANNEXES = "kem_theo"
_BY_HAND = {"BB": ("co_quan_tren", "co_quan", "so_ky_hieu", "ten_loai", "trich_yeu", "noi_nhan"), "": ("ten_loai", "trich_yeu")}
"""What the head of a form for hand filling prints, by its kind: minutes (Mẫu 1.9), a form that no decree draws."""
_ONLY_OF = {
    "tham_quyen": ("NQ", "QĐ"),
    "du_thao": ("NQ",),
    "kinh_gui": ("TTr", "CV"),
    "can_cu": ("KH", "TTr", "NQ", "QĐ"),
    "ten_loai": ("KH", "TTr", "NQ", "QĐ", "BC", "TB"),
}  # fmt: skip
"""Fields of the head that only some kinds of papers print (NĐ 30, Phụ lục III, Mẫu 1.1 to 1.5)."""
_OPTIONAL = ("loai",)


@rule("MAU-40", "Mẫu nên in mọi mục thuyết minh của đề cương", severity="warning")
def sections(case: Case) -> Iterator[Finding]:
    """What a planner writes in a section that the template leaves out is not printed."""
    for field in _parts(case, "muc"):
        if f'muc["{field.name}"]' not in case.paths:
            said = f"không in thuyết minh mục {field.name} “{shortened(field.help, 80)}”"
            yield _left_out(said, f'{{{{p muc["{field.name}"] }}}}')


@rule("MAU-41", "Mẫu nên in mọi bảng, ghi chú và biểu đồ đã khai báo", severity="warning")
def tables(case: Case) -> Iterator[Finding]:
    """A declared table that is not printed leaves numbers out of the paper."""
    shown = {"bang": ("bảng", "{{%tr for d in {} %}}"), "ghi_chu": ("ghi chú của bảng", "{{%p for g in {} %}}"),
             "bieu_do": ("biểu đồ", "{{{{p {} }}}}")}  # fmt: skip
    for group, (what, how) in shown.items():
        for field in _parts(case, group):
            path = f"{group}.{field.name}"
            if path not in case.paths:
                yield _left_out(f"không in {what} “{field.name}”", how.format(path))


@rule("MAU-42", "Bảng trong mẫu nên in mọi cột đã khai báo", severity="warning")
def columns(case: Case) -> Iterator[Finding]:
    """A column may be left out on purpose; then this is only a reminder."""
    for table in _parts(case, "bang"):
        path = f"bang.{table.name}"
        wanted = (each.name for each in table.fields if each.name not in _OPTIONAL)
        missing = [name for name in wanted if f"{path}[].{name}" not in case.paths]
        at = next((cited.use.paragraph for cited in case.cited if cited.path == path), None)
        if at is not None and missing:
            said = f"bảng “{table.name}” không in cột: {', '.join(missing)}"
            yield Finding(at, said, "bỏ qua nếu cố ý; nếu không, thêm ô {{ d.… }}")


@rule("MAU-43", "Mẫu nên in đủ thể thức và danh sách số liệu còn thiếu", severity="warning")
def head(case: Case) -> Iterator[Finding]:
    """Number, day, subject, signer, recipients: Nghị định 30 wants them all."""
    wanted = [*_head(case), *([] if case.form.filled_by else ["no_so_lieu"])]
    for path in wanted:
        if path not in case.paths:
            how = f"{{%tr for d in {path} %}}" if path == "no_so_lieu" else f"{{{{ {path} }}}}"
            yield _left_out(f"không in “{path}” ({_help(case, path)})", how)


def _head(case: Case) -> Iterator[str]:
    """Yield the fields `van_ban.*` that this kind of paper prints: an annex only says what it goes with, a bare table nothing."""
    paper = case.fields.field("van_ban") if case.form.kind or case.form.filled_by else None
    for field in paper.fields if paper else ():
        of_annex = field.name == _FOR_ANNEXES
        wanted = of_annex == (case.form.kind == "PL") or (of_annex and case.form.annexes)
        wanted = wanted and (case.form.kind == "PL" or case.form.kind in _ONLY_OF.get(field.name, (case.form.kind,)))
        if field.name in _BY_HAND[case.form.kind] if case.form.filled_by else wanted:
            yield f"van_ban.{field.name}"


def _help(case: Case, path: str) -> str:
    field: Field | None = case.fields
    for name in path.split("."):
        field = field.field(name) if field else None
    return field.help if field else ""


def _left_out(message: str, how: str) -> Finding:
    return Finding(None, f"mẫu {message}", f"bỏ qua nếu cố ý; nếu không, thêm {how}")


def _parts(case: Case, group: str) -> tuple[Field, ...]:
    found = case.fields.field(group)
    return found.fields if found else ()
