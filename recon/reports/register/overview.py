"""Sheet 一览: the month at a glance, a grid of networks and regions, and a chart of how far each network is."""

from __future__ import annotations

from decimal import Decimal

from recon.catalogue import in_force
from recon.model import column_letters
from recon.register.status import STATES, Row
from recon.register.values import Subject
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.reports.register import listing, words
from recon.reports.register.canvas import FILLS, Canvas

#: Pixels.
CHART_WIDTH, CHART_HEIGHT = 500, 330


def _last() -> int:
    return len(in_force().places) + 1


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("sheet_overview", (19, *[10.5] * len(in_force().places)))
    page.merged(1, 1, _last(), canvas.title, canvas.style("title"))
    row = _facts(canvas, page, 2)
    row = _grid(canvas, page, row + 1)
    _networks(canvas, page, row + 1)
    canvas.finish(page)


def _facts(canvas: Canvas, page: Page, row: int) -> int:
    """Deadline, day, and whether the last run was broken off; returns the next free row."""
    facts = [
        ("deadline", words.deadline(canvas.month.deadline, canvas.lang)),
        ("today", canvas.month.today.isoformat()),
    ]
    facts += [("unfinished_head", canvas.say("unfinished"))] if canvas.month.unfinished else []
    for at, (key, text) in enumerate(facts, row):
        page.text(at, 1, canvas.say(key), canvas.style("body", "strong"))
        page.merged(at, 2, _last(), text, canvas.style("body"))
    return row + len(facts)


def _grid(canvas: Canvas, page: Page, row: int) -> int:
    """A cell for every network and region, read from 登记; returns the next free row."""
    page.merged(row, 1, _last(), canvas.say("grid"), canvas.style("section"))
    page.text(row + 1, 1, canvas.say("network"), canvas.style("header"))
    page.texts(row + 1, list(in_force().places), canvas.style("header"), 2)
    places = _places(canvas)
    for at, network in enumerate(in_force().networks, row + 2):
        page.text(at, 1, network, canvas.style("body", "strong"))
        for column, region in enumerate(in_force().places, 2):
            _cell(canvas, page, at, column, places.get((network, region)))
    last = row + 1 + len(in_force().networks)
    canvas.colour(page, row + 2, 2, last, _last())
    return last + 1


def _places(canvas: Canvas) -> dict[Subject, tuple[int, Row]]:
    """Subject → row of 登记; of two rows for one the first, as 登记 itself says that they overlap."""
    places: dict[Subject, tuple[int, Row]] = {}
    for place, row in enumerate(canvas.month.rows, listing.FIRST):
        places.setdefault(row.owed.subject, (place, row))
    return places


def _cell(canvas: Canvas, page: Page, at: int, column: int, owed: tuple[int, Row] | None) -> None:
    look = canvas.style("body", "center", font_size=9.5)
    if owed is None:
        page.text(at, column, canvas.say("not_owed"), canvas.style("body", "center", "muted"))
        return
    place, row = owed
    source = f"{quoted(canvas.say('sheet_list'))}!{listing.place('state', place)}"
    page.formula(at, column, source, canvas.say(row.state), look)
    page.least(at, 2)


def _networks(canvas: Canvas, page: Page, row: int) -> None:
    """How many reports of each network are in which state, counted live, with a chart of them."""
    page.merged(row, 1, _last(), canvas.say("counts"), canvas.style("section"))
    page.texts(row + 1, [canvas.say(key) for key in ("network", "owed", *STATES)], canvas.style("header"))
    page.least(row + 1, 2)
    first, last = row + 2, row + 1 + len(in_force().networks)
    for at, network in enumerate(in_force().networks, first):
        page.text(at, 1, network, canvas.style("body", "strong"))
        own = [r.state for r in canvas.month.rows if r.owed.network == network]
        _number(canvas, page, at, 2, f"COUNTIF({listing.span(canvas, 'network')},$A{at})", len(own))
        for column, state in enumerate(STATES, 3):
            formula = f"COUNTIFS({listing.span(canvas, 'network')},$A{at},{listing.span(canvas, 'state')},{column_letters(column)}${row + 1})"
            _number(canvas, page, at, column, formula, own.count(state))
    states = [r.state for r in canvas.month.rows if r.owed.network in in_force().networks]
    page.text(last + 1, 1, canvas.say("total"), canvas.style("body", "result"))
    for column, count in enumerate((len(states), *map(states.count, STATES)), 2):
        letters = column_letters(column)
        _number(canvas, page, last + 1, column, f"SUM({letters}{first}:{letters}{last})", count, "result")
    _chart(canvas, page, first, last)


def _number(canvas: Canvas, page: Page, row: int, column: int, formula: str, count: int, *styles: str) -> None:
    look = canvas.style("body", "center", *styles, num_format=listing.WHOLE)
    page.formula(row, column, formula, Decimal(count), look)


def _chart(canvas: Canvas, page: Page, first: int, last: int) -> None:
    """A bar for each network, parted by state, beside the numbers that it shows."""
    chart = canvas.book.add_chart({"type": "bar", "subtype": "stacked"})
    assert chart is not None
    font = {"name": theme.BODY_FONT, "size": 9, "color": theme.INK}
    sheet = canvas.say("sheet_overview")
    for column, state in enumerate(STATES, 2):
        chart.add_series(
            {
                "name": [sheet, first - 2, column],
                "categories": [sheet, first - 1, 0, last - 1, 0],
                "values": [sheet, first - 1, column, last - 1, column],
                "fill": {"color": FILLS[state]},
                "border": {"color": theme.MUTED},
                "gap": 40,
            }
        )
    title = {"name": theme.HEAD_FONT, "size": 11, "color": theme.ACCENT}
    chart.set_title({"name": canvas.say("chart"), "name_font": title})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": theme.RULE}})
    chart.set_x_axis({"num_font": font, "num_format": "0", "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": theme.RULE}})
    chart.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
    place = {"x_offset": 12, "y_offset": 4, "description": canvas.say("chart")}
    page.sheet.insert_chart(first - 2, len(STATES) + 2, chart, place)
