"""What a cell accepts and what it tells the officer: data validations from the declarations."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from recon.schemas.monthly import ROW_RELATIONS
from recon.templates import names
from recon.templates.columns import Column
from recon.templates.desk import Desk

_TITLE, _TEXT = 32, 255  #: characters Excel keeps of an input message's title and text
#: Columns that may be negative, with a reason: those that a 核实性 relation keeps above zero.
_DOUBTED = {label for r in ROW_RELATIONS if r.operator == "≥" and not r.right for label in r.left}


def accept(desk: Desk, page: Worksheet, column: Column, ranges: list[tuple[int, int, int, int]]) -> None:
    """Let the cells of ``ranges`` (rows and columns counted from 0) accept what the column is declared to hold."""
    first = ranges[0]
    options = {**validation(desk, column, f"{column.letters}{first[0] + 1}"), **_message(desk, column)}
    if len(ranges) > 1:
        options["other_cells"] = [list(cells) for cells in ranges[1:]]
    page.data_validation(*first, options)


def validation(desk: Desk, column: Column, cell: str) -> dict[str, Any]:
    """The rule for one cell: closed list, amount, month, or anything."""
    if column.listed:
        return {
            "validate": "list",
            "source": f"={names.source(column, desk.form.network)}",
            **_error(desk, "list"),
        }
    if column.amount:
        return _amount(desk, column, cell)
    if column.month:
        return {
            "validate": "custom",
            "value": month_formula(cell),
            **_error(desk, "month"),
            "error_type": "warning",
        }
    return {"validate": "any"}


def _amount(desk: Desk, column: Column, cell: str) -> dict[str, Any]:
    """A number not below zero, or a dash; where a correction may be negative it is only asked about."""
    kind = "warning" if column.label in _DOUBTED | _follows() else "stop"
    error = _error(desk, "negative" if kind == "warning" else "amount")
    return {"validate": "custom", "value": amount_formula(cell), **error, "error_type": kind}


def _follows() -> set[str]:
    """Columns that take over a doubted column's sign, because they equal it or add it up."""
    linked = [r for r in ROW_RELATIONS if r.operator == "=" and set(r.left) & _DOUBTED]
    return {label for relation in linked for label in relation.right}


def amount_formula(cell: str) -> str:
    """True for a number from zero up, or a dash."""
    return f'=OR(AND(ISNUMBER({cell}),N({cell})>=0),{cell}="—")'


def month_formula(cell: str) -> str:
    """True for a month written YYYY-MM; anything it cannot read makes it an error, which counts as false."""
    return (
        f'=AND(LEN({cell})=7,MID({cell},5,1)="-",VALUE(LEFT({cell},4))>=1949,VALUE(LEFT({cell},4))<=2100,'
        f"VALUE(RIGHT({cell},2))>=1,VALUE(RIGHT({cell},2))<=12)"
    )


def _message(desk: Desk, column: Column) -> dict[str, str]:
    text = desk.help(column) + (desk.say("required_mark") if column.required else "")
    return {"input_title": column.label[:_TITLE], "input_message": text[:_TEXT]}


def _error(desk: Desk, key: str) -> dict[str, str]:
    return {"error_title": desk.say(f"error_{key}_title"), "error_message": desk.say(f"error_{key}")}
