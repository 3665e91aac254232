"""The one place that looks at the clock; everywhere else the time is an argument."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """Return the local time, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)
