"""Left-overs of last year's text: its years, its session of the People's Council."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sedp_docs.rules.registry import Case, Finding, rule
from sedp_docs.rules.texts import sentences
from sedp_docs.text import shortened

_PROMISE = "sẽ|phấn đấu|ước đạt|ước thực hiện|dự kiến"
_WHO = "đơn vị|toàn xã|xã|huyện|tỉnh|phường"
_PLANNED = re.compile(
    rf"(?<!đến )(?<!hết )\bnăm (\d{{4}}),? (?:(?:{_WHO}) )?(?:{_PROMISE})\b|\bphấn đấu (?:trong )?năm (\d{{4}})\b", re.IGNORECASE
)
_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_TEENS = ("một", "hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín")
ORDINALS = (
    {word: n for n, word in enumerate(_WORDS, 1)} | {f"mười {word}": n for n, word in enumerate(_TEENS, 11)} | {"hai mươi": 20}
)
"""The number of a session in words, "thứ nhất" to "thứ hai mươi"."""
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SESSION = re.compile(rf"\bkỳ họp thứ (\d+|{_ORDINAL})\b", re.IGNORECASE)
_TERM = re.compile(r"\b[Kk](?:hóa|hoá) ([IVXLC]+)\b")


@rule("TK-06", "Việc sẽ làm, số ước không còn là của năm trước", severity="warning")
def past_promise(case: Case) -> Iterator[Finding]:
    """A sentence promises or estimates for a year that is over, in other words than TM-08 knows."""
    for path, sentence in sentences(case):
        for found in _PLANNED.finditer(sentence):
            if int(found[1] or found[2]) < case.year:
                yield Finding(
                    path,
                    f"“{found.group()}”: năm đã qua, năm báo cáo là {case.year}",
                    "sửa năm nếu câu này chép từ kế hoạch năm trước; kể kết quả thì viết “đã”, “đạt”",
                )


@rule("TK-07", "Kỳ họp, khóa HĐND trong thuyết minh là của kế hoạch này", severity="warning")
def old_session(case: Case) -> Iterator[Finding]:
    """A session to which this plan goes, or a term of its own council, differs from what `hdnd` says."""
    council, unit = case.plan.council, case.plan.unit
    if council is None:
        return
    own = re.compile(rf"\b(HĐND|Hội đồng nhân dân) {unit.kind}(?: {re.escape(unit.name)})?\b", re.IGNORECASE)
    for path, sentence in sentences(case):
        if not own.search(sentence) or _tells_the_past(case, sentence):
            continue
        terms = [found for found in _TERM.finditer(sentence) if found[1] != council.term]
        for found in (*terms, *_other_sessions(council.session, sentence)):
            yield Finding(
                path,
                f"“{found.group()}” khác với hdnd của kế hoạch ({_said(council.session, council.term)})",
                "sửa nếu câu này chép từ kế hoạch năm trước; hoặc sửa hdnd",
            )


def _tells_the_past(case: Case, sentence: str) -> bool:
    years = (int(year) for year in re.findall(r"\b20\d\d\b", sentence))
    return any(year < case.year for year in years)


def _other_sessions(session: str, sentence: str) -> list[re.Match[str]]:
    """Return the sessions to which something is submitted ("trình … kỳ họp thứ chín") that are not this one."""
    wanted = _ordinal(session.removeprefix("thứ "))
    submitted = re.search(r"\btrình\b", sentence, re.IGNORECASE)
    if wanted is None or submitted is None:
        return []
    return [found for found in _SESSION.finditer(sentence, submitted.start()) if _ordinal(found[1]) != wanted]


def _ordinal(text: str) -> int | None:
    """Return 11 for "mười một" and for "11"."""
    word = text.strip().casefold()
    return int(word) if word.isascii() and word.isdigit() else ORDINALS.get(word)


def _said(session: str, term: str) -> str:
    return shortened(", ".join(part for part in (session and f"kỳ họp {session}", term and f"khóa {term}") if part))
