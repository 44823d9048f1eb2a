"""One line of an examination."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """A sentence of :data:`recon.messages.DOCTOR` and the values that fill it; ``depth`` counts its indents."""

    key: str
    words: Mapping[str, object] = field(default_factory=dict)
    depth: int = 1
