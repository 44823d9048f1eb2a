"""The charts of the roll-up workbook: completion against the calendar by network, investment by region."""

from __future__ import annotations

from typing import Any

from recon.reports import theme
from recon.reports.rollup.canvas import Canvas

Range = tuple[str, int, int, int, int]  #: sheet, first row and column, last row and column, from 0
_FONT = {"name": theme.BODY_FONT, "size": 9, "color": theme.INK}
_TITLE = {"name": theme.HEAD_FONT, "size": 11, "color": theme.ACCENT}
SECOND, LINE = "#9DB4CC", "#B5533C"


def progress(canvas: Canvas, title: str, names: Range, done: Range, calendar: Range, words: tuple[str, str]) -> Any:
    """Completion as columns, the calendar as a line."""
    chart: Any = canvas.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "name": words[0],
            "categories": list(names),
            "values": list(done),
            "fill": {"color": theme.ACCENT},
            "gap": 80,
            "data_labels": {"value": True, "num_format": "0%", "font": _FONT},
        }
    )
    line: Any = canvas.book.add_chart({"type": "line"})
    line.add_series(
        {
            "name": words[1],
            "categories": list(names),
            "values": list(calendar),
            "line": {"color": LINE, "width": 2.25, "dash_type": "dash"},
            "marker": {"type": "diamond", "size": 6, "fill": {"color": LINE}, "border": {"color": LINE}},
        }
    )
    chart.combine(line)
    chart.set_y_axis(
        {"num_format": "0%", "num_font": _FONT, "min": 0, "major_gridlines": _grid(), "line": {"none": True}}
    )
    return _finish(chart, title)


def amounts(canvas: Canvas, title: str, names: Range, series: tuple[tuple[str, Range], ...]) -> Any:
    """Amounts side by side as columns."""
    chart: Any = canvas.book.add_chart({"type": "column"})
    for (name, values), colour in zip(series, (SECOND, theme.ACCENT), strict=False):
        chart.add_series(
            {
                "name": name,
                "categories": list(names),
                "values": list(values),
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_y_axis(
        {
            "num_format": "#,##0",
            "num_font": _FONT,
            "min": 0,
            "major_gridlines": _grid(),
            "line": {"none": True},
        }
    )
    return _finish(chart, title)


def _grid() -> dict[str, object]:
    return {"visible": True, "line": {"color": theme.RULE, "width": 0.5}}


def _finish(chart: Any, title: str) -> Any:
    chart.set_title({"name": title, "name_font": _TITLE})
    chart.set_x_axis({"num_font": _FONT, "line": {"color": theme.RULE}})
    chart.set_legend({"position": "bottom", "font": _FONT})
    chart.set_chartarea({"border": {"color": theme.RULE}})
    return chart
