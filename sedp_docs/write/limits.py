"""The limits on rendering a template that we did not ship, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderLimits:
    """What one document of a foreign template may cost; `starting` is for the process itself to come up, in seconds."""

    seconds: float = 30.0
    memory: int = 1_000_000_000
    output: int = 50_000_000
    starting: float = 30.0


RENDER = RenderLimits()
