"""Sheet 差额表: roll-up = sum of the units + differences by reason, which always closes and shows that it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

from recon.model import column_letters
from recon.month.intake import LEAD, LOCAL
from recon.month.pairs import Standing
from recon.month.rollup import MEASURES, Project
from recon.reports.excel.page import Page
from recon.reports.rollup.desk import Desk, added, value

#: Reason → (sign, view, standing) of the rows that make it up.
REASONS: dict[str, tuple[tuple[int, str, Standing], ...]] = {
    "d_both": ((1, LEAD, "both"), (-1, LOCAL, "both")),
    "d_moved": ((1, LEAD, "moved"), (-1, LOCAL, "moved")),
    "d_only_lead": ((1, LEAD, "only"),),
    "d_only_local": ((-1, LOCAL, "only"),),
    "d_alone": ((1, LEAD, "alone"),),
    "d_unclear": ((1, LEAD, "unclear"), (-1, LOCAL, "unclear")),
}
COLUMNS = {
    "网别": 17, "地区": 21, "units_sum": 17, **dict.fromkeys(REASONS, 14), "d_sum": 15, "rolled": 17, "closes": 11,
}  # fmt: skip
UNITS, FIRST_REASON = 3, 4
SUM = FIRST_REASON + len(REASONS)
ROLLED, CLOSES = SUM + 1, SUM + 2
Sums = Callable[..., str]  #: criteria → the formula of a sum


def write(desk: Desk) -> None:
    """Write the sheet."""
    page = desk.page("closing", COLUMNS.values())
    page.merged(3, 1, len(COLUMNS), desk.say("closing_measures"), desk.style("section"))
    heads = [desk.say(key) for key in COLUMNS]
    page.merged(4, 1, 2, desk.say("measure"), desk.style("header"))
    page.texts(4, heads[2:], desk.style("header"), UNITS)
    for row, measure in enumerate(MEASURES, 5):
        page.merged(row, 1, 2, measure, desk.style("body"))
        _row(desk, page, row, desk.whole.projects, measure, partial(desk.sums, measure))
    start = 5 + len(MEASURES) + 1
    page.merged(start, 1, len(COLUMNS), desk.say("closing_cells"), desk.style("section"))
    chosen = desk.choice(page, start + 1)
    page.texts(start + 2, heads, desk.style("header"))
    _cells(desk, page, start + 3, partial(desk.chosen, chosen))
    desk.close(page, None)
    page.sheet.freeze_panes(0, 2)


def _cells(desk: Desk, page: Page, row: int, sums: Sums) -> None:
    """Each network and region of which there is something, a subtotal for each network, and the total."""
    subtotals = []
    for network in desk.networks:
        projects = [p for p in desk.whole.projects if p.network == network]
        present = [r for r in desk.regions if any(p.region == r for p in projects)]
        for region in present:
            page.texts(row, [network, desk.region(region)], desk.style("body"))
            here = [p for p in projects if p.region == region]
            _row(desk, page, row, here, "总投资", sums, {"网别": f"$A{row}", "地区": f"$B{row}"})
            row += 1
        if present:
            page.merged(row, 1, 2, desk.say("subtotal", name=network), desk.style("body", "result"))
            first, last = row - len(present), row - 1
            _sum(desk, page, row, projects, added(first, last))
            subtotals.append(row)
            row += 1
    page.merged(row, 1, 2, desk.say("total"), desk.style("body", "result"))
    _sum(desk, page, row, desk.whole.projects,
         lambda c: ",".join(f"{c}{r}" for r in subtotals) or "0")  # fmt: skip


def _row(
    desk: Desk, page: Page, row: int, projects: Iterable[Project], measure: str, sums: Sums,
    where: dict[str, str] | None = None,
) -> None:  # fmt: skip
    """One line whose parts are sums over 明细."""
    where = where or {}
    look, result = desk.number(), desk.number("result")
    found = list(projects)
    numbers = worths(desk, found, measure)
    units = sums(**where, view=desk.text(LOCAL))
    local = desk.count(**where, view=desk.text(LOCAL))
    shown = numbers["units_sum"] if any(p.view == LOCAL for p in found) else desk.say("unreported")
    page.formula(row, UNITS, desk.missing(f"{local}=0", units), shown, look)
    for column, (key, parts) in enumerate(REASONS.items(), FIRST_REASON):
        words = [
            ("+" if sign > 0 else "-")
            + sums(**where, view=desk.text(view), standing=desk.text(f"s_{standing}"))
            for sign, view, standing in parts
        ]
        formula = f"ROUND({''.join(words).removeprefix('+')},{desk.places})"
        page.formula(row, column, formula, numbers[key], look)
    page.formula(row, ROLLED, sums(**where, counted="1"), numbers["rolled"], result)
    _closes(desk, page, row, numbers)


def _sum(
    desk: Desk, page: Page, row: int, projects: Iterable[Project], formula: Callable[[str], str]
) -> None:
    """A line that adds up the lines above it."""
    found = list(projects)
    numbers = worths(desk, found, "总投资")
    for column, key in enumerate(["units_sum", *REASONS], UNITS):
        cells = formula(column_letters(column))
        whole = desk.missing(f"COUNT({cells})=0", f"ROUND(SUM({cells}),{desk.places})")
        told = column != UNITS or any(p.view == LOCAL for p in found)
        page.formula(
            row, column, whole, numbers[key] if told else desk.say("unreported"), desk.number("result")
        )
    whole = f"ROUND(SUM({formula(column_letters(ROLLED))}),{desk.places})"
    page.formula(row, ROLLED, whole, numbers["rolled"], desk.number("result"))
    _closes(desk, page, row, numbers)


def _closes(desk: Desk, page: Page, row: int, numbers: dict[str, Decimal]) -> None:
    """Differences together, and what is left when units and differences are taken from the roll-up."""
    first, last, total, rolled, units = (
        f"{column_letters(c)}{row}" for c in (FIRST_REASON, SUM - 1, SUM, ROLLED, UNITS)
    )
    differences = sum((numbers[key] for key in REASONS), Decimal(0))
    page.formula(row, SUM, f"ROUND(SUM({first}:{last}),{desk.places})", differences, desk.number("result"))
    rest = numbers["rolled"] - numbers["units_sum"] - differences
    look = desk.number("strong")
    page.formula(row, CLOSES, f"ROUND({rolled}-N({units})-{total},{desk.places})", rest, look)


def worths(desk: Desk, projects: Iterable[Project], measure: str) -> dict[str, Decimal]:
    """Every part of a line as the tool knows it."""
    found = list(projects)

    def part(view: str, standing: Standing) -> Decimal:
        return value(
            [p for p in found if p.view == view and desk.matching.standing[p.number] == standing], measure
        )

    numbers = {
        key: sum((sign * part(view, standing) for sign, view, standing in parts), Decimal(0))
        for key, parts in REASONS.items()
    }
    numbers["units_sum"] = value([p for p in found if p.view == LOCAL], measure)
    numbers["rolled"] = value([p for p in found if desk.counts(p)], measure)
    return numbers
