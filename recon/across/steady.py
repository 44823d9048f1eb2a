"""Amounts that must not shrink from month to month, and which findings of moved amounts are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from recon.across.continued import Pairs
from recon.model import Finding, Outcome, Tally
from recon.relations import Relation
from recon.rules import cells
from recon.schemas.monthly import GROWN
from recon.submission import Submission


def funds(now: Submission, last: Submission, pairs: Pairs) -> tuple[list[Outcome], Tally]:
    """Each source of funds against last month's: it may grow, not shrink."""
    counts: Counter[str] = Counter()
    outcomes: list[Outcome] = []
    same = now.unit == last.unit and now.scale == last.scale
    for relation in GROWN:
        (label,) = relation.rights
        mine, theirs = now.amounts.get(label), last.amounts.get(label)
        if mine is None or theirs is None:
            continue
        for place, there in pairs:
            here, before = mine[place], theirs[there]
            if here is None or before is None:
                counts["unverifiable"] += 1
            elif same and here >= before:
                counts["exact"] += 1
            else:
                one = _shrunk(now, last, place, there, relation)
                counts["exact"] += one is None
                outcomes += [one] if one is not None else []
    return outcomes, Tally("SHRK", "bound", "到位资金各来源 ≥ 上月报表", dict(counts))


def _shrunk(now: Submission, last: Submission, place: int, there: int, relation: Relation[str]) -> Outcome | None:
    """The outcome of an amount less than last month's by more than rounding explains; None for any other."""
    (label,) = relation.rights
    stated, before = cells.figure(now, place, label), cells.figure(last, there, label, outside=True)
    assert stated is not None
    assert before is not None
    left, right = cells.side([before], now.unit), cells.side([stated], now.unit)
    if cells.compared(left, relation.operator, right) != "mismatch":
        return None
    return cells.outcome(relation, "mismatch", left, right, cells.coordinate(now, place, label), now.unit)


#: Code of a relation with last month's report → what it is about.
_GROUPS = {"PTOT": "plan", "KEPT": "plan", "SHRK": "funds"}


def of_code(finding: Finding) -> str:
    """The subject of a finding on a relation with last month's report; blank for others."""
    return _GROUPS.get(finding.code[:4], "")


def together(findings: Iterable[Finding], group: Callable[[Finding], str] = of_code) -> Iterator[Finding]:
    """The findings, with those on one row of the plan, or of the funds, as one: the total before its parts."""
    heads: dict[tuple[str, str, int], Finding] = {}
    for n, finding in enumerate(findings):
        key = (group(finding) or f"{n}", finding.cell.sheet, finding.cell.row)
        if key in heads:
            one, other = sorted((heads[key], finding), key=lambda f: not f.code.startswith("PTOT"))
            heads[key] = one.with_followers([other, *other.follows]) if one is finding else one.with_followers([other])
        else:
            heads[key] = finding
    yield from heads.values()
