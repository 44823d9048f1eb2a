"""A monthly report against last month's report on the same network and region.

Projects are matched by 项目代码; what is left over on both sides, by name within its class, so that a code
mistyped once is told as that and not as one project gone and another one new (:mod:`~recon.across.continued`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from recon.across import continued, steady
from recon.across.continued import Pairs
from recon.model import Finding, Outcome, Side, Tally
from recon.previous_reports import PreviousReports
from recon.relations import Relation
from recon.rules import cells, judging
from recon.schemas.definition import BEFORE
from recon.schemas.form import FormSpec, TableSpec
from recon.schemas.monthly import CARRIED
from recon.schemas.months import before
from recon.submission import Submission

OPENING, CLOSING, MOVEMENT, YEAR, TOTAL = (
    "上月末累计完成",
    "开工以来累计完成",
    "本月完成",
    "本年累计完成",
    "总投资",
)
PLANNED = "本年计划"


@dataclass
class Result:
    """The result of a comparison."""

    outcomes: list[Outcome] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    last: Submission | None = None  #: last month's report, where there is one
    pairs: Pairs = field(default_factory=list)


def check(
    now: Submission,
    form: FormSpec,
    previous_reports: PreviousReports,
    findings: Iterable[Finding],
    *,
    strict: bool = False,
) -> Result:
    """Compare a report with the previous one of its subject; ``findings``: findings of this file, whose cells are not reported twice."""
    result, table = Result(), form.tables[0]
    kept = previous_reports.get(now.subject)
    last = kept.submission if kept else None
    if not all(now.subject) or table.continued is None:
        return result  # that the cover does not say whose report it is has been said
    if last is None or not now.month or last.month != before(now.month):
        month = before(now.month) if now.month else ""
        result.findings.append(continued.absent(now.sheet, month, last.month if last else "", form.reporter))
        return result
    reported = {cell for finding in findings for cell in finding.cells}
    pairs = continued.matched(now, last, table.continued.by)
    result.last, result.pairs = last, pairs
    for relation in CARRIED:
        if asked(relation, now.month):
            _compare(result, relation, now, last, pairs, strict=strict)
    shrunk, tally = steady.funds(now, last, pairs)
    result.outcomes += shrunk
    result.tallies.append(tally)
    rows = continued.Rows(now, last, pairs, table, table.continued, form.reporter, previous_reports.homes)
    result.findings += rows.findings(reported)
    return result


def asked(relation: Relation[str], month: str) -> bool:
    """Whether a relation with last month's report is meant to hold in a month."""
    return relation.when is None or month[-2:] in relation.when.texts


def rolls(label: str, operator: str, table: TableSpec) -> bool:
    """Whether a table says that a column stands so to itself in last month's report: = it stays, ≤ it may grow."""
    stands = (BEFORE + label,), operator, (label,)
    return any((one.lefts, one.operator, one.rights) == stands for one in table.carried)


def columns_of(relation: Relation[str]) -> tuple[str, str, tuple[str, ...]]:
    """The column that is stated, that of last month's report, and those that are added."""
    (stated,), (source, *added) = relation.rights, relation.lefts
    return stated, source.removeprefix(BEFORE), tuple(added)


def _words(relation: Relation[str]) -> str:
    """The relation in words of the form."""
    return f"{relation.rights[0]} = " + " + ".join(relation.lefts).replace(BEFORE, "上月报表的")


def _compare(
    result: Result, relation: Relation[str], now: Submission, last: Submission, pairs: Pairs, *, strict: bool
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
            result.outcomes.append(one)
    result.tallies.append(Tally(relation.code, relation.rule, _words(relation), dict(counts)))


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
    """The sides of a relation with last month: expected and stated; None where one of them is blank."""
    stated = cells.figure(now, place, *relation.rights)
    terms = [
        cells.figure(last, there, name.removeprefix(BEFORE), outside=True)
        if name.startswith(BEFORE)
        else cells.figure(now, place, name)
        for name in relation.lefts
    ]
    present = [term for term in terms if term is not None]
    if stated is None or len(present) < len(terms):
        return None
    return cells.side(present, now.unit), cells.side([stated], now.unit)
