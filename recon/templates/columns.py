"""The columns of a form as its schema declares them: what a sheet needs in order to draw one."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, cast

import pandera.pandas as pa

from recon.model import column_letters
from recon.schemas.fields import metadata
from recon.schemas.form import Columns

#: A prefilled row: column label → text or amount in the unit of the form.
Row = dict[str, str | Decimal]


@dataclass(frozen=True, slots=True)
class Column:
    """A declared column and its place, counted from 0."""

    label: str
    index: int
    width: int
    help: tuple[str, str]
    group: str
    head: str  #: what stands in the lower header cell
    required: bool
    amount: bool
    listed: str  #: name of the closed list its dropdown shows
    choices: tuple[str, ...]
    date: str  #: how a date is written: year, quarter, month, day; blank for other columns
    number: bool  #: holds numbers, each with decimals of its own
    formula: str  #: computed by the form: ``{label}`` stands for another cell of the row

    @property
    def letters(self) -> str:
        """The column's letters."""
        return column_letters(self.index + 1)


def declared(model: Columns) -> tuple[Column, ...]:
    """All columns of a schema, in order."""
    return _declared(cast(Hashable, model))


@cache
def _declared(model: Any) -> tuple[Column, ...]:
    schema = model.to_schema()
    return tuple(_column(index, label, schema) for index, label in enumerate(schema.columns))


def _column(index: int, label: str, schema: pa.DataFrameSchema) -> Column:
    meta = metadata(schema, label)
    return Column(
        label,
        index,
        meta["width"],
        meta["help"],
        meta["group"],
        meta.get("head", label),
        meta["required"],
        meta.get("amount", False),
        meta.get("listed", ""),
        tuple(meta.get("choices", ())),
        meta.get("date", ""),
        meta.get("number", False),
        meta.get("formula", ""),
    )
