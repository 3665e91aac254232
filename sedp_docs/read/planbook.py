"""A plan's workbook as a tree, like that of a YAML file: raw values with the cell of each, and the problems found."""

from __future__ import annotations

from sedp_docs.catalog import Catalog
from sedp_docs.model import LEVEL_NAMES
from sedp_docs.read.catalogs import load_catalog, load_layout
from sedp_docs.read.xlsx import read_workbook
from sedp_docs.read.yamlfile import Tree
from sedp_docs.workbook.grid import RawWorkbook
from sedp_docs.workbook.take import Taking, take, tree_from


def read_plan_book(content: bytes, file: str) -> Tree:
    """Read the workbook of a plan; faults of its cells are in `Tree.problems`.

    Raises:
        ReadError: no .xlsx, refused at the door, or of a procedure that we do not have.
    """
    book = read_workbook(content, file)
    return tree_of_taking(taken_from(book, file), book)


def taken_from(book: RawWorkbook, file: str) -> Taking:
    """Return what a workbook holds of a plan, with the cell of each value; raises ReadError for an unknown procedure."""
    return take(book.sheets, file, load_layout(), _catalog_named)


def tree_of_taking(taking: Taking, book: RawWorkbook) -> Tree:
    """Return the tree of what was taken from a workbook, with the faults of both."""
    found = [*book.problems, *taking.problems]
    return Tree(tree_from(taking.leaves) or None, taking.places, found, taking.file, taking.titles)


def _catalog_named(procedure: str, level: str) -> Catalog:
    """Return the catalog of a procedure and level as a workbook names them; raises ReadError for one that we do not have."""
    return load_catalog(procedure, LEVEL_NAMES[level])
