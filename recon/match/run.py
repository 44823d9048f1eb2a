"""The whole match on one screen: decisions, codes, names, moved projects, bundles, and what is left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from recon.match import bundles, compare, decide, pairs, shard
from recon.match.library import CODE, NAME, Library
from recon.match.pairs import Confirmed
from recon.match.result import Bundle, Note, Pair, Result
from recon.match.rows import Rows, both
from recon.match.score import likeness, meet
from recon.match.shard import Spread

#: Less like than this, names under one code with different amounts are not taken for one project.
STRANGE = 50


def reconcile(
    left: Library, right: Library, confirmed: Iterable[Confirmed] = (), *, spread: Spread = shard.here
) -> Result:
    """Match two libraries; the same rows in any order, or the sides exchanged, give the same decisions.

    ``confirmed``: decisions of people, which win over codes and names. ``spread``: where the blocks of a network and
    region are matched. Raises ImportError without ``recon[match]``.
    """
    import rapidfuzz  # noqa: F401 - said before any work is done
    import scipy.optimize  # noqa: F401

    state = _State(*both(left, right))
    decisions = tuple(confirmed)
    state.take(_decided(state, decisions))
    coded = list(_coded(state))
    held = [pair for pair in coded if _unequal(state.left, pair.left, state.right, pair.right)]
    aside = {pair.left for pair in held}
    state.take(pair for pair in coded if pair.left not in aside)
    state.drop(aside, {p.right for p in held})
    forbidden = frozenset(state.forbidden)
    state.take(shard.named(state.left, state.mine, state.right, state.theirs, forbidden, spread))
    state.take(decide.moved(state.left, state.mine, state.right, state.theirs, forbidden))
    suggested = _bundled(state, held)
    open_ = decide.candidates(state.left, state.mine, state.right, state.theirs, forbidden)
    state.drop({c.left for c in open_}, {c.right for c in open_})
    return Result(
        left,
        right,
        tuple(compare.compared(state.left, state.right, p) for p in sorted(state.pairs, key=lambda p: p.left)),
        tuple(open_),
        tuple(suggested),
        tuple(sorted(state.mine)),
        tuple(sorted(state.theirs)),
        (*_code_notes(state.left, "left"), *_code_notes(state.right, "right"), *state.notes),
        decisions,
    )


@dataclass
class _State:
    """Which rows are not settled yet, always in the order of what they are."""

    left: Rows
    right: Rows
    pairs: list[Pair] = field(default_factory=list)
    forbidden: set[tuple[int, int]] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mine, self.theirs = list(self.left.order), list(self.right.order)

    def take(self, found: Iterable[Pair]) -> None:
        """Settle pairs."""
        found = list(found)
        self.pairs += found
        self.drop({p.left for p in found}, {p.right for p in found})

    def drop(self, mine: Iterable[int], theirs: Iterable[int]) -> None:
        """Leave rows out of what follows."""
        gone, there = set(mine), set(theirs)
        self.mine = [a for a in self.mine if a not in gone]
        self.theirs = [b for b in self.theirs if b not in there]


def _decided(state: _State, decisions: Iterable[Confirmed]) -> list[Pair]:
    """Pairs that people confirmed; what they ruled out is remembered, and what cannot be found is said."""
    decisions = tuple(decisions)
    if not decisions:
        return []
    names = pairs.by_name(state.left), pairs.by_name(state.right)
    used: set[tuple[str, int]] = set()
    found: list[Pair] = []
    for decision in decisions:
        place = _meant(state, decision, names)
        words = {
            "left": decision.left[-1] or decision.left[-2],
            "right": decision.right[-1] or decision.right[-2],
        }
        if place is None:
            state.notes.append(Note("pair_lost", "提示性", "pairs", decision.row, words))
        elif not decision.same:
            state.forbidden.add(place)
        elif used & {("left", place[0]), ("right", place[1])}:
            state.notes.append(Note("pair_taken", "核实性", "pairs", decision.row, words))
        else:
            used |= {("left", place[0]), ("right", place[1])}
            found.append(Pair(*place, "confirmed"))
        if place is not None and not (decision.who and decision.when):
            state.notes.append(Note("pair_unsigned", "提示性", "pairs", decision.row, words))
    return found


def _meant(
    state: _State,
    decision: Confirmed,
    names: tuple[dict[tuple[str, ...], list[int]], dict[tuple[str, ...], list[int]]],
) -> tuple[int, int] | None:
    """The rows a decision is about, whichever side was left when it was made."""
    for one, other in ((decision.left, decision.right), (decision.right, decision.left)):
        a, b = pairs.find(state.left, one, names[0]), pairs.find(state.right, other, names[1])
        if a is not None and b is not None:
            return a, b
    return None


def _coded(state: _State) -> Iterator[Pair]:
    """Rows whose code stands once on either side, unless names and amounts both say that they are strangers."""
    free = set(state.mine), set(state.theirs)
    for code, mine in state.left.by_code.items():
        theirs = state.right.by_code.get(code, [])
        if len(mine) == len(theirs) == 1 and mine[0] in free[0] and theirs[0] in free[1]:
            pair = mine[0], theirs[0]
            if pair not in state.forbidden and not _strangers(state.left, pair[0], state.right, pair[1]):
                yield Pair(*pair, "code")


def _bundled(state: _State, held: list[Pair]) -> list[Bundle]:
    """Bundles among the rest; a code shared by a whole and one of its parts makes them no pair, any other one does."""
    partner = {pair.left: pair.right for pair in held}
    free = set(state.mine)
    mine = [a for a in state.left.order if a in partner or a in free]
    theirs = set(state.theirs) | set(partner.values())
    found = bundles.suggest(state.left, mine, state.right, [b for b in state.right.order if b in theirs], partner)
    inside = {p for bundle in found for p in bundle.ends[0]}
    for bundle in found:
        state.drop(*bundle.ends)
    state.take(pair for pair in held if pair.left not in inside)
    return found


def _unequal(left: Rows, a: int, right: Rows, b: int) -> bool:
    """Whether the totals are told and rounding does not explain their gap."""
    return meet(left.totals[a], right.totals[b], left.library.half + right.library.half) is False


def _strangers(left: Rows, a: int, right: Rows, b: int) -> bool:
    if not _unequal(left, a, right, b):
        return False
    one, other = left.name(a), right.name(b)
    return one.numbers != other.numbers or likeness(one.core, other.core) < STRANGE


def _code_notes(rows: Rows, side: str) -> Iterator[Note]:
    """Codes repaired, and codes that stand more than once."""
    own = rows.library
    for place, code in enumerate(rows.codes):
        words = {"name": own.text(place, NAME), "found": own.text(place, CODE), "code": code.text}
        if code.prefix:
            yield Note("code_cut", "核实性", side, place, words)  # type: ignore[arg-type]
        for key in code.repairs if not code.prefix else ():
            yield Note(f"code_{key}", "提示性", side, place, words)  # type: ignore[arg-type]
        if place in rows.repeated and place == min(rows.by_code[code.text]):  # said once, with all its rows
            others = "、".join(str(own.report.rows[p]) for p in sorted(rows.by_code[code.text]))
            yield Note("code_repeated", "核实性", side, place, {**words, "rows": others})  # type: ignore[arg-type]
