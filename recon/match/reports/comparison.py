"""Sheet 比对: every project of both sides on one line, differing cells filled and named, linked to both files."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook

from recon.match.compare import AGREED, PLACE, Field, field_level
from recon.match.library import TOTAL
from recon.match.reports.layout import HEAD, Line, Plan
from recon.model import column_letters
from recon.reports import theme
from recon.reports.excel.page import Page

#: Width of each kind of column, in characters.
WIDTHS = {"state": 9, "how": 11, "level": 8, "differences": 22, "open_left": 7, "open_right": 7}
TEXT, AMOUNT, NAME, CODE = 13, 12, 34, 29
#: What does not fit into the usual width on one line; a line more in any column makes every page a third shorter.
_WIDE = {"项目名称": NAME, "项目代码": CODE, "网别": 18, "类别": 20, "地区": 20, "责任单位": 36}


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet; the years are outside the printed part."""
    page = Page(book.add_worksheet(plan.say("comparison")), [_width(key) for key in plan.columns])
    page.texts(HEAD, [_head(plan, key) for key in plan.columns], style("header"))
    for row, line in enumerate(plan.lines, HEAD + 1):
        _line(page, style, plan, row, line)
    page.finish()
    last = HEAD + len(plan.lines)
    page.sheet.freeze_panes(HEAD, plan.columns["left 项目名称"])  # no more, or it fills a small screen
    page.sheet.autofilter(HEAD - 1, 0, max(last, HEAD + 1) - 1, len(plan.columns) - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), HEAD, widths=page.printed)
    page.sheet.print_area(0, 0, max(last, HEAD) - 1, plan.columns[f"gap {TOTAL}"] - 1)


def _width(key: str) -> int:
    kind, _, label = key.partition(" ")
    return WIDTHS.get(key) or (AMOUNT if kind == "gap" else _WIDE.get(label, TEXT))


def _head(plan: Plan, key: str) -> str:
    kind, _, label = key.partition(" ")
    if not label:
        return plan.say(key)
    return plan.say("gap", label=label) if kind == "gap" else plan.heading(kind, label)


def _line(page: Page, style: theme.Theme, plan: Plan, row: int, line: Line) -> None:
    body, middle = style("body"), style("body", "center")
    page.text(row, 1, plan.say(f"state_{line.state}"), middle)
    page.text(row, 2, plan.say(f"how_{line.pair.how}") if line.pair else "", middle)
    if line.level:
        page.text(row, 3, _level(plan, line), style("level", bg_color=theme.FILLS[line.level][0]))
    else:
        page.text(row, 3, "", body)
    page.text(row, 4, plan.differences(line), body)
    for side, place in (("left", line.left), ("right", line.right)):
        _open(page, style, plan, row, side, place)
    for field in plan.fields:
        _field(page, style, plan, row, line, field)


def _level(plan: Plan, line: Line) -> str:
    from recon import messages

    return messages.word(str(line.level), plan.lang)


def _open(page: Page, style: theme.Theme, plan: Plan, row: int, side: str, place: int | None) -> None:
    column = plan.columns[f"open_{side}"]
    if place is None:
        page.text(row, column, "", style("body"))
    else:
        number = str(plan.side(side).report.rows[place])
        page.link(row, column, plan.target(side, place), number, style("body", "center", "link"), "external")


def _field(page: Page, style: theme.Theme, plan: Plan, row: int, line: Line, field: Field) -> None:
    agreement = line.pair.fields[PLACE[field.label]] if line.pair else "same"
    level = field_level(field, agreement)
    fill = {"bg_color": theme.FILLS[level][0], "bold": True} if level and agreement not in AGREED else {}
    for side, place in (("left", line.left), ("right", line.right)):
        column = plan.columns[f"{side} {field.label}"]
        if field.amount:
            amount(page, style, plan, (row, column), plan.money(side, place, field.label), **fill)
        else:
            page.text(row, column, plan.text(side, place, field.label), style("body", **fill))
    if field.amount:
        _gap(page, style, plan, row, line, field, fill)


def _gap(page: Page, style: theme.Theme, plan: Plan, row: int, line: Line, field: Field, fill: Any) -> None:
    """right − left of a pair as a live formula; a blank counts as nothing, and two blanks give a blank."""
    column = plan.columns[f"gap {field.label}"]
    gap = difference(plan, line, field.label)
    look = style("body", "number", num_format=gap_format(plan), **fill)
    if gap is None:
        page.text(row, column, "", style("body"))
        return
    left, right = (f"{column_letters(plan.columns[f'{side} {field.label}'])}{row}" for side in ("left", "right"))
    page.formula(row, column, f"N({right})-N({left})", gap, look)


def gap_format(plan: Plan) -> str:
    """The number format of a difference: none is a dash, so that the others stand out."""
    plain = theme.number_format(plan.decimals)
    return f"{plain};-{plain};—_ "


def difference(plan: Plan, line: Line, label: str) -> Decimal | None:
    """right − left of a pair; None for other lines and where both are blank."""
    left, right = plan.money("left", line.left, label), plan.money("right", line.right, label)
    if line.pair is None or (left is None and right is None):
        return None
    return (right or Decimal(0)) - (left or Decimal(0))


def amount(
    page: Page, style: theme.Theme, plan: Plan, cell: tuple[int, int], value: Decimal | None, **more: Any
) -> None:
    """Write an amount, or a blank cell for one that is not told."""
    if value is None:
        page.text(*cell, "", style("body", **more))
    else:
        places = max(plan.decimals, theme.decimals(value))
        page.number(*cell, value, style("body", "number", num_format=theme.number_format(places), **more))
