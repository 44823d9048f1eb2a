"""Sheet 填报说明 of a form by definition: its columns, what must hold in it as the office wrote it, and its bases."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet

from recon import messages
from recon.defined.forms import Own
from recon.reports import theme
from recon.schemas.lists import NOTES
from recon.templates.canvas import Canvas, merge

_WIDTHS = (6, 14, 30, 12, 52, 30)


def write(canvas: Canvas, own: Own) -> None:
    """Draw the sheet."""
    page = canvas.sheet(NOTES)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
    merge(page, 0, (0, len(_WIDTHS) - 1), f"{own.spec.title}　{NOTES}", canvas.style("form_title"))
    page.set_row(0, 34)
    row = 2
    for text in (
        canvas.say("rule_defined_cells"),
        canvas.say("rule_defined_colours"),
        canvas.say("rule_defined_rows"),
    ):
        page.set_row(row, theme.height(theme.lines(text, sum(_WIDTHS))))
        merge(page, row, (0, len(_WIDTHS) - 1), text, canvas.style("body"))
        row += 1
    shown = [s for s in own.definition.statements if not s.off]
    lines = [
        (
            s.number,
            s.table,
            messages.word(s.level, canvas.form.lang),
            " ".join(s.text.split()),
            s.basis or s.hint,
        )
        for s in shown
    ]
    row = _lines(canvas, page, row + 1, canvas.say("defined_relations"), "defined_relations_head", lines)
    for table in own.definition.tables:
        columns = [
            (
                c.code,
                f"{c.upper}·{c.name}" if c.upper else c.name,
                c.type,
                f"{c.unit} {c.formula}".strip(),
                c.help,
            )
            for c in table.columns
        ]
        title = canvas.say("defined_columns", number=table.number, name=table.name)
        row = _lines(canvas, page, row, title, "defined_columns_head", columns)
    canvas.frame(page, NOTES)


def _lines(canvas: Canvas, page: Worksheet, row: int, title: str, head: str, lines: Iterable[tuple[str, ...]]) -> int:
    """A section with a head and numbered lines; returns the next free row."""
    page.set_row(row, 24)
    merge(page, row, (0, len(_WIDTHS) - 1), title, canvas.style("section"))
    for place, word in enumerate(canvas.say(head).split("|")):
        page.write_string(row + 1, place, word, canvas.style("header"))
    at = row + 2
    for number, line in enumerate(lines, 1):
        cells = (str(number), *line)
        page.set_row(at, theme.height(max(map(theme.lines, cells, _WIDTHS))))
        for place, text in enumerate(cells):
            page.write_string(at, place, text, canvas.style("body"))
        at += 1
    return at + 1
