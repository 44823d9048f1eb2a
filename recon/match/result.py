"""What a match gave: every row of both sides in exactly one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from recon.match.library import Library
from recon.match.pairs import Confirmed
from recon.model import LEVELS, Level

How = Literal["confirmed", "code", "name", "moved"]
Agreement = Literal["same", "wording", "rounding", "differs", "left_blank", "right_blank", "blank"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One project in both; ``fields`` says for each of :data:`recon.match.compare.FIELDS` how the two agree."""

    left: int
    right: int
    how: How
    score: int | None = None  #: points, of a pair found by name
    fields: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two rows that may be one project, for a person to decide."""

    left: int
    right: int
    score: int
    doubt: str  #: key of the reason why it was not accepted


@dataclass(frozen=True, slots=True)
class Bundle:
    """One row of one side and several of the other that add up to it in every amount; a suggestion."""

    whole: int
    parts: tuple[int, ...]
    side: Literal["left", "right"]  #: of the whole

    @property
    def ends(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Its rows of the left and of the right side."""
        return ((self.whole,), self.parts) if self.side == "left" else (self.parts, (self.whole,))


@dataclass(frozen=True, slots=True)
class Note:
    """Something said of a row, or of a line of the 对照表; words are in the catalogue."""

    key: str
    level: Level
    side: Literal["left", "right", "pairs"]
    place: int  #: position in the side; of a pair, its row in the 对照表
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """Two libraries reconciled; rows in the order of the sheets."""

    left: Library
    right: Library
    pairs: tuple[Pair, ...]
    candidates: tuple[Candidate, ...]
    bundles: tuple[Bundle, ...]
    only_left: tuple[int, ...]
    only_right: tuple[int, ...]
    notes: tuple[Note, ...]
    confirmed: tuple[Confirmed, ...] = ()  #: what was handed in, with what was newly decided

    def places(self, state: Literal["pending", "bundle", "only"], side: Literal["left", "right"]) -> frozenset[int]:
        """Rows of a side that are not paired: for a person to decide on, in a suggested bundle, or in it alone."""
        return self._places[state, side]

    @cached_property
    def _places(self) -> dict[tuple[str, str], frozenset[int]]:
        return {
            ("pending", "left"): frozenset(c.left for c in self.candidates),
            ("pending", "right"): frozenset(c.right for c in self.candidates),
            ("bundle", "left"): frozenset(a for bundle in self.bundles for a in bundle.ends[0]),
            ("bundle", "right"): frozenset(b for bundle in self.bundles for b in bundle.ends[1]),
            ("only", "left"): frozenset(self.only_left),
            ("only", "right"): frozenset(self.only_right),
        }

    def worst(self) -> Level | None:
        """The gravest level of anything that differs or is undecided."""
        from recon.match.compare import level

        levels = {found for pair in self.pairs if (found := level(pair))} | {n.level for n in self.notes}
        if self.candidates or self.bundles or self.only_left or self.only_right:
            levels.add("核实性")
        return max(levels, key=LEVELS.index, default=None)
