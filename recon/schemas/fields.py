"""How a column is declared once: label, unit, width, help and list ride in pandera's field metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import pandera.pandas as pa

from recon.catalogue import CLASS, Catalogue

if TYPE_CHECKING:
    from recon.schemas.form import Columns

Declaration = TypeVar("Declaration", pa.DataFrameSchema, pa.Column)


def copied(one: Declaration) -> Declaration:
    """A schema or column that can be changed alone, with the same parts: ``copy.copy`` of older pandera (0.29) gives one whose changes
    are those of the original, too.
    """
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__)
    return made


def text(label: str, width: int, zh: str, en: str, *, required: bool = False, group: str = "", **more: Any) -> Any:
    """A text column of a form.

    ``group`` is the upper header cell it stands under; ``choices`` a closed list; ``listed`` names the
    list on the hidden sheet that its dropdown shows, and without ``choices`` a list of the plan, which :func:`filled`
    fills in, as it does ``{words}`` of the help; ``date`` says how a date is written: year, quarter,
    month or day; ``number``: it holds numbers, each with decimals of its own; ``formula``: the form computes it,
    by a formula in which ``{label}`` stands for the cell of another column of the row.
    """
    metadata = {"width": width, "help": (zh, en), "required": required, "group": group, **more}
    checks: dict[str, Any] = {}
    if required:
        checks["str_length"] = {"min_value": 1}
    if choices := more.get("choices"):
        checks["isin"] = choices if required else ("", *choices)
    return pa.Field(alias=label, metadata=metadata, unique=False, **checks)


@dataclass(frozen=True)
class Filled:
    """A declared schema with the lists of a plan in it."""

    model: Columns
    plan: Catalogue

    def to_schema(self) -> pa.DataFrameSchema:
        """The declared columns, in order, with their choices."""
        return _schema(self)


def filled(model: Columns, plan: Catalogue) -> Filled:
    """A declared schema with the lists of a plan."""
    return Filled(model, plan)


@cache
def _schema(one: Filled) -> pa.DataFrameSchema:
    schema = copied(one.model.to_schema())
    schema.columns = {label: _offering(column, one.plan) for label, column in schema.columns.items()}
    return schema


def _offering(column: pa.Column, plan: Catalogue) -> pa.Column:
    """A column with what its list offers; what it once offered stands in reports and is no fault."""
    meta = dict(column.metadata or {})
    listed = meta.get("listed", "")
    planned = bool(listed) and "choices" not in meta and listed != CLASS
    if not planned and not any("{" in text for text in meta.get("help", ())):
        return column
    made = copied(column)
    made.metadata = {**meta, "help": tuple(plan.worded(text) for text in meta["help"])}
    if planned:
        made.metadata["choices"] = plan.offered(listed)
        accepted = plan.accepted(listed)
        check = pa.Check.isin(accepted if meta["required"] else ("", *accepted))
        made.checks = [*column.checks, check]
    return made


def amount(
    label: str, zh: str, en: str, *, required: bool = False, group: str = "", head: str = "", width: int = 12
) -> Any:
    """An amount in the unit of the form, held as a scaled integer; ``head`` is the lower header cell."""
    metadata = _amount(label, zh, en, required=required, group=group, head=head, width=width)
    return pa.Field(alias=label, metadata=metadata, nullable=True)


def amount_column(label: str, zh: str, en: str, *, group: str = "", head: str = "", width: int = 12) -> pa.Column:
    """An amount as :func:`amount` declares it, of columns that are made from a list."""
    metadata = _amount(label, zh, en, required=False, group=group, head=head, width=width)
    return pa.Column("Int64", nullable=True, name=label, metadata=metadata)


def _amount(label: str, zh: str, en: str, *, required: bool, group: str, head: str, width: int) -> dict[str, Any]:
    return {
        "width": width,
        "help": (zh, en),
        "required": required,
        "group": group,
        "head": head or label,
        "amount": True,
    }


@dataclass(frozen=True, eq=False)
class Declared:
    """Columns as a pandera schema that was built, not written as a class; equal only to itself."""

    schema: pa.DataFrameSchema = field(repr=False)

    def to_schema(self) -> pa.DataFrameSchema:
        """The schema."""
        return self.schema


@dataclass(frozen=True)
class Joined:
    """Columns of several declarations, one after the other; what else the schema says is what the first says."""

    parts: tuple[Columns, ...]

    def to_schema(self) -> pa.DataFrameSchema:
        """The columns of all parts, in order."""
        return _joined(self)


def joined(*parts: Columns) -> Joined:
    """Several declarations as one table."""
    return Joined(parts)


@cache
def _joined(one: Joined) -> pa.DataFrameSchema:
    schemas = [part.to_schema() for part in one.parts]
    whole = copied(schemas[0])
    whole.columns = {label: column for schema in schemas for label, column in schema.columns.items()}
    return whole


@dataclass(frozen=True)
class Listed:
    """An amount for each line of a list (label, help 中文, English) under one upper heading; ``help``: one for all of them."""

    lines: tuple[tuple[str, str, str], ...]
    group: str
    help: tuple[str, str] | None = None

    def to_schema(self) -> pa.DataFrameSchema:
        """The columns, in the order of the list."""
        columns = [amount_column(label, *(self.help or own), group=self.group) for label, *own in self.lines]
        return pa.DataFrameSchema({column.name: column for column in columns})


@dataclass(frozen=True)
class Repeated:
    """The amounts of a table once more, as a table has them that sums it up."""

    table: Columns
    help: tuple[str, str]

    def to_schema(self) -> pa.DataFrameSchema:
        """The amount columns of the table, in order, none of them required."""
        schema = self.table.to_schema()
        declared = {label: metadata(schema, label) for label in amounts(schema)}
        columns = [amount_column(x, *self.help, group=one["group"], head=one["head"]) for x, one in declared.items()]
        return pa.DataFrameSchema({column.name: column for column in columns})


def listing(label: str, width: int, **more: Any) -> pa.Column:
    """A column of a form whose declaration is read, not written: text, or with ``amount`` a scaled integer.

    ``decimals``: of this column; ``count``: it is never rounded; ``rate``: it is no amount that adds up; ``level``: of a
    value of the cover that is none of its choices. Everything else as :func:`text` has it.
    """
    attributes = {"width": width, "help": ("", ""), "required": False, "group": "", **more}
    if more.get("amount"):
        return pa.Column("Int64", nullable=True, required=False, name=label, metadata=attributes)
    checks = []
    if attributes["required"]:
        checks.append(pa.Check.str_length(min_value=1))
    if choices := more.get("choices"):
        checks.append(pa.Check.isin(choices if attributes["required"] else ("", *choices)))
    return pa.Column(str, checks, required=False, name=label, metadata=attributes)


def metadata(schema: pa.DataFrameSchema, label: str) -> dict[str, Any]:
    """The metadata of a column, empty for one that is not declared."""
    column = schema.columns.get(label)
    return dict(column.metadata or {}) if column is not None else {}


def amounts(schema: pa.DataFrameSchema) -> list[str]:
    """The labels of the amount columns, in order."""
    return [label for label in schema.columns if metadata(schema, label).get("amount")]
