"""Knowledge from the data folder: procedures, indicators, outlines, layouts, forms. Read like plans, typed like plans."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from sedp_docs import limits
from sedp_docs.catalog import Catalog, Level, Profile
from sedp_docs.eras import Era, LegalBase
from sedp_docs.forms import ChartLayout, Draft, Form, TableLayout
from sedp_docs.model import LEVEL_NAMES, LevelId
from sedp_docs.problems import ReadError, in_order
from sedp_docs.read.files import read_bytes
from sedp_docs.read.typed import typed
from sedp_docs.read.yamlfile import Tree, read_yaml
from sedp_docs.text import did_you_mean, shortened
from sedp_docs.workbook.layout import WorkbookLayout

PACKAGE = pathlib.Path(__file__).resolve().parent.parent
DATA = PACKAGE / "data"
T = TypeVar("T", bound=BaseModel)


def templates_root() -> pathlib.Path:
    """Return the folder of our own templates: inside an installed package, or beside it in a checkout."""
    packaged = PACKAGE / "templates"
    return packaged if packaged.is_dir() else PACKAGE.parent / "templates"


def profile_ids() -> list[str]:
    """Return the ids of the procedures that this installation knows."""
    return sorted(path.stem for path in (DATA / "profiles").glob("*.yaml"))


@functools.lru_cache(maxsize=16)
def load_catalog(profile_id: str, level: LevelId, *, sector: bool = False) -> Catalog:
    """Return the catalog of a procedure at a level, or of its sector plans; raises ReadError for one that we do not have."""
    if profile_id not in profile_ids():
        hint = did_you_mean(profile_id, profile_ids()) or f"các quy trình có: {', '.join(profile_ids())}"
        raise ReadError(f"chưa có quy trình “{shortened(profile_id)}”", hint)
    profile = _profile(DATA / "profiles" / f"{profile_id}.yaml", level)
    variant = f"{profile_id}-{SECTOR}" if sector else profile_id
    return Catalog(
        profile=profile.at(level),
        level=_of_sector(profile.levels[level]) if sector else profile.levels[level],
        variant=variant,
        forms=load_forms(level, variant),
        tables=_ById(TableLayout, DATA / "tables.yaml", DATA / "tables-tren-xa.yaml"),
        charts=_ById(ChartLayout, DATA / "charts.yaml"),
        phrases=_ById(Draft, DATA / "phrases.yaml"),
        eras=load_eras(),
        bases=_ById(LegalBase, DATA / "can-cu.yaml"),
    )


@functools.cache
def load_eras() -> tuple[Era, ...]:
    """Return the eras of documents, oldest first, without a gap between them."""
    return tuple(_list(Era, DATA / "eras.yaml"))


@functools.cache
def load_layout() -> WorkbookLayout:
    """Return the declaration of the planner's workbook."""
    return _model(WorkbookLayout, DATA / "workbook.yaml")


SHARED = "shared"
"""The folder of forms that are the same at every level."""
SECTOR = "nganh"
"""The folder, below a level's, of forms for sector plans of any procedure; those of one procedure: `lao-cai-nganh`."""


def _of_sector(level: Level) -> Level:
    """Return a level as sector plans know it: outline, drafted sentences and dossiers in their words."""
    outline, drafts = level.outline and level.outline.for_sector(), {**level.drafts, **level.sector_drafts}
    return level.model_copy(update={"outline": outline, "drafts": drafts, "dossiers": level.sector_dossiers})


def load_forms(level: LevelId, variant: str = "") -> dict[str, Form]:
    """Return the forms of a level: one declaration beside each template; those of the variant's folder go first."""
    folders = reversed(template_folders(level, variant))
    known = {form.id: form for folder in folders for form in forms_in(folder)}
    return {id: known[id] for id in sorted(known)}


def template_folders(level: LevelId, variant: str) -> list[pathlib.Path]:
    """Return where the forms of a level lie, the most special first: of the variant, of sectors, of the level, shared."""
    of_sector = [f"{level}/{SECTOR}"] if variant.endswith(f"-{SECTOR}") else []
    return [templates_root() / name for name in (f"{level}/{variant}", *of_sector, level, SHARED)]


def forms_in(folder: pathlib.Path) -> list[Form]:
    """Return the forms whose declarations lie in one folder of templates, by name."""
    return [_model(Form, path) for path in sorted(folder.glob("*.yaml"))]


def _raw(path: pathlib.Path) -> Any:
    """Read a data file; `{lay: other.yaml}` takes the value from another data file, so that big lists have a file each."""
    tree = read_yaml(read_bytes(path, limits.YAML_BYTES), path.name)
    if tree.problems:
        raise ReadError(str(in_order(tree.problems)[0]))
    return _included(tree.data)


def _included(data: Any) -> Any:
    if isinstance(data, dict):
        if set(data) == {"lay"}:
            return _raw(DATA / str(data["lay"]))
        return {key: _included(value) for key, value in data.items()}
    return [_included(item) for item in data] if isinstance(data, list) else data


def _profile(path: pathlib.Path, level: LevelId) -> Profile:
    """Return a procedure with one of its levels: the lists of the others are long, and nobody asked for them."""
    tree = read_yaml(read_bytes(path, limits.YAML_BYTES), path.name)
    levels = tree.data["cap"]
    if level not in levels:
        words = {id: word for word, id in reversed(LEVEL_NAMES.items())}
        has = ", ".join(words[each] for each in levels)
        raise ReadError(f"quy trình “{path.stem}” chưa có cấp “{words[level]}”", f"các cấp có: {has}")
    return _typed(Profile, tree, {**tree.data, "cap": {level: levels[level]}})


def _model(model: type[T], path: pathlib.Path) -> T:
    tree = read_yaml(read_bytes(path, limits.YAML_BYTES), path.name)
    return _typed(model, tree, tree.data)


def _typed(model: type[T], tree: Tree, data: Any) -> T:
    value, problems = typed(model, _included(data), tree.sources)
    problems = [*tree.problems, *problems]
    if value is None or problems:
        raise ReadError(str(in_order(problems)[0]), location=problems[0].location)
    return value


class _ById(Mapping[str, T]):
    """Data files that are lists, by the id of their entries; read when first asked, since a check prints nothing."""

    def __init__(self, model: type[T], *paths: pathlib.Path) -> None:
        self._model = model
        self._paths = paths

    @functools.cached_property
    def _entries(self) -> dict[str, T]:
        return {str(getattr(entry, "id", "")): entry for path in self._paths for entry in _list(self._model, path)}

    def __getitem__(self, id: str) -> T:
        return self._entries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _list(model: type[T], path: pathlib.Path) -> list[T]:
    tree = read_yaml(read_bytes(path, limits.YAML_BYTES), path.name)
    out: list[T] = []
    for i, item in enumerate(_included(tree.data)):
        value, problems = typed(model, item, tree.sources)
        if value is None:
            raise ReadError(f"{path.name}, mục {i + 1}: {problems[0].message}", problems[0].hint)
        out.append(value)
    return out
