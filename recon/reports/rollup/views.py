"""Sheet 行业与地方: both views of each cell of the matrix, with the verdict on their difference."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from recon.catalogue import in_force
from recon.month import terms
from recon.month.intake import LEAD, LOCAL
from recon.month.rollup import Project, decimal, total
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.rollup import sources
from recon.reports.rollup.canvas import Canvas

COLUMNS = {
    "网别": 17,
    "地区": 21,
    "类别": 18,
    "lead_count": 10,
    "local_count": 10,
    "lead_blank": 9,
    "local_blank": 9,
    "lead_amount": 16,
    "local_amount": 16,
    "difference": 15,
    "slack": 12,
    "squares": 12,
    "verdict": 12,
}
CHOICE, HEAD = 3, 4
_MEASURE = "总投资"  #: chosen when the workbook is opened


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("views", COLUMNS.values())
    chosen = canvas.choice(page, CHOICE, _MEASURE)
    page.texts(HEAD, [canvas.say(key) for key in COLUMNS], canvas.style("header"))
    row = HEAD
    for row, key in enumerate(dict.fromkeys(key[1:] for key in canvas.whole.cells), HEAD + 1):
        _row(canvas, page, row, key, chosen)
    canvas.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 3)
    page.sheet.autofilter(HEAD - 1, 0, max(row, HEAD + 1) - 1, len(COLUMNS) - 1)
    fill = canvas.book.add_format({"bg_color": theme.FILLS["强制性"][0]})
    page.sheet.conditional_format(
        HEAD,
        12,
        max(row, HEAD + 1) - 1,
        12,
        {
            "type": "cell",
            "criteria": "==",
            "value": f'"{canvas.word("mismatch")}"',
            "format": fill,
        },
    )


def _row(canvas: Canvas, page: Page, row: int, key: tuple[str, ...], chosen: str) -> None:
    network, region, category = key
    texts = [network, canvas.region(region), canvas.category(category)]
    page.texts(row, texts, canvas.style("body"))
    lead, local = (canvas.whole.cells.get((view, network, region, category), []) for view in (LEAD, LOCAL))
    count, amount = (
        canvas.style("body", "number", num_format="#,##0_ "),
        canvas.number(more=canvas.fine),
    )
    raw = f"INDEX({canvas.block(raw=True)},0,{chosen})"
    for column, (view, projects) in enumerate(((LEAD, lead), (LOCAL, local)), 4):
        where = {"view": canvas.text(view), "网别": f"$A{row}", "地区": f"$B{row}", "类别": f"$C{row}"}
        page.formula(row, column, canvas.count(**where), Decimal(len(projects)), count)
        letters = "DE"[column - 4]
        blanks = f'{letters}{row}-COUNTIFS({canvas.where(**where).removeprefix(",")},{raw},"<>")'
        page.formula(row, column + 2, blanks, Decimal(total(projects, _MEASURE).blanks), count)
        worth = decimal(total(projects, _MEASURE).value)
        page.formula(row, column + 4, canvas.chosen(chosen, **where), worth, amount)
    _judged(canvas, page, row, key, lead, local, raw)


def _judged(
    canvas: Canvas,
    page: Page,
    row: int,
    key: tuple[str, ...],
    lead: Sequence[Project],
    local: Sequence[Project],
    raw: str,
) -> None:
    """Difference, what rounding explains, and the verdict."""
    left, right = total(lead, _MEASURE), total(local, _MEASURE)
    half, squares = left.half + right.half, left.squares + right.squares
    amount = canvas.number(more=canvas.fine)
    fine = canvas.style("body", "number", "muted", num_format="#,##0.00########_ ")
    page.formula(row, 10, f"ROUND(H{row}-I{row},{canvas.places})", decimal(left.value - right.value), amount)
    where = canvas.where(**{"网别": f"$A{row}", "地区": f"$B{row}", "类别": f"$C{row}"}) + f',{raw},"<>"'
    exact = decimal(squares) / 10**12
    page.formula(row, 11, f"ROUND(SUMIFS({canvas.span('half')}{where}),{canvas.places + 2})", decimal(half), fine)
    page.formula(row, 12, f"SUMIFS({canvas.span('square')}{where})", exact, fine)
    page.formula(row, 13, _formula(canvas, row, key), _word(canvas, key, lead, local), canvas.style("body", "center"))


def _formula(canvas: Canvas, row: int, key: tuple[str, ...]) -> str:
    network, region, _ = key
    word = {
        name: f'"{canvas.word(name)}"' for name in ("exact", "rounding", "rounding_wide", "mismatch", "unverifiable")
    }
    near = f"ROUND(4*J{row}^2,{2 * canvas.places})<=ROUND(3*L{row},{2 * canvas.places})"
    judged = f"IF({near},{word['rounding']},{word['rounding_wide']})"
    judged = f"IF(J{row}=0,{word['exact']},IF(ABS(J{row})>K{row},{word['mismatch']},{judged}))"
    judged = f"IF(F{row}+G{row}>0,{word['unverifiable']},{judged})"
    if region not in in_force().regions:
        judged = canvas.text("no_local")
    else:
        judged = f"IF({sources.there(canvas, network, region)}=0,{canvas.text('local_missing')},{judged})"
    return f"IF({sources.there(canvas, network, in_force().whole)}=0,{canvas.text('lead_missing')},{judged})"


def _word(canvas: Canvas, key: tuple[str, ...], lead: Sequence[Project], local: Sequence[Project]) -> str:
    intake, (network, region, _) = canvas.whole.intake, key
    if network not in intake.leads:
        return canvas.say("lead_missing")
    if region not in in_force().regions:
        return canvas.say("no_local")
    if (network, region) not in intake.locals:
        return canvas.say("local_missing")
    return canvas.word(terms.compared(total(lead, _MEASURE), total(local, _MEASURE)))
