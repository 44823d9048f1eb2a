"""What must not move from month to month: plan years, sources of funds, names, dates, owners, nature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from recon.model import CellRef, Finding, Outcome, Tally
from recon.relations import Relation
from recon.rules import cells
from recon.schemas.monthly import GROWN
from recon.submission import Submission
from recon.tables import fold

Pairs = list[tuple[int, int]]  #: positions in this month's report and in last month's
#: Texts of a project that stay; 地区 and 项目代码 have findings of their own.
TEXTS = ("项目名称", "网别", "类别", "责任单位", "建设性质", "开工年月", "竣工年月")


def texts(now: Submission, last: Submission, pairs: Pairs, told: Collection[CellRef]) -> Iterator[Finding]:
    """One finding for each project some of whose words are not last month's; ``told``: cells that have a finding."""
    labels = [label for label in TEXTS if label in now.texts and label in last.texts]
    same = {label: _column(now, label) for label in labels}
    then = {label: _column(last, label) for label in labels}
    for place, there in pairs:
        changed = [
            x
            for x in labels
            if then[x][there] and same[x][place] and same[x][place] != then[x][there] and now.cell(place, x) not in told
        ]
        if changed:
            said = "；".join(f"{x} {last.text(there, x)} → {now.text(place, x)}" for x in changed)
            words = {
                "column": "、".join(changed),
                "name": now.text(place, "项目名称"),
                "changes": said,
                "place": str(last.outside(there, changed[0])),
                "found": now.text(place, changed[0]),
            }
            yield Finding("SAME01", "核实性", tuple(now.cell(place, x) for x in changed), words)


def _column(report: Submission, label: str) -> list[str]:
    """A column of texts folded, each distinct one once."""
    known = {text: fold(text) for text in set(report.texts[label])}
    return [known[text] for text in report.texts[label]]


def funds(now: Submission, last: Submission, pairs: Pairs) -> tuple[list[Outcome], Tally]:
    """Each source of funds against last month's: it may grow, not shrink."""
    counts: Counter[str] = Counter()
    found: list[Outcome] = []
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
                found += [one] if one is not None else []
    return found, Tally("SHRK", "bound", "到位资金各来源 ≥ 上月报表", dict(counts))


def _shrunk(now: Submission, last: Submission, place: int, there: int, relation: Relation[str]) -> Outcome | None:
    """What is less than last month by more than rounding explains."""
    (label,) = relation.rights
    stated, before = cells.figure(now, place, label), cells.figure(last, there, label, outside=True)
    assert stated is not None
    assert before is not None
    left, right = cells.side([before], now.unit), cells.side([stated], now.unit)
    if cells.compared(left, relation.operator, right) != "mismatch":
        return None
    return cells.outcome(relation, "mismatch", left, right, cells.coordinate(now, place, label), now.unit)


def together(findings: list[Finding]) -> Iterator[Finding]:
    """What moved in one row of the plan, or of the funds, at once is one finding: the total before its parts."""
    heads: dict[tuple[str, str, int], Finding] = {}
    order: list[tuple[str, str, int]] = []
    for n, finding in enumerate(findings):
        group = {"PTOT": "plan", "KEPT": "plan", "SHRK": "funds"}.get(finding.code[:4], f"{n}")
        key = (group, finding.cell.sheet, finding.cell.row)
        if key in heads:
            one, other = sorted((heads[key], finding), key=lambda f: not f.code.startswith("PTOT"))
            heads[key] = one.with_followers([other, *other.follows]) if one is finding else one.with_followers([other])
        else:
            heads[key] = finding
            order.append(key)
    yield from (heads[key] for key in order)
