"""Two reports that differ as wholes: one finding says how, and the single differences hang below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from recon.model import CellRef, Finding
from recon.month.intake import LEAD
from recon.month.pairs import Pair
from recon.month.rollup import MEASURES, Project
from recon.rules.judging import near
from recon.schemas.monthly import SPLITS
from recon.submission import Submission

#: Powers of ten between 元, 千元, 万元, 百万元 and 亿元.
POWERS = (4, -4, 3, -3, 8, -8, 1, -1, 2, -2, 5, -5, 6, -6)
#: Amounts that do not change from month to month; what was done until the month, and until the month before.
STEADY, OPENING, MOVEMENT, CLOSING = ("总投资", *SPLITS), "上月末累计完成", "本月完成", "开工以来累计完成"
#: Projects from which on a majority says something of the whole report; fewer must all differ.
ENOUGH = 3
#: Findings of a report as a whole.
WHOLES = ("VIEW03", "VIEW04", "VIEW05", "VIEW06", "GAP03")


@dataclass(frozen=True)
class Both:
    """A local report and the lead department's: all projects that stand in both, and their findings."""

    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    wrong: frozenset[int]  #: numbers of the local projects that have a finding

    @property
    def local(self) -> Submission:
        """The local report."""
        return self.pairs[0][0].submission

    @property
    def lead(self) -> Submission:
        """The lead department's."""
        return self.pairs[0][1].submission

    @property
    def most(self) -> bool:
        """Whether more than half of the projects differ, of few all."""
        return most(len(self.wrong), len(self.pairs)) and len(self.findings) >= ENOUGH


def place(report: Submission) -> CellRef:
    """A report as a whole, as seen from outside."""
    return CellRef(report.sheet).seen_from_outside(report.name)


def blamed(findings: Iterable[Finding]) -> frozenset[CellRef]:
    """The places of the reports with a finding on the whole report."""
    return frozenset(f.cell for f in findings if f.code in WHOLES)


def most(some: int, every: int) -> bool:
    """Whether some are more than half of all; of few they must be all."""
    return some == every if every < ENOUGH else 2 * some > every and some >= ENOUGH


def gathered(several: Iterable[Both]) -> Iterator[Finding]:
    """The findings of the two views of a network, each cause before what follows from it.

    Where the lead department's report differs from several local ones in one way, and agrees with none otherwise,
    it is the one that is told of.
    """
    several = [one for one in several if one.pairs]
    if sum(bool(one.findings) for one in several) > 1 and (head := _cause(_joined(several), LEAD)):
        yield head.with_followers(f for one in several for f in one.findings)
        return
    for one in several:
        head = _cause(one, "") or (_differ(one) if one.most else None)
        yield from one.findings if head is None else (head.with_followers(one.findings),)


def _joined(several: Sequence[Both]) -> Both:
    """All of them as one."""
    return Both(
        tuple(pair for one in several for pair in one.pairs),
        tuple(f for one in several for f in one.findings),
        frozenset(number for one in several for number in one.wrong),
    )


def _cause(both: Both, view: str) -> Finding | None:
    """The finding of the one slip that makes them differ, at the report of ``view``, else at the local one; None for no such slip."""
    if len(both.findings) < ENOUGH:
        return None
    causes: tuple[Callable[[Both], tuple[str, dict[str, str]] | None], ...] = (_unit, _late, _rows)
    for cause in causes:
        if answer := cause(both):
            return _finding(both, *answer, view)
    return None


def _differ(both: Both) -> Finding:
    return _finding(both, "VIEW06", {}, "")


def _finding(both: Both, code: str, words: dict[str, str], view: str) -> Finding:
    mine, other = (both.lead, both.local) if view == LEAD else (both.local, both.lead)
    count = {"found": str(len(both.wrong)), "count": str(len(both.pairs)), "cells": str(len(both.findings))}
    others = "各地" if view == LEAD else other.name
    return Finding(code, "强制性", (place(mine), place(other)), {**count, **words, "others": others, "unit": mine.unit})


def _unit(both: Both) -> tuple[str, dict[str, str]] | None:
    """The code and words where every local amount is too large or too small by one power of ten; None elsewhere."""
    return next(
        (
            ("VIEW03", {"power": str(abs(power)), "way": "large" if power > 0 else "small"})
            for power in POWERS
            if all(_scaled(pair, power) for pair in both.pairs)
        ),
        None,
    )


def _scaled(pair: Pair, power: int) -> bool:
    by = Fraction(10) ** power
    local, lead = pair
    amounts = [(a, b) for m in MEASURES if None not in (a := local.amount(m), b := lead.amount(m))]
    slack = local.half + by * lead.half
    return any(a for a, _ in amounts) and all(
        near(Fraction(a) - by * b, slack) for a, b in amounts if a is not None and b is not None
    )


def _late(both: Both) -> tuple[str, dict[str, str]] | None:
    """One of the two has what the other had done a month ago: last month's report."""
    for words, turn in (("local", False), ("lead", True)):
        pairs = [pair[::-1] if turn else pair for pair in both.pairs]
        if all(map(_behind, pairs)) and any(p.amount(MOVEMENT) for _, p in pairs):
            return "VIEW05", {"late": words}
    return None


def _behind(pair: Pair) -> bool:
    """Whether the first project ends where the second one's month began, and is the same in what is steady."""
    late, now = pair
    asked = ((CLOSING, OPENING), *((m, m) for m in STEADY))
    return all(_same(late.amount(a), now.amount(b), late.half + now.half) for a, b in asked)


def _same(one: int | None, other: int | None, slack: int) -> bool:
    return one is None or other is None or near(one - other, slack)


def _rows(both: Both) -> tuple[str, dict[str, str]] | None:
    """The same sets of amounts at other projects."""
    step = 2 * max(project.half for pair in both.pairs for project in pair)
    local, lead = (Counter(_amounts(pair[side], step) for pair in both.pairs) for side in (0, 1))
    return ("VIEW04", {}) if local == lead else None


def _amounts(project: Project, step: int) -> tuple[int | None, ...]:
    return tuple(None if (v := project.amount(m)) is None else (2 * v + step) // (2 * step) for m in MEASURES)
