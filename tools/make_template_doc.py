"""Write the tables of docs/mau-word.md from the declared fields and the rules; the words around them are hand-written.

A table stands between `<!-- bảng: name -->` and `<!-- hết -->`. Run it after a change of fields, layouts or rules: the
tables of the page must equal what this prints (tests/test_fields.py).
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sedp_docs.catalog import Catalog
from sedp_docs.problems import SEVERITY_TITLES
from sedp_docs.read.catalogs import load_catalog
from sedp_docs.report import language
from sedp_docs.report.fields import ROW_KINDS, SHAPE_TITLES, Field, declared
from sedp_docs.rules.template import RULES

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "mau-word.md"
FORM = "ke-hoach"
_TABLE = re.compile(r"(<!-- bảng: (\w+) -->\n).*?(<!-- hết -->)", re.DOTALL)
_COMMON = ("nam_x", "nam_y", "nam_x1", "don_vi", "van_ban", "hdnd", "khi", "vien_dan", "gach", "so", "no_so_lieu")
_LOOPS = {"can_cu": "c", "kinh_gui": "k", "noi_nhan": "n", "no_so_lieu": "d"}


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{PAGE.name}: {len(_TABLES)} bảng")


def with_tables(page: str) -> str:
    """Return the page with every table made from what is declared now."""
    catalog = load_catalog("lao-cai", "commune")
    return _TABLE.sub(lambda m: f"{m[1]}{_TABLES[m[2]](catalog)}{m[3]}", page)


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _common(catalog: Catalog) -> str:
    root = declared(catalog.forms[FORM], catalog)
    fields = [field for field in root.fields if field.name in _COMMON]
    return _markdown(("Viết trong mẫu", "In ra", "Dạng"), (row for field in fields for row in _rows(field, "")))


def _rows(field: Field, path: str) -> Iterator[tuple[str, ...]]:
    here = f'{path}["{field.name}"]' if path == "vien_dan" else f"{path}.{field.name}".strip(".")
    if field.shape == "nhom":
        for each in field.fields:
            yield from _rows(each, here)
        return
    yield f"`{_tag(field, here)}`", field.help, SHAPE_TITLES[field.shape]
    for each in field.fields:
        yield f"`{{{{ {_LOOPS[field.name]}.{each.name} }}}}`", each.help, "chữ, trong vòng lặp"


def _tag(field: Field, path: str) -> str:
    if field.shape == "danh_sach":
        return f"{{%p for {_LOOPS[field.name]} in {path} %}}"
    return {"doan": f"{{{{p {path} }}}}", "ham": '{{ so("ma.kh_sau") }}'}.get(field.shape, f"{{{{ {path} }}}}")


def _slips(catalog: Catalog) -> str:
    form = next(form for form in catalog.forms.values() if form.filled_by)
    fields = declared(form, catalog).field("phieu")
    return _markdown(("Viết trong mẫu", "In ra", "Dạng"), _rows(fields, "") if fields else ())


def _sections(catalog: Catalog) -> str:
    sections = declared(catalog.forms[FORM], catalog).field("muc")
    rows = ((f'`{{{{p muc["{each.name}"] }}}}`', _plain(each.help)) for each in (sections.fields if sections else ()))
    return _markdown(("Viết trong mẫu", "Thuyết minh của mục"), rows)


def _tables(catalog: Catalog) -> str:
    forms = {id: set(form.all_tables()) for id, form in catalog.forms.items()}
    used = [layout for layout in catalog.tables.values() if any(layout.id in ids for ids in forms.values())]
    rows = (
        (f"`bang.{layout.id}`", _plain(layout.title), ", ".join(f"`{column.id}`" for column in layout.columns),
         ", ".join(id for id, ids in forms.items() if layout.id in ids))
        for layout in used
    )  # fmt: skip
    return _markdown(("Bảng", "Tên", "Cột", "Mẫu"), rows)


def _charts(catalog: Catalog) -> str:
    charts = (catalog.charts[id] for form in catalog.forms.values() for id in form.all_charts())
    return _markdown(("Viết trong mẫu", "Biểu đồ"), ((f"`{{{{p bieu_do.{each.id} }}}}`", _plain(each.title)) for each in charts))


def _kinds(catalog: Catalog) -> str:
    return _markdown(("`d.loai`", "Dòng"), ((f"`{kind}`", title) for kind, title in ROW_KINDS.items()))


def _words(catalog: Catalog) -> str:
    rows = (
        ("Lệnh", ("for", "if", "elif", "else", "set", "with", "filter", "raw")),
        ("Bộ lọc", language.ALL_FILTERS),
        ("Phép thử", tuple(sorted(language.TESTS))),
        ("Của vòng lặp", tuple(f"loop.{name}" for name in sorted(language.LOOP))),
        ("Hàm", ("so", *language.FUNCTIONS)),
    )
    return _markdown(("Loại", "Dùng được"), ((kind, ", ".join(f"`{word}`" for word in words)) for kind, words in rows))


def _rules(catalog: Catalog) -> str:
    rows = ((id, RULES[id].title, SEVERITY_TITLES[RULES[id].severity]) for id in sorted(RULES))
    return _markdown(("Mã", "Điều phải đúng", "Mức"), rows)


def _styles(catalog: Catalog) -> str:
    styles = {**language.STYLES, language.RULE_STYLE[0]: (language.RULE_STYLE[1], "đường kẻ `gach.…`")}
    return _markdown(("Kiểu", "Mã", "Dùng cho"), ((name, f"`{id}`", use) for id, (name, use) in styles.items()))


def _plain(title: str) -> str:
    """Return a title of the catalogue with its slots in words."""
    return (
        title.replace("{x1}", "X-1").replace("{x}", "X").replace("{y}", "X+1").replace("{loai}", "xã").replace("{thon}", "thôn")
    )


_TABLES: Mapping[str, Callable[[Catalog], str]] = {
    "chung": _common, "phieu": _slips, "muc": _sections, "bang": _tables, "bieu_do": _charts, "loai": _kinds, "tu": _words,
    "kieu": _styles, "quy_tac": _rules,
}  # fmt: skip


if __name__ == "__main__":
    main()
