"""The pictures that a plan's prose names, and a problem with its place for each that cannot be used."""

from __future__ import annotations

import pathlib

from sedp_docs.problems import Problem, ReadError
from sedp_docs.prose import Picture, images
from sedp_docs.read.pictures import load_picture
from sedp_docs.rules import Case
from sedp_docs.rules.texts import paragraphs


def pictures_of(folder: pathlib.Path, case: Case) -> tuple[dict[str, Picture], list[Problem]]:
    """Return the pictures by the name that the prose gives them, read from the plan's folder, and what is wrong with others."""
    out: dict[str, Picture] = {}
    problems: list[Problem] = []
    for path, text in paragraphs(case):
        for name in images(text):
            try:
                out[name] = load_picture(folder, name)
            except ReadError as error:
                problem = error.problem
                problems.append(Problem(problem.id, "error", problem.message, problem.hint, case.sources.at(path)))
    return out, problems
