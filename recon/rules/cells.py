"""Amounts of submissions as figures, and the outcome of comparing them: within a file or across files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from recon import units
from recon.figures import interval
from recon.model import Coordinate, Figure, Interval, Level, Outcome, Rule, Side, Term, Verdict
from recon.rules.nodes import NOTHING
from recon.submission import Submission

_LEVELS: dict[Verdict, Level] = {"rounding_wide": "核实性"}


def figure(report: Submission, place: int, label: str, *, outside: bool = False) -> Figure | None:
    """The amount of a project as a printed figure in its report's unit; None where the cell is blank.

    ``outside``: as seen from another file, so that its cell names its own file.
    """
    value = report.amount(place, label)
    if value is None:
        return None
    ulp = Decimal(1).scaleb(-report.decimals)
    cell = report.outside(place, label) if outside else report.cell(place, label)
    at = coordinate(report, place, label)
    printed = f"{value:f}" if value != round(value, report.decimals) else f"{round(value, report.decimals):f}"
    return Figure(
        str(cell), "", cell.sheet, at, printed, report.unit, "", value, (value, value),
        interval(value, ulp, "四舍五入"), ulp, cell,
    )  # fmt: skip


def coordinate(report: Submission, place: int, label: str) -> Coordinate:
    """What an amount of a project measures."""
    item = report.text(place, "项目名称") or report.text(place, "项目代码")
    return Coordinate(label, item, report.month, report.text(place, "地区"))


def side(figures: Sequence[Figure], unit: str) -> Side:
    """The sum of figures, each converted exactly to ``unit``."""
    terms = []
    for f in figures:
        factor = units.ratio(units.parse(f.unit), units.parse(unit))
        assert factor is not None, (f.unit, unit)
        low, high = f.interval.low * factor, f.interval.high * factor
        terms.append(Term(f, 1, f.value * factor, Interval(low, high)))
    total = sum((t.value for t in terms), Decimal(0))
    low = sum((t.interval.low for t in terms), Decimal(0))
    high = sum((t.interval.high for t in terms), Decimal(0))
    return Side(total, Interval(low, high), tuple(terms))


def equal(left: Side, right: Side) -> Verdict:
    """How two sums compare (design, section 4): |d| ≤ 3σ of all rounded terms is plain rounding."""
    gap = abs(left.value - right.value)
    if not gap:
        return "exact"
    if left.interval.low > right.interval.high or right.interval.low > left.interval.high:
        return "mismatch"
    widths = [t.interval.high - t.interval.low for s in (left, right) for t in s.terms]
    return "rounding" if 4 * gap * gap <= 3 * sum((w * w for w in widths), Decimal(0)) else "rounding_wide"


def outcome(
    code: str, rule: Rule, verdict: Verdict, level: Level, left: Side, right: Side, at: Coordinate, unit: str
) -> Outcome:
    """What comparing ``left = right`` gave; ``level`` is that of a mismatch."""
    where = [t.figure.id for s in (left, right) for t in s.terms]
    digest = hashlib.blake2b(repr((code, where, at)).encode(), digest_size=6).hexdigest()
    known = right is not NOTHING
    return Outcome(
        f"{rule}-{digest}", rule, verdict,
        level if verdict == "mismatch" else _LEVELS.get(verdict, "提示性"), at, unit, left, right, "=",
        left.value - right.value if known else Decimal("NaN"),
        left.interval.half_width + right.interval.half_width, code,
    )  # fmt: skip
