"""The shape of a rule's two examples."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A plan that a rule passes and one that it does not; each line at fault ends with `# lỗi`, `says` is in the message."""

    says: str
    good: str
    bad: str
