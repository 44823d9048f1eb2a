"""The text of a cell as the grammar reads it: folded, without blanks, every character with its place in the cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from recon import text as gate

#: Signs that the common folding leaves and that mean the same in a relation.
_ALIKE = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "‐": "-",
        "‑": "-",
        "﹣": "-",
        "×": "*",
        "✕": "*",
        "✖": "*",
        "╳": "*",
        "÷": "/",
        "∕": "/",
        "≧": "≥",
        "⩾": "≥",
        "≦": "≤",
        "⩽": "≤",
        "〜": "~",
        "∼": "~",
        "⋯": "...",
        "“": '"',
        "”": '"',
        "„": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "‘": "'",
        "’": "'",
        "【": "[",
        "】": "]",
        "〔": "[",
        "〕": "]",
        "。": "。",
        "—": "—",
        "―": "—",
        "〉": ">",
        "〈": "<",
    }
)


@dataclass(frozen=True, slots=True)
class Folded:
    """The characters that count, the place of each in the cell's text, and whether a blank stands before it."""

    text: str  #: as the cell has it
    solid: str
    places: tuple[int, ...]
    gaps: frozenset[int]  #: indexes in ``solid`` before which a blank or line break stands
    lines: frozenset[int]  #: those before which a line break stands

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The place in the cell's text of the characters from ``first`` up to ``last``, without blanks around."""
        start = self.places[first] if first < len(self.places) else len(self.text.rstrip())
        end = self.places[last - 1] + 1 if last > first else start
        return start, end


@lru_cache(maxsize=4096)
def character(char: str) -> str:
    """The folded form of one character: nothing, one character, or several."""
    return gate.plain(char).translate(_ALIKE)


def fold(text: str) -> Folded:
    """The folded text of a cell."""
    solid: list[str] = []
    places: list[int] = []
    gaps: set[int] = set()
    lines: set[int] = set()
    for place, char in enumerate(text):
        for one in character(char):
            if one.isspace():
                gaps.add(len(solid))
                if one in "\n\r":
                    lines.add(len(solid))
            else:
                solid.append(one)
                places.append(place)
    return Folded(text, "".join(solid), tuple(places), frozenset(gaps), frozenset(lines))


def word(text: str) -> str:
    """A name or code as it compares with the text of a relation."""
    return "".join(one for char in text for one in character(char) if not one.isspace())
