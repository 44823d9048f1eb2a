"""A table of a form by definition: head, fixed rows or a list with its totals, computed cells, what colours them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recon.defined.forms import CODE
from recon.definitions import linear
from recon.definitions.model import Column as Defined
from recon.definitions.tree import Expression
from recon.reports import theme
from recon.schemas.form import SUBTOTAL, TOTAL
from recon.templates import entries as accepting
from recon.templates import table as heads
from recon.templates.canvas import Canvas, merge, put
from recon.templates.columns import Column
from recon.templates.defined import alarms
from recon.templates.defined.computed import Key, Resolver
from recon.templates.defined.formulas import Formula, UnwritableError, joined
from recon.templates.defined.geometry import BLOCK, CODES, FIRST, HEADER, LINE, TITLE, Geometry, a1

DASH = "—"
SIGNED = ("单位负责人", "审核人", "填表人", "联系电话", "报出日期")
_INDENT = "　"
#: Characters that the block at the right takes at least.
_BLOCK = 48


@dataclass(frozen=True)
class Drawing:
    """A table to draw: ``values``: cells filled in beforehand, ``entries``: of a list, those that it comes with."""

    canvas: Canvas
    geometry: Geometry
    resolver: Resolver
    computed: Mapping[Key, tuple[Expression, object]]
    values: Mapping[Key, Decimal]
    entries: Sequence[Mapping[str, str | Decimal]] = ()

    @property
    def number(self) -> str:
        """表号."""
        return self.geometry.table.number

    def look(self, column: Column, *, derived: bool = False, strong: bool = False) -> Format:
        """The format of a cell: of numbers with the decimals of its column."""
        style, defined = self.canvas.style, self.geometry.defined(column)
        if column.amount and defined is not None:
            shown = theme.number_format(defined.decimals)
            if derived:
                return style("body", "number", "result", num_format=shown, text_wrap=False)
            return style("body", "number", num_format=shown, locked=False)
        if derived:
            return style("body", "result") if strong else style("body", "center", "result")
        if column.width > 14:
            return style("body", num_format="@", locked=False)
        return style("body", "center", num_format="@", locked=False)


def write(drawing: Drawing) -> None:
    """Draw the sheet."""
    canvas, geometry = drawing.canvas, drawing.geometry
    page = canvas.sheet(geometry.spec.sheet)
    _head(drawing, page)
    if geometry.table.matrix:
        _fixed(drawing, page)
        last = geometry.last
    else:
        _list(drawing, page)
        last = geometry.below
    alarms.write(drawing, page)
    _foot(drawing, page, last + 2)
    canvas.frame(page, geometry.spec.sheet)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER, CODES)
    frozen = next((c.index for c in geometry.drawn if c.amount), 1)
    page.freeze_panes(FIRST, min(frozen, 4))


def _head(drawing: Drawing, page: Worksheet) -> None:
    """Title, the block of the table's number and unit, the sender, names of columns and 栏次."""
    canvas, geometry, table = drawing.canvas, drawing.geometry, drawing.geometry.table
    columns, last = geometry.drawn, len(geometry.drawn) - 1
    for column in columns:
        page.set_column(column.index, column.index, column.width)
    page.set_row(TITLE, 34)
    _across(page, TITLE, (0, last), table.name, canvas.style("form_title"))
    left = _left(columns, last)
    lines = [f"表　　号：{table.number}", f"制定机关：{table.authority}" if table.authority else ""]
    number = f"文　　号：{table.document}" if table.document else ""
    lines.append("　".join(filter(None, (number, f"有效期至：{table.valid}" if table.valid else ""))))
    for row, text in enumerate(lines, BLOCK):
        if text:
            _across(page, row, (left, last), text, canvas.style("plain"))
    page.set_row(LINE, 22)
    if last >= 1:
        middle = max(0, left - 1) if left else 0
        heads.cover_line(canvas, page, LINE, (0, middle) if middle else (0, last), 0, canvas.spec.heading)
        if middle and table.unit:
            _across(page, LINE, (left, last), f"计量单位：{table.unit}", canvas.style("plain", align="right"))
    heads.header(canvas, page, columns)
    page.set_row(CODES, 18)
    for column in columns:
        page.write_string(
            CODES, column.index, geometry.code_of(column), canvas.style("header", bold=False, font_size=9)
        )


def _left(columns: Sequence[Column], last: int) -> int:
    """The first of the last columns that are together wide enough for the block at the right."""
    widths = [sum(column.width for column in columns[first:]) for first in range(last + 1)]
    return max((first for first, width in enumerate(widths) if width >= _BLOCK), default=0)


def _across(page: Worksheet, row: int, columns: tuple[int, int], text: str, style: Format) -> None:
    if columns[0] == columns[1]:
        page.write_string(row, columns[0], text, style)
    else:
        merge(page, row, columns, text, style)


def _fixed(drawing: Drawing, page: Worksheet) -> None:
    """The fixed rows: their names, and in each cell a formula, a dash, what is known, or room."""
    geometry = drawing.geometry
    name, code, unit = geometry.spec.stub
    for place, row in enumerate(geometry.table.rows, FIRST):
        words = {name: _INDENT * row.indent + row.name, code: row.code, unit: row.unit or geometry.table.unit}
        wide = next((c.width for c in geometry.drawn if c.label == name), 20)
        page.set_row(place, theme.height(theme.lines(words[name], wide)))
        for column in geometry.drawn:
            if column.label in words and not column.amount:
                look = (
                    drawing.canvas.style("body", "center")
                    if column.label in (code, CODE, unit)
                    else drawing.canvas.style("body")
                )
                put(page, place, column.index, words[column.label], look)
            elif column.amount:
                _cell(drawing, page, place, row.code, column)
            else:
                put(page, place, column.index, None, drawing.look(column))
    for column in geometry.drawn:
        if column.amount:
            for first, last in _runs(drawing, column):
                _accept(drawing, page, column, first, last)


def _cell(drawing: Drawing, page: Worksheet, place: int, row: str, column: Column) -> None:
    geometry = drawing.geometry
    code = geometry.spec.codes[column.label]
    if not geometry.table.applies(row, code):
        put(page, place, column.index, DASH, drawing.canvas.style("body", "center", "result", bold=False))
        return
    key = (drawing.number, row, code)
    text = _formula(drawing, key, place, column)
    if text is not None:
        page.write_formula(place, column.index, text, drawing.look(column, derived=True), "")
    else:
        put(page, place, column.index, drawing.values.get(key), drawing.look(column))


def _formula(drawing: Drawing, key: Key, place: int, column: Column) -> str | None:
    """The formula of a computed cell, rounded as its column is; blank where it would divide by nothing."""
    computed = drawing.computed.get(key)
    defined = drawing.geometry.defined(column)
    if computed is None or defined is None:
        return None
    expression, where = computed
    home = drawing.geometry.spec.sheet
    formula = Formula(lambda ref: drawing.resolver.at(ref, where, place), lambda at: a1(at, home=home))  # type: ignore[arg-type]
    try:
        value = f"ROUND({formula.value(expression)},{defined.decimals})"
        below = list(dict.fromkeys(formula.divisors(expression)))
    except UnwritableError:
        return None
    if below:
        zero = ",".join(f"{one}=0" for one in below)
        return f'=IF(OR({zero}),"",{value})'
    if cells := formula.cells(expression):
        return f'=IF(COUNT({",".join(joined(cells))})=0,"",{value})'
    return f"={value}"


def _runs(drawing: Drawing, column: Column) -> Iterator[tuple[int, int]]:
    """Rows of a column that are filled in, as unbroken runs."""
    geometry, code = drawing.geometry, drawing.geometry.spec.codes[column.label]
    places = [
        place
        for place, row in enumerate(geometry.table.rows, FIRST)
        if geometry.table.applies(row.code, code) and (drawing.number, row.code, code) not in drawing.computed
    ]
    for _, group in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        run = [place for _, place in group]
        yield run[0], run[-1]


def _accept(drawing: Drawing, page: Worksheet, column: Column, first: int, last: int) -> None:
    """Set the data validation of cells of numbers, with its message."""
    defined = drawing.geometry.defined(column)
    assert defined is not None
    cell = f"{column.letters}{first + 1}"
    whole = f",N({cell})=INT(N({cell}))" if defined.type == "计数" else ""
    page.data_validation(
        first,
        column.index,
        last,
        column.index,
        {
            "validate": "custom",
            "value": f'=OR(AND(ISNUMBER({cell}){whole}),{cell}="{DASH}")',
            "error_type": "warning",
            "error_title": drawing.canvas.say("error_number_title"),
            "error_message": drawing.canvas.say("error_defined"),
            "input_title": column.label[:32],
            "input_message": _message(drawing, column, defined),
        },
    )


def _message(drawing: Drawing, column: Column, defined: Defined) -> str:
    unit = defined.unit or drawing.geometry.table.unit
    places = drawing.canvas.say("places_defined", unit=unit or "—", places=defined.decimals)
    help_ = drawing.canvas.help(column)
    return "。".join(filter(None, (help_.rstrip("。"), places)))[:255]


def _list(drawing: Drawing, page: Worksheet) -> None:
    """合计 and 小计 over the class, then the entries between two narrow rows that belong to their range."""
    geometry = drawing.geometry
    if geometry.spec.total:
        _total(drawing, page, geometry.total, "")
        for place, name in enumerate(geometry.classes, geometry.total + 1):
            _total(drawing, page, place, name)
    for row in (geometry.above, geometry.below):
        page.set_row(row, 5)
        for column in geometry.drawn:
            put(page, row, column.index, None, drawing.canvas.style("body", bg_color=theme.PAPER))
    for place in range(geometry.first, geometry.last + 1):
        entry = drawing.entries[place - geometry.first] if place - geometry.first < len(drawing.entries) else {}
        for column in geometry.drawn:
            code = geometry.spec.codes[column.label]
            text = _formula(drawing, (drawing.number, "", code), place, column) if column.amount else None
            if text is not None:
                page.write_formula(place, column.index, text, drawing.look(column, derived=True), "")
            else:
                put(page, place, column.index, entry.get(column.label), drawing.look(column))
    for column in geometry.drawn:
        code = geometry.spec.codes[column.label]
        if column.amount and (drawing.number, "", code) not in drawing.computed:
            _accept(drawing, page, column, geometry.first, geometry.last)
        elif not column.amount:
            ranges = [(geometry.first, column.index, geometry.last, column.index)]
            accepting.accept(drawing.canvas, page, column, ranges)


def _total(drawing: Drawing, page: Worksheet, row: int, name: str) -> None:
    """A total row: SUMIFS over the class, so that no row falls out of a range."""
    geometry = drawing.geometry
    by = next((c for c in geometry.drawn if c.label == geometry.spec.by), None)
    for column in geometry.drawn:
        defined = geometry.defined(column)
        look = drawing.look(column, derived=True)
        if column.label == geometry.spec.name:
            put(page, row, column.index, (name + SUBTOTAL) if name else TOTAL, look)
        elif column.amount and defined is not None and _adds(defined):
            cells = a1(geometry.entry_range(column.index), home=geometry.spec.sheet, fixed=True)
            if name and by is not None:
                classes = a1(geometry.entry_range(by.index), home=geometry.spec.sheet, fixed=True)
                word = name.replace('"', '""')
                page.write_formula(row, column.index, f'=SUMIFS({cells},{classes},"{word}")', look, 0)
            else:
                page.write_formula(row, column.index, f"=SUM({cells})", look, 0)
        elif column.amount and defined is not None and linear.ratio(defined.computed):
            text = _formula(drawing, (drawing.number, "", defined.code), row, column)
            page.write_formula(row, column.index, text or "", look, "") if text else put(
                page, row, column.index, None, look
            )
        else:
            put(page, row, column.index, None, look)


def _adds(column: Defined) -> bool:
    return column.type != "比率" and not linear.ratio(column.computed)


def _foot(drawing: Drawing, page: Worksheet, row: int) -> None:
    """Who signs, and what must hold, in small print."""
    canvas, geometry = drawing.canvas, drawing.geometry
    last = len(geometry.drawn) - 1
    if not last:
        return
    heads.cover_line(canvas, page, row, (0, last), 0, SIGNED[:3])
    heads.cover_line(canvas, page, row + 1, (0, last), 0, SIGNED[3:])
    shown = [s for s in geometry.own.definition.statements if s.table == drawing.number and not s.off]
    width = sum(column.width for column in geometry.drawn)
    texts = [canvas.say("notes_defined")] if shown else []
    texts += [
        f"{s.number}. {' '.join(s.text.split())}" + (f"（{s.level}）" if s.level != "强制性" else "") for s in shown
    ]
    for place, text in enumerate(texts, row + 3):
        merge(page, place, (0, last), text, canvas.style("small"))
        page.set_row(place, theme.lines(text, width * 1.1) * 13 + 3)
