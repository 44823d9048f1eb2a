"""The values that a cell accepts and its message to the officer: data validations from the declarations."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from recon.relations import Relation
from recon.schemas.form import Reference
from recon.templates import names
from recon.templates.canvas import Canvas
from recon.templates.columns import Column

_TITLE, _TEXT = 32, 255  #: characters Excel keeps of an input message's title and text


def accept(canvas: Canvas, page: Worksheet, column: Column, ranges: list[tuple[int, int, int, int]]) -> None:
    """Let the cells of ``ranges`` (rows and columns counted from 0) accept what the column is declared to hold."""
    first = ranges[0]
    options = {**validation(canvas, column, f"{column.letters}{first[0] + 1}"), **_message(canvas, column)}
    if len(ranges) > 1:
        options["other_cells"] = [list(cells) for cells in ranges[1:]]
    page.data_validation(*first, options)


def validation(canvas: Canvas, column: Column, cell: str) -> dict[str, Any]:
    """The rule for one cell: closed list, what another table lists (but of a key, which is given here), amount, date, or anything."""
    if column.listed:
        source = names.source(column, canvas.form.network, _network(canvas, cell))
        return {"validate": "list", "source": f"={source}", **_error(canvas, "list")}
    table = canvas.layout.table
    reference = next((r for r in table.references if r.column == column.label != table.key), None)
    if reference and (source := _listed(canvas, reference)):
        return {"validate": "list", "source": source, **_error(canvas, "listed"), "error_type": "warning"}
    if column.formula:
        return {"validate": "any"}
    if column.number:
        return {"validate": "custom", "value": f"=ISNUMBER({cell})", **_error(canvas, "number")}
    if column.amount:
        return _amount(canvas, column, cell)
    if column.date:
        formula = FORMULAS[column.date](cell)
        return {
            "validate": "custom",
            "value": formula,
            **_error(canvas, column.date),
            "error_type": "warning",
        }
    return {"validate": "any"}


def _network(canvas: Canvas, cell: str) -> str:
    """The network of a row in a form of several networks; its row number is that of ``cell``."""
    networks = [column for column in canvas.layout.columns if column.label == "网别"]
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"${networks[0].letters}{row}" if networks else ""


def _listed(canvas: Canvas, reference: Reference) -> str:
    """The cells of another table that list what may stand here; blank where it has no places of its own."""
    table = next(table for table in canvas.spec.tables if table.sheet == reference.sheet)
    other = canvas.at(table).layout
    if not other.blocks:
        return ""
    letters = other.column(reference.listed).letters
    return f"='{reference.sheet}'!${letters}${other.blocks[0].rows[0] + 1}:${letters}${other.last + 1}"


def _amount(canvas: Canvas, column: Column, cell: str) -> dict[str, Any]:
    """A number not below zero, or a dash; where a correction may be negative it is only asked about."""
    kind = "warning" if column.label in _negative(canvas.layout.table.relations) else "stop"
    error = _error(canvas, "negative" if kind == "warning" else "amount")
    return {"validate": "custom", "value": amount_formula(cell), **error, "error_type": kind}


def _negative(relations: tuple[Relation[str], ...]) -> set[str]:
    """Columns that may be negative, with a reason: those that a relation keeps above zero, and those that take
    over their sign, because they equal them or add them up.
    """
    doubted = {label for r in relations if r.operator == "≥" and not r.rights for label in r.lefts}
    linked = [r for r in relations if r.operator == "=" and set(r.lefts) & doubted]
    return doubted | {label for relation in linked for label in relation.rights}


def amount_formula(cell: str) -> str:
    """True for a number from zero up, or a dash."""
    return f'=OR(AND(ISNUMBER({cell}),N({cell})>=0),{cell}="—")'


def month_formula(cell: str) -> str:
    """True for a month written YYYY-MM; anything it cannot read makes it an error, which counts as false."""
    return (
        f'=AND(LEN({cell})=7,MID({cell},5,1)="-",VALUE(LEFT({cell},4))>=1949,VALUE(LEFT({cell},4))<=2100,'
        f"VALUE(RIGHT({cell},2))>=1,VALUE(RIGHT({cell},2))<=12)"
    )


def day_formula(cell: str) -> str:
    """True for a day written YYYY-MM-DD."""
    return (
        f'=AND(LEN({cell})=10,MID({cell},5,1)="-",MID({cell},8,1)="-",'
        f"ISNUMBER(DATE(VALUE(LEFT({cell},4)),VALUE(MID({cell},6,2)),VALUE(RIGHT({cell},2)))))"
    )


def quarter_formula(cell: str) -> str:
    """True for a quarter written YYYYQn."""
    return f'=AND(LEN({cell})=6,MID({cell},5,1)="Q",VALUE(LEFT({cell},4))>=1949,VALUE(RIGHT({cell},1))>=1,VALUE(RIGHT({cell},1))<=4)'


def year_formula(cell: str) -> str:
    """True for a year of four digits."""
    return f"=AND(LEN({cell})=4,VALUE({cell})>=1949,VALUE({cell})<=2100)"


#: How a date is written → the rule for its cell.
FORMULAS = {"month": month_formula, "day": day_formula, "quarter": quarter_formula, "year": year_formula}


def _message(canvas: Canvas, column: Column) -> dict[str, str]:
    text = canvas.help(column) + (canvas.say("required_mark") if column.required else "")
    return {"input_title": column.label[:_TITLE], "input_message": text[:_TEXT]}


def _error(canvas: Canvas, key: str) -> dict[str, str]:
    return {"error_title": canvas.say(f"error_{key}_title"), "error_message": canvas.say(f"error_{key}")}
