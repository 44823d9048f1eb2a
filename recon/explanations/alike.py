"""Sentences that are one sentence: the same words in the boxes of many rows, whatever numbers and names are put in."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from unicodedata import category

from recon import text as gate
from recon.explanations.lexicon import simplified
from recon.explanations.weight import LONGEST

#: The same sentence may stand in the boxes of this many rows; in more it is one explanation, for a person to accept.
ROWS = 2
#: Two sentences are one when this share of their pairs of characters is common to both.
SHARE = Fraction(4, 5)


@dataclass(frozen=True, slots=True)
class Box:
    """A text in the box of a row that goes by some names."""

    row: str
    text: str
    names: tuple[str, ...] = ()


def repeated(boxes: Sequence[Box]) -> list[list[int]]:
    """The boxes of each sentence that, but for numbers and the row's own names, stands in more than ROWS rows.

    One project late for one reason fails several relations of its row: that is one slip, told once or several
    times. Three projects do not have the same story.
    """
    bones = [_bones(box) for box in boxes]
    groups = _groups(sorted(set(bones)))
    by_bone: dict[int, list[int]] = {}
    for place, bone in enumerate(bones):
        by_bone.setdefault(groups[bone], []).append(place)
    return [places for places in by_bone.values() if len({boxes[place].row for place in places}) > ROWS]


def _bones(box: Box) -> str:
    """The letters of a sentence without the names of its row; of one without letters, whatever stands there."""
    text = gate.plain(box.text[:LONGEST])
    for name in sorted(box.names, key=len, reverse=True):
        text = text.replace(name, "") if len(name) > 1 else text
    folded = simplified(text.casefold())
    return "".join(c for c in folded if category(c)[0] == "L") or "".join(folded.split())


def _groups(bones: Sequence[str]) -> dict[str, int]:
    """Sentence → number of its group; groups grow over pairs that share enough.

    Pairs are looked for by the rarest pairs of characters: two sets with SHARE in common share one of the first
    ``n − ⌈SHARE · n⌉ + 1`` of each, ordered alike.
    """
    pairs = [_pairs(bone) for bone in bones]
    common = Counter(pair for own in pairs for pair in own)
    parent = list(range(len(bones)))
    seen: dict[str, list[int]] = {}
    for place, own in enumerate(pairs):
        first = sorted(own, key=lambda pair: (common[pair], pair))
        first = first[: len(own) - math.ceil(SHARE * len(own)) + 1]
        for other in sorted({o for pair in first for o in seen.get(pair, ())}):
            if len(own & pairs[other]) >= SHARE * len(own | pairs[other]):
                parent[_root(parent, other)] = _root(parent, place)
        for pair in first:
            seen.setdefault(pair, []).append(place)
    return {bone: _root(parent, place) for place, bone in enumerate(bones)}


def _pairs(bone: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(bone))) or frozenset({bone})


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
