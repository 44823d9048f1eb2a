"""Sheet 行业与地方: both views of each cell of the matrix, with the verdict on their difference."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from recon.month import terms
from recon.month.intake import LEAD, LOCAL
from recon.month.rollup import Project, decimal, total
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.rollup import sources
from recon.reports.rollup.desk import Desk
from recon.schemas import lists

COLUMNS = {
    "网别": 17, "地区": 21, "类别": 18, "lead_count": 10, "local_count": 10, "lead_blank": 9, "local_blank": 9,
    "lead_amount": 16, "local_amount": 16, "difference": 15, "slack": 12, "squares": 12, "verdict": 12,
}  # fmt: skip
CHOICE, HEAD = 3, 4
_MEASURE = "总投资"  #: chosen when the workbook is opened


def write(desk: Desk) -> None:
    """Write the sheet."""
    page = desk.page("views", COLUMNS.values())
    chosen = desk.choice(page, CHOICE, _MEASURE)
    page.texts(HEAD, [desk.say(key) for key in COLUMNS], desk.style("header"))
    row = HEAD
    for row, key in enumerate(dict.fromkeys(key[1:] for key in desk.whole.cells), HEAD + 1):
        _row(desk, page, row, key, chosen)
    desk.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 3)
    page.sheet.autofilter(HEAD - 1, 0, max(row, HEAD + 1) - 1, len(COLUMNS) - 1)
    fill = desk.book.add_format({"bg_color": theme.FILLS["强制性"][0]})
    page.sheet.conditional_format(HEAD, 12, max(row, HEAD + 1) - 1, 12, {
        "type": "cell", "criteria": "==", "value": f'"{desk.word("mismatch")}"', "format": fill,
    })  # fmt: skip


def _row(desk: Desk, page: Page, row: int, key: tuple[str, ...], chosen: str) -> None:
    network, region, category = key
    texts = [network, desk.region(region), desk.category(category)]
    page.texts(row, texts, desk.style("body"))
    lead, local = (desk.whole.cells.get((view, network, region, category), []) for view in (LEAD, LOCAL))
    count, amount = (
        desk.style("body", "number", num_format="#,##0_ "),
        desk.number(more=desk.fine),
    )
    raw = f"INDEX({desk.block(raw=True)},0,{chosen})"
    for column, (view, projects) in enumerate(((LEAD, lead), (LOCAL, local)), 4):
        where = {"view": desk.text(view), "网别": f"$A{row}", "地区": f"$B{row}", "类别": f"$C{row}"}
        page.formula(row, column, desk.count(**where), Decimal(len(projects)), count)
        letters = "DE"[column - 4]
        blanks = f'{letters}{row}-COUNTIFS({desk.where(**where).removeprefix(",")},{raw},"<>")'
        page.formula(row, column + 2, blanks, Decimal(total(projects, _MEASURE).blanks), count)
        worth = decimal(total(projects, _MEASURE).value)
        page.formula(row, column + 4, desk.chosen(chosen, **where), worth, amount)
    _judged(desk, page, row, key, lead, local, raw)


def _judged(
    desk: Desk, page: Page, row: int, key: tuple[str, ...], lead: Sequence[Project], local: Sequence[Project], raw: str
) -> None:  # fmt: skip
    """Difference, what rounding explains, and the verdict."""
    left, right = total(lead, _MEASURE), total(local, _MEASURE)
    half, squares = left.half + right.half, left.squares + right.squares
    amount = desk.number(more=desk.fine)
    fine = desk.style("body", "number", "muted", num_format="#,##0.00########_ ")
    page.formula(row, 10, f"ROUND(H{row}-I{row},{desk.places})", decimal(left.value - right.value), amount)
    where = desk.where(**{"网别": f"$A{row}", "地区": f"$B{row}", "类别": f"$C{row}"}) + f',{raw},"<>"'
    exact = decimal(squares) / 10**12
    page.formula(row, 11, f"ROUND(SUMIFS({desk.span('half')}{where}),{desk.places + 2})", decimal(half), fine)
    page.formula(row, 12, f"SUMIFS({desk.span('square')}{where})", exact, fine)
    page.formula(
        row, 13, _formula(desk, row, key), _word(desk, key, lead, local), desk.style("body", "center")
    )


def _formula(desk: Desk, row: int, key: tuple[str, ...]) -> str:
    network, region, _ = key
    word = {
        name: f'"{desk.word(name)}"'
        for name in ("exact", "rounding", "rounding_wide", "mismatch", "unverifiable")
    }
    near = f"ROUND(4*J{row}^2,{2 * desk.places})<=ROUND(3*L{row},{2 * desk.places})"
    judged = f"IF({near},{word['rounding']},{word['rounding_wide']})"
    judged = f"IF(J{row}=0,{word['exact']},IF(ABS(J{row})>K{row},{word['mismatch']},{judged}))"
    judged = f"IF(F{row}+G{row}>0,{word['unverifiable']},{judged})"
    if region not in lists.REGIONS:
        judged = desk.text("no_local")
    else:
        judged = f"IF({sources.there(desk, network, region)}=0,{desk.text('local_missing')},{judged})"
    return f"IF({sources.there(desk, network, lists.PROVINCE)}=0,{desk.text('lead_missing')},{judged})"


def _word(desk: Desk, key: tuple[str, ...], lead: Sequence[Project], local: Sequence[Project]) -> str:
    intake, (network, region, _) = desk.whole.intake, key
    if network not in intake.leads:
        return desk.say("lead_missing")
    if region not in lists.REGIONS:
        return desk.say("no_local")
    if (network, region) not in intake.locals:
        return desk.say("local_missing")
    left, right = total(lead, _MEASURE), total(local, _MEASURE)
    if left.blanks or right.blanks:
        return desk.word("unverifiable")
    return desk.word(
        terms.judge(left.value - right.value, left.half + right.half, left.squares + right.squares)
    )
