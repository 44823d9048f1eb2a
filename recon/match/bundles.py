"""One to many: a row of one side and several of the other that add up to it in every amount. Suggested, never assumed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from recon.match import block, names
from recon.match.library import NAME
from recon.match.result import Bundle
from recon.match.rows import Rows

#: Rows tried as parts of one whole; of more that are related by name, nothing is suggested but their sum.
MOST = 14
#: Least likeness of a part's name to the whole's, numbers and words for parts left out.
RELATED = 55
_PART = re.compile(r"[A-Z]*\d+(?:\.\d+)?(?:标|期|号|线|段|批)?|[东南西北中]段|等\d*[个项座]?|打捆|合计|子项|批次")
_BUNDLED = re.compile(r"打捆|等.{0,3}[个项座处]|批次|及.+等")


def suggest(left: Rows, mine: list[int], right: Rows, theirs: list[int], partner: Mapping[int, int]) -> list[Bundle]:
    """Bundles whose whole stands on either side; none share a row.

    ``partner``: rows that have a code in common, left → right; a bundle has both of them or neither.
    """
    found = [Bundle(a, parts, "left") for a, parts in _bundles(left, mine, right, theirs)]
    found += [Bundle(b, parts, "right") for b, parts in _bundles(right, theirs, left, mine)]
    back = {b: a for a, b in partner.items()}
    found = [bundle for bundle in found if _closed(bundle, partner, back)]
    uses = Counter(use for bundle in found for use in _uses(bundle))
    return [bundle for bundle in found if all(uses[use] == 1 for use in _uses(bundle))]


def _closed(bundle: Bundle, partner: Mapping[int, int], back: Mapping[int, int]) -> bool:
    mine, theirs = bundle.ends
    return all(partner.get(a, theirs[0]) in theirs for a in mine) and all(back.get(b, mine[0]) in mine for b in theirs)


def _uses(bundle: Bundle) -> Iterator[tuple[str, int]]:
    mine, theirs = bundle.ends
    yield from (("left", a) for a in mine)
    yield from (("right", b) for b in theirs)


def _bundles(
    one: Rows, wholes: Sequence[int], other: Rows, places: Sequence[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    for ours, others in block.blocks(one, wholes, other, places):
        related = _related(one, ours, other, others)
        for whole in ours:
            fitting = sorted(p for p in related[whole] if _fits(one, whole, other, p))
            if parts := _parts(one, whole, other, fitting):
                yield whole, parts


def _related(one: Rows, wholes: list[int], other: Rows, places: list[int]) -> dict[int, set[int]]:
    """Whole → rows that may be its parts: by name, or by class where it says that it is a bundle."""
    found: dict[int, set[int]] = {whole: set() for whole in wholes}
    stems = [_stem(one, place) for place in wholes], [_stem(other, place) for place in places]
    for i, j in block.likest(*stems, RELATED, MOST):
        found[wholes[i]].add(places[j])
    for whole in wholes:
        if _BUNDLED.search(one.library.text(whole, NAME)):
            found[whole] |= {p for p in places if one.categories[whole] == other.categories[p]}
    return found


def _fits(one: Rows, whole: int, other: Rows, part: int) -> bool:
    """Whether a part's total is told and does not exceed the whole's."""
    total, share = one.totals[whole], other.totals[part]
    return bool(total and share and share <= total + one.library.half + other.library.half)


def _stem(rows: Rows, place: int) -> str:
    text = names.unbracketed(rows.library.text(place, NAME))
    return _PART.sub("", names.parse(text, rows.groups[place][1]).core)


def _parts(one: Rows, whole: int, other: Rows, related: list[int]) -> tuple[int, ...]:
    """All related rows if they add up, else the only selection of them that does."""
    if len(related) >= 2 and _foots(one, whole, other, tuple(related)):
        return tuple(related)
    if len(related) > MOST:
        return ()
    sizes = range(2, len(related))
    found = [some for size in sizes for some in combinations(related, size) if _foots(one, whole, other, some)]
    return found[0] if len(found) == 1 else ()


def _foots(one: Rows, whole: int, other: Rows, parts: tuple[int, ...]) -> bool:
    """Total and every year told of the whole and of all parts add up, half a unit of rounding for each number."""
    slack = one.library.half + len(parts) * other.library.half
    total = one.totals[whole] or 0
    if abs(sum(other.totals[p] or 0 for p in parts) - total) > slack:
        return False
    shares = zip(one.years[whole], *(other.years[p] for p in parts), strict=True)
    return all(None in (w, *rest) or abs(sum(rest) - w) <= slack for w, *rest in shares)
