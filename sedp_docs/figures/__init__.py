"""`Plan` → `Figures`: every number that a paper prints, by name, with its formula and origin. Never rounds or formats."""

from sedp_docs.figures.book import Figures
from sedp_docs.figures.figure import Figure, UnknownFigureError
from sedp_docs.figures.judge import VERDICT_TITLES, Verdict

__all__ = ["VERDICT_TITLES", "Figure", "Figures", "UnknownFigureError", "Verdict"]
