"""A monthly report against last month's report on the same network and region.

Projects are matched by 项目代码; what is left over on both sides, by name within its class, so that a code
mistyped once is told as that and not as one project gone and another one new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from recon.across import steady
from recon.catalogue import FINISHED, IDLE, in_force
from recon.grid import fold
from recon.model import CellRef, Finding, Outcome, Side, Tally
from recon.numbers import plain
from recon.previous_reports import PreviousReports
from recon.relations import Relation
from recon.rules import cells, judging
from recon.schemas.definition import BEFORE
from recon.schemas.monthly import CARRIED
from recon.schemas.months import before
from recon.submission import Submission

CODE, NAME, REGION, STATE = "项目代码", "项目名称", "地区", "建设状态"
OPENING, CLOSING, MOVEMENT, YEAR, TOTAL = (
    "上月末累计完成",
    "开工以来累计完成",
    "本月完成",
    "本年累计完成",
    "总投资",
)
PLANNED = "本年计划"
Pairs = list[tuple[int, int]]  #: positions in this month's report and in last month's


@dataclass
class Result:
    """What a comparison gave."""

    outcomes: list[Outcome] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    last: Submission | None = None  #: last month's report, where there is one
    pairs: Pairs = field(default_factory=list)


def check(
    now: Submission, previous_reports: PreviousReports, said: Iterable[Finding], *, strict: bool = False
) -> Result:
    """Compare a report with the previous one of its subject; ``said``: findings of this file, whose cells are not told twice."""
    found = Result()
    kept = previous_reports.get(now.subject)
    last = kept.submission if kept else None
    if not all(now.subject):
        return found  # that the cover does not say whose report it is has been said
    if last is None or not now.month or last.month != before(now.month):
        words = {"month": before(now.month) if now.month else "", "found": last.month if last else ""}
        found.findings.append(Finding("LAST01", "提示性", (CellRef(now.sheet),), words))
        return found
    told = {cell for finding in said for cell in finding.cells}
    pairs = matched(now, last)
    found.last, found.pairs = last, pairs
    for relation in CARRIED:
        if asked(relation, now.month):
            _compare(found, relation, now, last, pairs, strict=strict)
    shrunk, tally = steady.funds(now, last, pairs)
    found.outcomes += shrunk
    found.tallies.append(tally)
    found.findings += [f for f in _rows(now, last, pairs, previous_reports) if f.cell not in told]
    found.findings += steady.texts(now, last, pairs, told)
    return found


def matched(now: Submission, last: Submission) -> Pairs:
    """Which row of last month each row continues: one to one, rows in order of this month."""
    pairs: dict[int, int] = {}
    for code, places in now.places.items():
        there = last.places.get(code, [])
        if len(places) == len(there) == 1:
            pairs[places[0]] = there[0]
    taken = set(pairs.values())
    mine = _names(now, (p for p in now if p not in pairs))
    theirs = _names(last, (p for p in last if p not in taken))
    pairs |= {place: theirs[name] for name, place in mine.items() if name in theirs}
    return sorted(pairs.items())


def _names(report: Submission, places: Iterable[int]) -> dict[tuple[str, str], int]:
    """Name and class → position, of the names that stand once."""
    named = [((fold(report.text(p, NAME)), report.text(p, "类别")), p) for p in places]
    count = Counter(name for name, _ in named)
    return {name: place for name, place in named if name[0] and count[name] == 1}


def asked(relation: Relation[str], month: str) -> bool:
    """Whether a relation with last month's report is meant to hold in a month."""
    return relation.when is None or month[-2:] in relation.when.texts


def columns_of(relation: Relation[str]) -> tuple[str, str, tuple[str, ...]]:
    """The column that is stated, that of last month's report, and those that are added."""
    (stated,), (source, *added) = relation.rights, relation.lefts
    return stated, source.removeprefix(BEFORE), tuple(added)


def _words(relation: Relation[str]) -> str:
    """The relation in words of the form."""
    return f"{relation.rights[0]} = " + " + ".join(relation.lefts).replace(BEFORE, "上月报表的")


def _compare(
    found: Result, relation: Relation[str], now: Submission, last: Submission, pairs: Pairs, *, strict: bool
) -> None:
    """One relation over all matched rows: what is equal, rounded or blank is counted, the rest is listed."""
    counts: Counter[str] = Counter()
    same = now.unit == last.unit and now.scale == last.scale
    for place, there in pairs:
        if same and _plainly(relation, now, last, place, there):
            counts["exact"] += 1
        elif (sides := _sides(relation, now, last, place, there)) is None:
            counts["unverifiable"] += 1
        elif (verdict := cells.equal(*sides)) == "exact" or (verdict == "rounding" and not strict):
            counts[verdict] += 1
        elif relation.code == "KEPT" and not strict and _whole(*sides):
            counts["rounding"] += 1
        else:
            at = cells.coordinate(now, place, *relation.rights)
            one = cells.outcome(relation, verdict, *sides, at, now.unit)
            found.outcomes.append(one)
    found.tallies.append(Tally(relation.code, relation.rule, _words(relation), dict(counts)))


def _whole(last: Side, now: Side) -> bool:
    """Whether a plan is last month's, rounded to a whole number of its unit."""
    value = Fraction(now.value)
    whole = judging.rounded(value, 1, 1)
    return value.denominator == 1 and judging.judge(cells.sum_of(last), "=", whole) != "mismatch"


def _plainly(relation: Relation[str], now: Submission, last: Submission, place: int, there: int) -> bool:
    """Equal as integers: the common case, without a single Decimal."""
    terms = [_scaled(now, last, place, there, name) for name in relation.lefts]
    stated = _scaled(now, last, place, there, *relation.rights)
    return stated is not None and None not in terms and sum(filter(None, terms)) == stated


def _scaled(now: Submission, last: Submission, place: int, there: int, name: str) -> int | None:
    before = name.startswith(BEFORE)
    column = (last if before else now).amounts.get(name.removeprefix(BEFORE))
    return column[there if before else place] if column else None


def _sides(
    relation: Relation[str], now: Submission, last: Submission, place: int, there: int
) -> tuple[Side, Side] | None:
    """What last month makes of a cell, and what it says; None where one of them is blank."""
    stated = cells.figure(now, place, *relation.rights)
    terms = [
        cells.figure(last, there, name.removeprefix(BEFORE), outside=True)
        if name.startswith(BEFORE)
        else cells.figure(now, place, name)
        for name in relation.lefts
    ]
    known = [term for term in terms if term is not None]
    if stated is None or len(known) < len(terms):
        return None
    return cells.side(known, now.unit), cells.side([stated], now.unit)


def _rows(now: Submission, last: Submission, pairs: Pairs, previous_reports: PreviousReports) -> Iterator[Finding]:
    """Projects that changed their code, region or state, appeared or vanished."""
    for place, there in pairs:
        yield from _changed(now, last, place, there)
    here, kept = {p for p, _ in pairs}, {p for _, p in pairs}
    new = [
        _new(now, place, previous_reports)
        for place in now
        if place not in here and (now.text(place, CODE) or now.text(place, NAME))
    ]
    gone = [
        _gone(now, last, there)
        for there in last
        if there not in kept and (last.text(there, CODE) or last.text(there, NAME))
    ]
    if len(gone) > 1 and 2 * len(gone) > len(last.rows):
        yield _another(now, last, new, gone).with_followers([*new, *gone])
    else:
        yield from (*new, *gone)


def _another(now: Submission, last: Submission, new: list[Finding], gone: list[Finding]) -> Finding:
    """A report that lacks most of last month's projects: the one of another unit, where that has had its projects."""
    homes = Counter(f.words["home"] for f in new if f.code == "NEW02")
    home, count = homes.most_common(1)[0] if homes else ("", 0)
    words = {
        "column": CODE,
        "subject": "·".join(now.subject),
        "count": str(len(last.rows)),
        "lost": str(len(gone)),
        "home": home,
        "new": str(len(new)),
    }
    cells = (CellRef(now.sheet, 0, now.columns.get(CODE, 0)),)
    if 2 * count > len(now.rows):
        return Finding("MOVE02", "强制性", cells, words)
    return Finding("GONE02", "核实性", cells, words)


def _changed(now: Submission, last: Submission, place: int, there: int) -> Iterator[Finding]:
    words = {"name": now.text(place, NAME), "place": str(last.outside(there, CODE))}
    for code, label in (("CODE03", CODE), ("MOVE01", REGION)):
        mine, theirs = now.text(place, label), last.text(there, label)
        if mine and theirs and mine != theirs:
            said = {**words, "column": label, "found": mine, "expected": theirs}
            yield Finding(code, "核实性", (now.cell(place, label),), said)
    mine, theirs = now.text(place, STATE), last.text(there, STATE)
    if _backwards(mine, theirs):
        said = {**words, "column": STATE, "found": mine, "expected": theirs}
        yield Finding("BACK01", "核实性", (now.cell(place, STATE),), said)


def _backwards(now: str, last: str) -> bool:
    """Whether works cannot come from last month's state to this month's: what has begun has begun; what is stopped may go on."""
    states = in_force().every_value(STATE)
    if now == last or now not in states or last not in states:
        return False
    return states.index(last) == FINISHED or (states.index(now) == IDLE and states.index(last) > IDLE)


def _new(now: Submission, place: int, previous_reports: PreviousReports) -> Finding:
    """A project last month's report did not have: plausible unless it brings work done before."""
    opening = now.amount(place, OPENING)
    home = previous_reports.homes().get(now.text(place, CODE))
    words = {
        "column": CODE,
        "found": now.text(place, CODE) or now.text(place, NAME),
        "name": now.text(place, NAME),
        "home": "·".join(home) if home and home != now.subject else "",
    }
    if words["home"] and now.subject[1] != in_force().whole:
        return Finding("NEW02", "核实性", (now.cell(place, CODE),), words)
    if opening:
        said = {**words, "opening": plain(opening) + now.unit}
        return Finding("NEW03", "核实性", (now.cell(place, CODE),), said)
    return Finding("NEW01", "提示性", (now.cell(place, CODE),), words)


def _gone(now: Submission, last: Submission, there: int) -> Finding:
    """A project of last month that is not reported any more, told at the column of codes."""
    words = {
        "column": CODE,
        "found": last.text(there, CODE),
        "name": last.text(there, NAME),
        "place": str(last.outside(there, CODE)),
    }
    return Finding("GONE01", "核实性", (CellRef(now.sheet, 0, now.columns.get(CODE, 0)),), words)
