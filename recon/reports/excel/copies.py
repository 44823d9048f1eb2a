"""The input's own sheets, cell for cell at the same addresses, with the cells of findings marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from recon import tables
from recon import text as gate
from recon.model import LEVELS, FileReport, Level
from recon.reports import explained, suspected, theme
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan
from recon.schemas import targets
from recon.workbook import Cell, RawSheet

#: Rows up to which a sheet is copied whole; of a longer one the rows that some result speaks of, at their addresses.
WHOLE = 5_000
NARROWEST = 9.0  #: narrowest column
#: Types of cells that look alike everywhere below the header.
PLAIN = (str, int, float, bool, type(None))
USUAL = frozenset({str, int, float, type(None)})


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one cell: the gravest level, whether to look there first, and the notes."""

    level: Level
    first: bool
    notes: tuple[str, ...]


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Copy every sheet of the input."""
    marked_cells, asked = marks(plan), _asked(plan.file)
    for sheet in plan.file.book.sheets if plan.file.book else ():
        marked = marked_cells.get(sheet.name, {})
        rows = asked.get(sheet.name, set()) | {row for row, _ in marked}
        _copy(book, style, plan, sheet, marked, _shown(sheet, rows))


def _asked(file: FileReport) -> dict[str, set[int]]:
    """The rows of each sheet that a result speaks of."""
    rows: dict[str, set[int]] = defaultdict(set)
    for outcome in file.outcomes:
        for term in (*outcome.left.terms, *outcome.right.terms):
            rows[term.figure.cell.sheet].add(term.figure.cell.row)
    return rows


def _shown(raw: RawSheet, asked: Set[int]) -> Sequence[int]:
    """The rows that are copied, from 1: all of them, or of a long sheet its head and those that are ``asked`` for."""
    count = len(raw.rows)
    if count <= WHOLE:
        return range(1, count + 1)
    return sorted({*range(1, header_row(raw) + 1), *(row for row in asked if 0 < row <= count)})


def marks(plan: Plan) -> dict[str, dict[tuple[int, int], Mark]]:
    """The cells of all findings, by sheet; whole rows and sheets have no cell to mark.

    What follows from a cause is coloured and commented at the cause alone.
    """
    marked_cells: dict[str, dict[tuple[int, int], Mark]] = defaultdict(dict)
    for number, finding, cause in plan.listed:
        sentences = (
            plan.sentence(finding),
            explained.note(plan.file, finding, plan.lang).strip(),
            *suspected.below(finding, plan.lang),
        )
        note = plan.say(
            "comment",
            level=plan.word(finding.level),
            code=finding.code,
            sentence="\n".join(filter(None, sentences)),
            place=plan.finding(number),
        )
        for place, cell in enumerate(finding.cells):
            if cell.row and cell.column:
                silent = cause or (finding.follows and place)
                new = Mark(finding.level, place == 0 and not cause, () if silent else (note,))
                here = marked_cells[cell.sheet]
                here[cell.row, cell.column] = _joined(here.get((cell.row, cell.column)), new)
    return marked_cells


def _joined(old: Mark | None, new: Mark) -> Mark:
    if old is None:
        return new
    graver = max(old, new, key=lambda m: (LEVELS.index(m.level), m.first))
    return Mark(graver.level, graver.first, old.notes + new.notes)


def _copy(
    book: Workbook,
    style: theme.Theme,
    plan: Plan,
    raw: RawSheet,
    marks: Mapping[tuple[int, int], Mark],
    shown: Sequence[int],
) -> None:
    header = header_row(raw)
    page = Page(book.add_worksheet(plan.copies[raw.name]), _widths(raw, shown))
    plain, marked = style("body"), {row for row, _ in marks}
    for number in shown:
        cells = raw.rows[number - 1]
        if number > header and number not in marked and USUAL.issuperset(map(type, cells)):
            page.cells(number, cells, plain)
            continue
        for column, value in enumerate(cells, 1):
            mark = marks.get((number, column))
            if mark or number == header or (value is not None and type(value) not in PLAIN):
                _cell(page, style, (number, column), value, mark, header=number == header)
            elif value is not None or number > header:
                page.cell(number, column, value, plain)
    for (number, column), mark in marks.items():
        if number > len(raw.rows) or column > len(raw.rows[number - 1]):
            _cell(page, style, (number, column), None, mark, header=False)
        if mark.notes:
            _comment(page.sheet, number, column, mark)
    if left_out := len(raw.rows) - len(shown):
        page.sheet.set_default_row(hide_unused_rows=True)
        page.text(len(raw.rows) + 1, 1, plan.say("rows_left_out", count=left_out), style("plain", "muted"))
    page.finish()
    page.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # digits are kept as printed
    if raw.rows and raw.rows[header - 1]:
        page.sheet.freeze_panes(header, 1)
        page.sheet.autofilter(header - 1, 0, max(len(raw.rows), header + 1) - 1, len(page.widths) - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), header, widths=page.printed)


def header_row(raw: RawSheet) -> int:
    """The row of column names: that with most labels of the form, else the early row with most texts."""
    model = targets.SHEETS.get(gate.words(raw.name))
    labels = set(model.to_schema().columns) if model else set()

    def score(cells: list[Cell]) -> tuple[int, int]:
        texts = {tables.text(cell) for cell in cells if isinstance(cell, str)}
        return len(texts & labels), len(texts)

    early = raw.rows[: tables.HEADER_ROWS]
    return max(range(len(early)), key=lambda i: (score(early[i]), -i), default=0) + 1


def _widths(raw: RawSheet, shown: Sequence[int]) -> list[float]:
    columns = max((len(cells) for cells in raw.rows), default=1) or 1
    values = list(zip_longest(*(raw.rows[row - 1] for row in shown)))
    values += [()] * (columns - len(values))
    return [max(theme.column_width(max(map(_width, _distinct(column)), default=0)), NARROWEST) for column in values]


def _distinct(column: Sequence[Cell]) -> list[Cell]:
    """The cells of a column that are not blank, of equal ones the widest: TRUE equals 1."""
    return [*(set(column) - {None}), *(cell for cell in column if type(cell) is bool)]


def _width(cell: Cell) -> int:
    """Columns of the widest line of a cell's text."""
    text = tables.text(cell, keep=True)
    return max(map(theme.display_width, text.split("\n"))) if "\n" in text else theme.display_width(text)


def _cell(
    page: Page, style: theme.Theme, place: tuple[int, int], value: Cell, mark: Mark | None, *, header: bool
) -> None:
    """Write a cell as it was read; only its look is ours."""
    row, column = place
    look: dict[str, object] = {}
    styles = ["header"] if header else ["body"]
    if mark:
        look["bg_color"] = theme.FILLS[mark.level][0 if mark.first else 1]
        styles += ["first"] if mark.first else []
    if moment := theme.moment_format(value):
        look["num_format"] = moment
    page.cell(row, column, value, style(*styles, **look))


def _comment(sheet: Worksheet, row: int, column: int, mark: Mark) -> None:
    note = theme.clip("\n\n".join(mark.notes))
    size = {"width": theme.COMMENT_WIDTH, "height": theme.comment_height(note)}
    sheet.write_comment(row - 1, column - 1, note, {**theme.COMMENT, **size})
