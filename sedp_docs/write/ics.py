"""Deadlines as a calendar file (RFC 5545): one all-day event on the last day of each, with a reminder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from sedp_docs.schedule import Due
from sedp_docs.text import slug

_AHEAD = timedelta(days=-3, hours=8)
"""From midnight at the start of the day: eight in the morning, three days before."""


def calendar_file(name: str, key: str, year: int, dues: Iterable[Due]) -> bytes:
    """Return the .ics file; the same arguments give the same bytes. What has no day yet has no event.

    Args:
        name: what the calendar is called.
        key: what tells this plan's events from those of others: its unit and year.
        year: year X; events carry its first day as their stamp, since no clock may change the bytes.
        dues: the deadlines.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//sedp-docs//calendar//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    stamp = datetime(year, 1, 1, tzinfo=UTC)
    for due in dues:
        if due.last is not None:
            calendar.add_component(_event(due, due.last, f"{due.id}-{slug(key, '-')}@sedp-docs", stamp))
    return bytes(calendar.to_ical())


def _event(due: Due, last: date, uid: str, stamp: datetime) -> Event:
    event, title = Event(), f"(khoảng) {due.what}" if due.approximate else due.what
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", last)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", title)
    event.add("description", _description(due))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", _AHEAD)
    event.add_component(alarm)
    return event


def _description(due: Due) -> str:
    lines = (("Thời gian", due.timing), ("Ai làm", due.who), ("Văn bản", due.papers), ("Gửi", due.to), ("Căn cứ", due.cite))
    return "\n".join([*(f"{label}: {said}" for label, said in lines if said), *(f"Ghi chú: {note}." for note in due.notes)])
