"""The prose of a plan that stands in `thuyet-minh.docx` beside the plan's file."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sedp_docs import limits
from sedp_docs.catalog import Outline
from sedp_docs.model import Plan, Prose
from sedp_docs.problems import Location, Path, Problem, ReadError
from sedp_docs.prose.compose import prints_alike
from sedp_docs.read.files import read_bytes
from sedp_docs.read.plans import Loaded
from sedp_docs.read.prosedoc import ProseDoc, read_prose
from sedp_docs.report import proseform
from sedp_docs.text import nfc, shortened


def with_prose(loaded: Loaded, path: pathlib.Path, outline: Outline | None) -> Loaded:
    """Return a plan with the prose of the Word file beside it, if there is one.

    Sections that have text in Word replace those of the plan file; where both have text and it differs, a warning names
    both places. A Word file of another unit or year is not used, which a warning says; one that cannot be read is an
    error among the problems.

    Args:
        loaded: the plan.
        path: its file.
        outline: the outline of its level, None where there is none to match headings with.
    """
    beside = path.parent / proseform.FILE
    if loaded.plan is None or outline is None or not beside.is_file():
        return loaded
    try:
        content = read_bytes(beside, limits.ZIP_TOTAL_BYTES)
        read = read_prose(content, str(beside), proseform.outline_of(loaded.plan, outline))
    except ReadError as error:
        return replace(loaded, problems=[*loaded.problems, error.problem])
    stranger = _stranger(read.properties, loaded.plan, str(beside))
    if stranger:
        return replace(loaded, problems=[*loaded.problems, stranger])
    return _merged(loaded, loaded.plan, read, str(beside))


def _stranger(properties: Mapping[str, str], plan: Plan, file: str) -> Problem | None:
    """Return why a file is not this plan's: it says so itself; a file that says nothing is taken."""
    unit = properties.get(proseform.UNIT, "")
    year = properties.get(proseform.YEAR, "")
    names = {nfc(name).casefold() for name in (plan.unit.code, plan.unit.full_name, plan.unit.name)}
    said = []
    if unit and unit.casefold() not in names:
        said.append(f"đơn vị “{shortened(unit)}”")
    if year and year != str(plan.plan_year):
        said.append(f"năm {shortened(year)}")
    if not said:
        return None
    message = f"thuyết minh này là của {', '.join(said)}, không phải {plan.unit.full_name} năm {plan.plan_year}, nên không dùng"
    hint = "chuyển tệp đi nơi khác; muốn dùng lại chữ thì tạo tệp mới bằng new --prose rồi chép sang"
    return Problem("TMW-01", "warning", message, hint, Location(file))


def _merged(loaded: Loaded, plan: Plan, read: ProseDoc, file: str) -> Loaded:
    document = read.properties.get(proseform.DOCUMENT) or proseform.MAIN
    prose = dict(plan.prose.get(document, {}))
    problems = [*loaded.problems, *read.problems]
    places: dict[Path, Location] = {}
    if ("thuyet_minh", document) not in loaded.sources:
        places["thuyet_minh", document] = Location(file)
    for key, texts in read.sections.items():
        here, old = ("thuyet_minh", document, key), prose.get(key, Prose())
        if old.paragraphs and prints_alike(old.paragraphs, texts):
            continue
        places |= {path: Location(file, place) for path, place in _places(here, len(texts), read)}
        if old.paragraphs:
            problems.append(_differs(key, places[*here, "doan"], loaded.sources.at(here)))
        prose[key] = old.model_copy(update={"paragraphs": tuple(texts)})
    whole = plan.model_copy(update={"prose": {**plan.prose, document: prose}}) if prose else plan
    return replace(loaded, plan=whole, sources=loaded.sources.with_others(places), problems=problems)


def _places(here: Path, count: int, read: ProseDoc) -> Iterator[tuple[Path, str]]:
    """Yield the places of a section and of its paragraphs, as paths of a plan file."""
    key = str(here[-1])
    yield here, read.places[key, -1]
    yield (*here, "doan"), read.places[key, 0]
    for i in range(count):
        yield (*here, "doan", i), read.places[key, i]


def _differs(key: str, word: Location, plan: Location) -> Problem:
    message = f"mục {key} có chữ ở cả hai nơi và khác nhau (ở đây và {plan}); dùng bản Word"
    return Problem("TMW-08", "warning", message, "sửa ở Word và xóa mục này trong tệp kế hoạch", word)
