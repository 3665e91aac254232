"""Figures of the units below against the unit's own, and the criteria of new rural areas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sedp_docs.figures.quantities import Quantity
from sedp_docs.model.unit import CRITERIA
from sedp_docs.problems import Path
from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.slack import half_unit, slack
from sedp_docs.rules.texts import paragraphs
from sedp_docs.rules.words import at, row_title, shown, slot_title

_ALL = frozenset(str(n) for n in range(1, CRITERIA + 1))
_SHARE = re.compile(r"(\d[\d.]*)/(\d[\d.]*)\s+(?:lượt\s+)?tiêu chí(?!\s*(?:chung|khác))")


def _added_up(case: Case) -> Iterator[tuple[Quantity, list[str]]]:
    """Yield each indicator that adds up, with the names of its rows in the units below; only when all of them have one."""
    units = {unit.code for unit in case.plan.subordinates}
    of_units: dict[str, dict[str, str]] = {}
    for row in case.plan.by_unit:
        if row.unit in units:
            of_units.setdefault(row.indicator, {})[row.unit] = row.code
    for code, rows in of_units.items():
        quantity = case.figures.quantities.get(code)
        if quantity and quantity.rollup == "cong" and rows.keys() == units:
            yield quantity, list(rows.values())


def _tolerance(case: Case, codes: list[str], quantity: Quantity, slot: str) -> Decimal:
    """Return how far rounding of all values involved can move a sum from the whole."""
    own = slack(case, quantity.code, slot)
    if not own and not any(slack(case, code, slot) for code in codes):
        return Decimal(0)
    return own + half_unit(quantity.decimals) * len(codes)


def _first_row(case: Case, codes: list[str], slot: str) -> Path:
    return at(case.figures.quantities[codes[0]], slot)


@rule("PL-70", "Cộng số của các đơn vị bằng số của đơn vị lập kế hoạch")
def units_add_up(case: Case) -> Iterator[Finding]:
    """The estimates of all communes do not add up to the district's own, beyond what rounding explains."""
    for quantity, codes in _added_up(case):
        whole, added = case.figures.values.amount(quantity.code, "uoc"), case.figures.values.total(codes, "uoc")
        if whole is None or added is None or abs(added - whole) <= _tolerance(case, codes, quantity, "uoc"):
            continue
        written = case.figures.values.written(quantity.code, "uoc") is not None
        yield Finding(
            at(quantity, "uoc") if written else _first_row(case, codes, "uoc"),
            f"{row_title(quantity)}: cộng {len(codes)} đơn vị là {shown(quantity, added)}, "
            f"{slot_title(case, 'uoc')} của {case.plan.unit.kind} là {shown(quantity, whole)}",
            "xem lại số của từng đơn vị ở theo_don_vi, hoặc số chung",
        )


@rule("PL-71", "Tổng chỉ tiêu giao cho các đơn vị không kém chỉ tiêu chung", severity="warning")
def assigned_enough(case: Case) -> Iterator[Finding]:
    """What the units are assigned does not add up to the unit's own target; nobody has to reach the rest."""
    for quantity, codes in _added_up(case):
        slot = case.figures.next_planned(quantity.code)
        whole, given = case.figures.values.amount(quantity.code, slot), case.figures.values.total(codes, "kh_sau.giao")
        if whole is None or given is None or quantity.direction == "khong":
            continue
        lack = whole - given if quantity.direction == "tang" else given - whole
        if lack > _tolerance(case, codes, quantity, "kh_sau.giao"):
            word = "thấp hơn" if quantity.direction == "tang" else "cao hơn"
            yield Finding(
                _first_row(case, codes, "kh_sau.giao"),
                f"{row_title(quantity)}: tổng giao cho {len(codes)} đơn vị là {shown(quantity, given)}, {word} "
                f"{slot_title(case, slot)} là {shown(quantity, whole)}",
                "giao thêm cho các đơn vị, hoặc xem lại chỉ tiêu chung",
            )


@rule("PL-72", "Tiêu chí nông thôn mới ghi số từ 1 đến 19, mỗi số một lần")
def criteria_numbers(case: Case) -> Iterator[Finding]:
    """A criterion that does not exist, or that is named twice: twice in one list, or both met and planned."""
    for i, each in enumerate(case.plan.new_rural):
        seen: set[str] = set()
        for key, codes in (("dat", each.met), ("ke_hoach", each.planned)):
            for k, code in enumerate(codes):
                if code not in _ALL:
                    said, hint = f"không có tiêu chí “{code}”", f"ghi số thứ tự từ 1 đến {CRITERIA}"
                    yield Finding(("nong_thon_moi", i, key, k), said, hint)
                elif code in seen:
                    said = f"tiêu chí {code} ghi hai lần cho {case.plan.name_of(each.unit)}"
                    yield Finding(("nong_thon_moi", i, key, k), said, "bỏ một chỗ; tiêu chí đã đạt không ghi lại ở ke_hoach")
                seen.add(code)


def _communes_met(case: Case) -> tuple[int, int, int]:
    """Return (communes listed, those that meet all criteria, criteria met by all of them together)."""
    done = [len(each.done) for each in case.plan.new_rural]
    return len(done), sum(each == CRITERIA for each in done), sum(done)


def _complete(case: Case) -> bool:
    """Tell whether the list of criteria holds every commune below, each once."""
    communes = {unit.code for unit in case.plan.subordinates if unit.kind == "xã"}
    listed = [each.unit for each in case.plan.new_rural]
    return bool(communes) and set(listed) == communes and len(listed) == len(communes)


@rule("PL-73", "Số xã đạt chuẩn, số tiêu chí và bình quân khớp biểu nông thôn mới")
def rural_indicators(case: Case) -> Iterator[Finding]:
    """The indicators of new rural areas say something else than the list of criteria by commune."""
    if not _complete(case):
        return
    communes, reached, criteria = _communes_met(case)
    wanted = {
        "so_xa_ntm": Decimal(reached),
        "so_tieu_chi_ntm": Decimal(criteria),
        "tieu_chi_ntm_binh_quan": Decimal(criteria) / communes,
    }
    for code, amount in wanted.items():
        quantity, now = case.figures.quantities.get(code), case.figures.values.amount(code, "uoc")
        if quantity and now is not None and abs(now - amount) > half_unit(quantity.decimals):
            table = f"biểu nông thôn mới của {communes} xã cho {shown(quantity, amount)}"
            said = f"{row_title(quantity)}: ước {shown(quantity, now)}, {table}"
            yield Finding(at(quantity, "uoc"), said, "sửa số liệu, hoặc sửa biểu nong_thon_moi")


@rule("PL-74", "Tỷ số tiêu chí nông thôn mới có mẫu số 19 × số xã", severity="warning")
def rural_shares(case: Case) -> Iterator[Finding]:
    """Prose gives criteria as a share of a number that is neither 19 nor 19 times the communes."""
    communes = len(case.plan.new_rural)
    right = {CRITERIA, CRITERIA * communes}
    for path, text in paragraphs(case) if communes else ():
        for found in _SHARE.finditer(text):
            whole = int(found.group(2).replace(".", ""))
            if whole not in right:
                said = f"“{found.group()}”: mẫu số không phải {CRITERIA}, cũng không phải {CRITERIA} × {communes} xã"
                yield Finding(path, said, f"{communes} xã có {CRITERIA * communes} lượt tiêu chí")
