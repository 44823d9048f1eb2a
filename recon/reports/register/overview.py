"""Sheet 一览: the month at a glance, a grid of networks and regions, and a chart of how far each network is."""

from __future__ import annotations

from decimal import Decimal

from recon.model import column_letters
from recon.register.status import STATES, Row
from recon.register.values import Subject
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.reports.register import listing, words
from recon.reports.register.desk import FILLS, Desk
from recon.schemas.lists import NETWORKS, PROVINCE, REGIONS

COLUMNS = (PROVINCE, *REGIONS)
LAST = len(COLUMNS) + 1
#: Pixels.
CHART_WIDTH, CHART_HEIGHT = 500, 330


def write(desk: Desk) -> None:
    """Write the sheet."""
    page = desk.page("sheet_overview", (19, *[10.5] * len(COLUMNS)))
    page.merged(1, 1, LAST, desk.title, desk.style("title"))
    row = _facts(desk, page, 2)
    row = _grid(desk, page, row + 1)
    _networks(desk, page, row + 1)
    desk.finish(page)


def _facts(desk: Desk, page: Page, row: int) -> int:
    """Deadline, day, and whether the last run was broken off; returns the next free row."""
    told = [
        ("deadline", words.deadline(desk.month.deadline, desk.lang)),
        ("today", desk.month.today.isoformat()),
    ]
    told += [("unfinished_head", desk.say("unfinished"))] if desk.month.unfinished else []
    for at, (key, text) in enumerate(told, row):
        page.text(at, 1, desk.say(key), desk.style("body", "strong"))
        page.merged(at, 2, LAST, text, desk.style("body"))
    return row + len(told)


def _grid(desk: Desk, page: Page, row: int) -> int:
    """A cell for every network and region, read from 登记; returns the next free row."""
    page.merged(row, 1, LAST, desk.say("grid"), desk.style("section"))
    page.text(row + 1, 1, desk.say("network"), desk.style("header"))
    page.texts(row + 1, list(COLUMNS), desk.style("header"), 2)
    places = _places(desk)
    for at, network in enumerate(NETWORKS, row + 2):
        page.text(at, 1, network, desk.style("body", "strong"))
        for column, region in enumerate(COLUMNS, 2):
            _cell(desk, page, at, column, places.get((network, region)))
    last = row + 1 + len(NETWORKS)
    desk.colour(page, row + 2, 2, last, LAST)
    return last + 1


def _places(desk: Desk) -> dict[Subject, tuple[int, Row]]:
    """Subject → row of 登记; of two rows for one the first, as 登记 itself says that they overlap."""
    found: dict[Subject, tuple[int, Row]] = {}
    for place, row in enumerate(desk.month.rows, listing.FIRST):
        found.setdefault(row.owed.subject, (place, row))
    return found


def _cell(desk: Desk, page: Page, at: int, column: int, owed: tuple[int, Row] | None) -> None:
    look = desk.style("body", "center", font_size=9.5)
    if owed is None:
        page.text(at, column, desk.say("not_owed"), desk.style("body", "center", "muted"))
        return
    place, row = owed
    source = f"{quoted(desk.say('sheet_list'))}!{listing.place('state', place)}"
    page.formula(at, column, source, desk.say(row.state), look)
    page.least(at, 2)


def _networks(desk: Desk, page: Page, row: int) -> None:
    """How many reports of each network are in which state, counted live, with a chart of them."""
    page.merged(row, 1, LAST, desk.say("counts"), desk.style("section"))
    page.texts(row + 1, [desk.say(key) for key in ("network", "owed", *STATES)], desk.style("header"))
    page.least(row + 1, 2)
    first, last = row + 2, row + 1 + len(NETWORKS)
    for at, network in enumerate(NETWORKS, first):
        page.text(at, 1, network, desk.style("body", "strong"))
        own = [r.state for r in desk.month.rows if r.owed.network == network]
        _number(desk, page, at, 2, f"COUNTIF({listing.span(desk, 'network')},$A{at})", len(own))
        for column, state in enumerate(STATES, 3):
            formula = f"COUNTIFS({listing.span(desk, 'network')},$A{at},{listing.span(desk, 'state')},{column_letters(column)}${row + 1})"
            _number(desk, page, at, column, formula, own.count(state))
    states = [r.state for r in desk.month.rows if r.owed.network in NETWORKS]
    page.text(last + 1, 1, desk.say("total"), desk.style("body", "result"))
    for column, count in enumerate((len(states), *map(states.count, STATES)), 2):
        letters = column_letters(column)
        _number(desk, page, last + 1, column, f"SUM({letters}{first}:{letters}{last})", count, "result")
    _chart(desk, page, first, last)


def _number(desk: Desk, page: Page, row: int, column: int, formula: str, count: int, *styles: str) -> None:
    look = desk.style("body", "center", *styles, num_format=listing.WHOLE)
    page.formula(row, column, formula, Decimal(count), look)


def _chart(desk: Desk, page: Page, first: int, last: int) -> None:
    """A bar for each network, parted by state, beside the numbers that it shows."""
    chart = desk.book.add_chart({"type": "bar", "subtype": "stacked"})
    assert chart is not None
    font = {"name": theme.BODY_FONT, "size": 9, "color": theme.INK}
    sheet = desk.say("sheet_overview")
    for column, state in enumerate(STATES, 2):
        chart.add_series({
            "name": [sheet, first - 2, column], "categories": [sheet, first - 1, 0, last - 1, 0],
            "values": [sheet, first - 1, column, last - 1, column], "fill": {"color": FILLS[state]},
            "border": {"color": theme.MUTED}, "gap": 40,
        })  # fmt: skip
    title = {"name": theme.HEAD_FONT, "size": 11, "color": theme.ACCENT}
    chart.set_title({"name": desk.say("chart"), "name_font": title})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": theme.RULE}})
    chart.set_x_axis({"num_font": font, "num_format": "0", "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": theme.RULE}})
    chart.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
    place = {"x_offset": 12, "y_offset": 4, "description": desk.say("chart")}
    page.sheet.insert_chart(first - 2, len(STATES) + 2, chart, place)
