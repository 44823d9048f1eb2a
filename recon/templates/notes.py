"""Sheet 填报说明: how to fill in the form, column by column, and what is checked."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from recon import messages
from recon.reports import theme
from recon.schemas.form import COVER, Columns, FormSpec
from recon.schemas.lists import NOTES
from recon.templates import names
from recon.templates.canvas import Canvas, merge
from recon.templates.columns import Column, declared
from recon.templates.explain import rules, sentence

#: Of these the totals of many rows are compared, so that more rounding adds up.
_SUMS = ("FOOT01", "TIE01")
#: Here a single value is compared with a number that is exact.
_ROUNDED = ("PROG06", "PROG07")
_WIDTHS = (6, 24, 12, 60, 46)
Line = tuple[str, ...]


def write(canvas: Canvas) -> None:
    """Draw the sheet."""
    page = canvas.sheet(NOTES)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
    merge(page, 0, (0, len(_WIDTHS) - 1), f"{canvas.spec.title}　{NOTES}", canvas.style("form_title"))
    page.set_row(0, 34)
    row = _rules(canvas, page, 2)
    row = _lines(canvas, page, row, canvas.say("checks"), "checks_head", list(_relations(canvas)))
    for ordinal, (sheet, model) in enumerate(_models(canvas.spec), 3):
        words = {"ordinal": "〇一二三四五六七八九"[ordinal], "number": ordinal, "sheet": sheet}
        lines = [_column(canvas, column) for column in declared(model)]
        row = _lines(canvas, page, row, canvas.say("columns", **words), "columns_head", lines)
    canvas.frame(page, NOTES)


def _models(spec: FormSpec) -> list[tuple[str, Columns]]:
    """The sheets that are filled in, with their schemas."""
    return [(COVER, spec.cover), *((t.sheet, t.model) for t in spec.tables if not t.repeats)]


def _rules(canvas: Canvas, page: Worksheet, row: int) -> int:
    """The general rules, numbered; returns the next free row."""
    _section(canvas, page, row, canvas.say("general"))
    texts = rules(canvas)
    for number, text in enumerate(texts, 1):
        page.set_row(row + number, theme.height(theme.lines(text, sum(_WIDTHS[1:]))))
        page.write_string(row + number, 0, str(number), canvas.style("body", "center"))
        merge(page, row + number, (1, len(_WIDTHS) - 1), text, canvas.style("body"))
    return row + len(texts) + 2


def _section(canvas: Canvas, page: Worksheet, row: int, title: str) -> None:
    page.set_row(row, 24)
    merge(page, row, (0, len(_WIDTHS) - 1), title, canvas.style("section"))


def _lines(canvas: Canvas, page: Worksheet, row: int, title: str, head: str, lines: list[Line]) -> int:
    """A section with a header and numbered lines; returns the next free row."""
    _section(canvas, page, row, title)
    for place, word in enumerate(canvas.say(head).split("|")):
        page.write_string(row + 1, place, word, canvas.style("header"))
    for number, line in enumerate(lines, 1):
        cells = (str(number), *line)
        page.set_row(row + 1 + number, theme.height(max(map(theme.lines, cells, _WIDTHS))))
        for place, text in enumerate(cells):
            page.write_string(row + 1 + number, place, text, canvas.style("body"))
    return row + len(lines) + 3


def _relations(canvas: Canvas) -> Iterator[Line]:
    """Code, level, what must hold, and how much rounding may explain."""
    for relation in canvas.spec.relations:
        slack = (len(relation.lefts) + relation.factor * len(relation.rights)) / 2
        places = canvas.say("slack", units=format(slack.normalize(), "f"))
        yield (
            f"{relation.code}01",
            messages.word(relation.level, canvas.form.lang),
            sentence(canvas, relation),
            places,
        )
    for code, level in canvas.spec.checks:
        yield code, messages.word(level, canvas.form.lang), canvas.say(f"check_{code}"), _slack(canvas, code)


def _slack(canvas: Canvas, code: str) -> str:
    """The note on how much rounding may explain of a relation that is not declared with its columns."""
    if code in _ROUNDED:
        return canvas.say("slack", units="0.5")
    return canvas.say("slack_sum" if code in _SUMS else "slack_both" if code == "YPLN01" else "slack_none")


def _column(canvas: Canvas, column: Column) -> Line:
    """Label, whether it must be filled, how, and the closed list it takes."""
    lists = names.closed_lists(canvas.spec)
    entries = lists.get(names.source(column, canvas.form.network), ()) if column.listed else ()
    must = canvas.say("required" if column.required else "optional")
    return column.label, must, canvas.help(column), "、".join(entries)
