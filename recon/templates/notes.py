"""Sheet 填报说明: how to fill in the form, column by column, and what is checked."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from recon import messages
from recon.reports import theme
from recon.schemas.monthly import COVER, NOTES, PROJECTS, ROW_RELATIONS, TITLE, Cover, Projects
from recon.templates import names
from recon.templates.columns import Column, declared
from recon.templates.desk import Desk, merge
from recon.templates.explain import rules, sentence

_WIDTHS = (6, 24, 12, 60, 46)
Line = tuple[str, ...]


def write(desk: Desk) -> None:
    """Draw the sheet."""
    page = desk.sheet(NOTES)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
    merge(page, 0, (0, len(_WIDTHS) - 1), f"{TITLE}　{NOTES}", desk.style("form_title"))
    page.set_row(0, 34)
    row = _rules(desk, page, 2)
    row = _lines(desk, page, row, desk.say("checks"), "checks_head", list(_relations(desk)))
    for key, sheet, model in (
        ("columns_cover", COVER, Cover),
        ("columns_projects", PROJECTS, Projects),
    ):
        title = desk.say(key, sheet=sheet)
        row = _lines(desk, page, row, title, "columns_head", [_column(desk, c) for c in declared(model)])
    desk.frame(page, NOTES)


def _rules(desk: Desk, page: Worksheet, row: int) -> int:
    """The general rules, numbered; returns the next free row."""
    _section(desk, page, row, desk.say("general"))
    texts = rules(desk)
    for number, text in enumerate(texts, 1):
        page.set_row(row + number, theme.height(theme.lines(text, sum(_WIDTHS[1:]))))
        page.write_string(row + number, 0, str(number), desk.style("body", "center"))
        merge(page, row + number, (1, len(_WIDTHS) - 1), text, desk.style("body"))
    return row + len(texts) + 2


def _section(desk: Desk, page: Worksheet, row: int, title: str) -> None:
    page.set_row(row, 24)
    merge(page, row, (0, len(_WIDTHS) - 1), title, desk.style("section"))


def _lines(desk: Desk, page: Worksheet, row: int, title: str, head: str, lines: list[Line]) -> int:
    """A section with a header and numbered lines; returns the next free row."""
    _section(desk, page, row, title)
    for place, word in enumerate(desk.say(head).split("|")):
        page.write_string(row + 1, place, word, desk.style("header"))
    for number, line in enumerate(lines, 1):
        cells = (str(number), *line)
        page.set_row(row + 1 + number, theme.height(max(map(theme.lines, cells, _WIDTHS))))
        for place, text in enumerate(cells):
            page.write_string(row + 1 + number, place, text, desk.style("body"))
    return row + len(lines) + 3


def _relations(desk: Desk) -> Iterator[Line]:
    """Code, level, what must hold, and how much rounding may explain."""
    for relation in ROW_RELATIONS:
        slack = (len(relation.left) + relation.factor * len(relation.right)) / 2
        places = desk.say("slack", units=format(slack.normalize(), "f"))
        yield (
            f"{relation.code}01",
            messages.word(relation.level, desk.form.lang),
            sentence(desk, relation),
            places,
        )
    for code in ("FOOT01", "TIE01"):
        yield code, messages.word("强制性", desk.form.lang), desk.say(f"check_{code}"), desk.say("slack_sum")


def _column(desk: Desk, column: Column) -> Line:
    """Label, whether it must be filled, how, and the closed list it takes."""
    entries = names.closed_lists()[names.source(column, desk.form.network)] if column.listed else ()
    must = desk.say("required" if column.required else "optional")
    return column.label, must, desk.help(column), "、".join(entries)
