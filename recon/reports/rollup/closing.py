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
from recon.reports.rollup.canvas import Canvas, added, value

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
    "网别": 17,
    "地区": 21,
    "units_sum": 17,
    **dict.fromkeys(REASONS, 14),
    "d_sum": 15,
    "rolled": 17,
    "closes": 11,
}
UNITS, FIRST_REASON = 3, 4
SUM = FIRST_REASON + len(REASONS)
ROLLED, CLOSES = SUM + 1, SUM + 2
Sums = Callable[..., str]  #: criteria → the formula of a sum


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("closing", COLUMNS.values())
    page.merged(3, 1, len(COLUMNS), canvas.say("closing_measures"), canvas.style("section"))
    heads = [canvas.say(key) for key in COLUMNS]
    page.merged(4, 1, 2, canvas.say("measure"), canvas.style("header"))
    page.texts(4, heads[2:], canvas.style("header"), UNITS)
    for row, measure in enumerate(MEASURES, 5):
        page.merged(row, 1, 2, measure, canvas.style("body"))
        _row(canvas, page, row, canvas.whole.projects, measure, partial(canvas.sums, measure))
    start = 5 + len(MEASURES) + 1
    page.merged(start, 1, len(COLUMNS), canvas.say("closing_cells"), canvas.style("section"))
    chosen = canvas.choice(page, start + 1)
    page.texts(start + 2, heads, canvas.style("header"))
    _cells(canvas, page, start + 3, partial(canvas.chosen, chosen))
    canvas.close(page, None)
    page.sheet.freeze_panes(0, 2)


def _cells(canvas: Canvas, page: Page, row: int, sums: Sums) -> None:
    """Each network and region of which there is something, a subtotal for each network, and the total."""
    subtotals = []
    for network in canvas.networks:
        projects = [p for p in canvas.whole.projects if p.network == network]
        present = [r for r in canvas.regions if any(p.region == r for p in projects)]
        for region in present:
            page.texts(row, [network, canvas.region(region)], canvas.style("body"))
            here = [p for p in projects if p.region == region]
            _row(canvas, page, row, here, "总投资", sums, {"网别": f"$A{row}", "地区": f"$B{row}"})
            row += 1
        if present:
            page.merged(row, 1, 2, canvas.say("subtotal", name=network), canvas.style("body", "result"))
            first, last = row - len(present), row - 1
            _sum(canvas, page, row, projects, added(first, last))
            subtotals.append(row)
            row += 1
    page.merged(row, 1, 2, canvas.say("total"), canvas.style("body", "result"))
    _sum(canvas, page, row, canvas.whole.projects, lambda c: ",".join(f"{c}{r}" for r in subtotals) or "0")


def _row(
    canvas: Canvas,
    page: Page,
    row: int,
    projects: Iterable[Project],
    measure: str,
    sums: Sums,
    where: dict[str, str] | None = None,
) -> None:
    """One line whose parts are sums over 明细."""
    where = where or {}
    look, result = canvas.number(), canvas.number("result")
    listed = list(projects)
    numbers = worths(canvas, listed, measure)
    units = sums(**where, view=canvas.text(LOCAL))
    local = canvas.count(**where, view=canvas.text(LOCAL))
    shown = numbers["units_sum"] if any(p.view == LOCAL for p in listed) else canvas.say("unreported")
    page.formula(row, UNITS, canvas.missing(f"{local}=0", units), shown, look)
    for column, (key, parts) in enumerate(REASONS.items(), FIRST_REASON):
        words = [
            ("+" if sign > 0 else "-") + sums(**where, view=canvas.text(view), standing=canvas.text(f"s_{standing}"))
            for sign, view, standing in parts
        ]
        formula = f"ROUND({''.join(words).removeprefix('+')},{canvas.places})"
        page.formula(row, column, formula, numbers[key], look)
    page.formula(row, ROLLED, sums(**where, counted="1"), numbers["rolled"], result)
    _closes(canvas, page, row, numbers)


def _sum(canvas: Canvas, page: Page, row: int, projects: Iterable[Project], formula: Callable[[str], str]) -> None:
    """A line that adds up the lines above it."""
    listed = list(projects)
    numbers = worths(canvas, listed, "总投资")
    for column, key in enumerate(["units_sum", *REASONS], UNITS):
        cells = formula(column_letters(column))
        whole = canvas.missing(f"COUNT({cells})=0", f"ROUND(SUM({cells}),{canvas.places})")
        reported = column != UNITS or any(p.view == LOCAL for p in listed)
        page.formula(
            row, column, whole, numbers[key] if reported else canvas.say("unreported"), canvas.number("result")
        )
    whole = f"ROUND(SUM({formula(column_letters(ROLLED))}),{canvas.places})"
    page.formula(row, ROLLED, whole, numbers["rolled"], canvas.number("result"))
    _closes(canvas, page, row, numbers)


def _closes(canvas: Canvas, page: Page, row: int, numbers: dict[str, Decimal]) -> None:
    """Differences together, and what is left when units and differences are taken from the roll-up."""
    first, last, total, rolled, units = (
        f"{column_letters(c)}{row}" for c in (FIRST_REASON, SUM - 1, SUM, ROLLED, UNITS)
    )
    differences = sum((numbers[key] for key in REASONS), Decimal(0))
    page.formula(row, SUM, f"ROUND(SUM({first}:{last}),{canvas.places})", differences, canvas.number("result"))
    rest = numbers["rolled"] - numbers["units_sum"] - differences
    look = canvas.number("strong")
    page.formula(row, CLOSES, f"ROUND({rolled}-N({units})-{total},{canvas.places})", rest, look)


def worths(canvas: Canvas, projects: Iterable[Project], measure: str) -> dict[str, Decimal]:
    """Every part of a line as the tool knows it."""
    listed = list(projects)

    def part(view: str, standing: Standing) -> Decimal:
        return value([p for p in listed if p.view == view and canvas.matching.standing[p.number] == standing], measure)

    numbers = {
        key: sum((sign * part(view, standing) for sign, view, standing in parts), Decimal(0))
        for key, parts in REASONS.items()
    }
    numbers["units_sum"] = value([p for p in listed if p.view == LOCAL], measure)
    numbers["rolled"] = value([p for p in listed if canvas.counts(p)], measure)
    return numbers
