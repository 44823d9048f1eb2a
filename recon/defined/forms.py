"""A definition (表样) → the declaration of a form that reading, checking and drawing need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandera.pandas as pa

from recon import units
from recon.definitions import linear
from recon.definitions.model import Column, Definition, Row, Table
from recon.model import Level
from recon.schemas.definition import ONWARD, STEADY
from recon.schemas.fields import Declared, listing
from recon.schemas.form import Continued, FixedRow, FormSpec, Once, Shared, TableSpec, Within
from recon.schemas.form import Reference as FormReference
from recon.schemas.lists import UNITS
from recon.tables import fold

KIND = "defined"
PERIOD = "报告期"
#: 期别 → how the period is written.
DATES = {"月": "month", "季": "quarter", "年": "year"}
EXAMPLES = {"月": "2024-06", "季": "2024Q2", "年": "2024"}
#: Names of the columns that a matrix without stub columns of its own gets.
ITEM, CODE = "项目", "行次"
#: A column of running numbers, which says nothing of an entry.
NUMBER = "序号"
#: Words in the name of a stub column that say it holds the row's code, or its unit.
_CODE, _UNIT = ("行次", "代码", "编号", "序号", "编码"), ("计量单位", "单位")
_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST = 31


@dataclass(frozen=True, eq=False)
class Own:
    """A form by definition: its declaration, and how the codes of the definition are found in it."""

    definition: Definition
    spec: FormSpec
    labels: dict[str, dict[str, str]]  #: 表号 → code of a column → its label

    def table(self, number: str) -> TableSpec:
        """The declaration of a 表号."""
        return next(table for table in self.spec.tables if table.number == number)


@lru_cache(maxsize=8)
def from_definition(definition: Definition) -> Own:
    """The form that a definition declares."""
    labels = {table.number: dict(_labels(table)) for table in definition.tables}
    sheets = _sheets(definition)
    tables = tuple(_table(definition, table, labels[table.number], sheets[table.number]) for table in definition.tables)
    period = next((item.label for item in definition.cover if item.type == PERIOD), PERIOD)
    subject = tuple(item.label for item in definition.cover if item.tells)
    spec = FormSpec(
        KIND,
        definition.name,
        definition.name,
        definition.version,
        Declared(_cover(definition)),
        tables,
        period,
        subject or ("填报单位", period),
        ("填报单位", period),
        digest=definition.digest[:16],
    )
    return Own(definition, spec, labels)


def additive_only(column: Column) -> bool:
    """Whether a column of numbers adds up: it is no rate, and nothing is divided in its formula."""
    return column.type != "比率" and not linear.ratio(column.computed)


def money(definition: Definition) -> str:
    """The unit of money of the form: that of the first table whose unit is one; blank where none is."""
    return next((t.unit for t in definition.tables if t.unit and units.parse(t.unit).base == "元"), "")


def _sheets(definition: Definition) -> dict[str, str]:
    """表号 → name of its sheet: the table's name where it is short and unique, else its number."""
    titles: dict[str, str] = {}
    for table in definition.tables:
        name = (table.name if len(definition.tables) == 1 else f"{table.number} {table.name}").translate(_SHEET).strip()
        name = name[:_LONGEST].strip() or "表"
        while name in titles.values():
            name = f"{name[: _LONGEST - 3]}_{len(titles) + 1}"
        titles[table.number] = name
    return titles


def _labels(table: Table) -> Iterator[tuple[str, str]]:
    """Code and label of each column: its name where it stands once, else with the heading above it."""
    count = Counter(fold(column.name) for column in table.columns)
    taken: set[str] = {ITEM, CODE} if table.matrix else set()
    stubs = {column.code for column in stub(table)} if table.matrix else set()
    for column in table.columns:
        label = column.name if count[fold(column.name)] == 1 else f"{column.upper}{column.name}"
        if label in taken and column.code not in stubs:
            label = f"{label}（{column.code}栏）"
        taken.add(label)
        yield column.code, label


def stub(table: Table) -> tuple[Column, ...]:
    """The columns of a matrix that hold no numbers: they say what each row is."""
    return tuple(column for column in table.columns if not column.numeric)


def _table(definition: Definition, table: Table, labels: dict[str, str], sheet: str) -> TableSpec:
    columns: dict[str, pa.Column] = {}
    roles = ("", "", "")
    if table.matrix:
        roles = _roles(table, labels)
        for label, width in ((roles[0], 34), (roles[1], 8)):
            if label in (ITEM, CODE):
                columns[label] = listing(label, width)
    for column in table.columns:
        columns[labels[column.code]] = _column(definition, table, column, labels[column.code])
    if table.matrix:
        columns = {label: columns[label] for label in (*filter(None, roles), *columns)}
    listed = [c for c in table.columns if c.type == "代码" and c.list]
    key, *further = [labels[c.code] for c in table.columns if c.unique] or [""]
    total = not (table.matrix or table.sums) and any(c.numeric and c.type != "比率" for c in table.columns)
    return TableSpec(
        sheet,
        table.number,
        Declared(pa.DataFrameSchema(columns, strict=False, unique_column_names=True)),
        total=total,
        by=labels[listed[0].code] if listed and total else "",
        name=roles[0] or _name(table, labels) or next(iter(columns), ""),
        rows=tuple(_row(table, row, labels) for row in table.rows),
        stub=roles,
        codes={label: code for code, label in labels.items()},
        key=key,
        once=tuple(Once(label, "KEY01") for label in further),
        must=not (table.empty or table.sums),
        repeats=bool(table.sums),
        references=tuple(_references(definition, table, labels)),
        within=tuple(_within(definition, table, labels)),
        shared=tuple(_shared(definition, table, labels)),
        continued=_continued(definition, table, labels),
    )


def _references(definition: Definition, table: Table, labels: dict[str, str]) -> Iterator[FormReference]:
    """The references of columns whose values must stand in another column, too."""
    sheets = _sheets(definition)
    for column in table.columns:
        other = definition.table(column.within[0]) if column.within else None
        if column.within and other is not None:
            own_labels = labels if other is table else dict(_labels(other))
            listed = own_labels[column.within[1]]
            yield FormReference(labels[column.code], sheets[other.number], listed, "FILL10")


def _within(definition: Definition, table: Table, labels: dict[str, str]) -> Iterator[Within]:
    """A column chosen from a list whose values have an 上级, beside the column that is chosen from those."""
    for column in table.columns:
        uppers = {fold(e.value): fold(e.upper) for e in definition.entries if e.list == column.list and e.upper}
        for other in table.columns if uppers and column.list else ():
            values = {fold(value) for value in definition.lists.get(other.list, ())}
            if other is not column and other.list != column.list and values & set(uppers.values()):
                yield Within(labels[column.code], labels[other.code], uppers)
                break


def _shared(definition: Definition, table: Table, labels: dict[str, str]) -> Iterator[Shared]:
    """A column whose rows say what the cover says; a value above others of its list stands for all of them."""
    for item in definition.cover:
        column = table.column(item.column[1]) if item.column and item.column[0] == table.number else None
        if column is not None:
            values = {fold(value) for value in definition.lists.get(column.list, ())}
            wholes = {fold(entry.upper) for entry in definition.entries if entry.list == column.list}
            yield Shared(labels[column.code], item.label, frozenset(values - wholes))


def _name(table: Table, labels: dict[str, str]) -> str:
    """The column that says what an entry is: what it is known by besides its code, else the first words that are no running number."""
    if len(codes := [code for by in table.continues for code in by]) > 1:
        return labels[codes[1]]
    words = [c for c in table.columns if c.type in ("文字", "代码")]
    named = words if table.drawn or table.sums else [c for c in words if c.name != NUMBER] or words
    return labels[named[0].code] if named else ""


def _continued(definition: Definition, table: Table, labels: dict[str, str]) -> Continued | None:
    """By what entries continue those of the period before; None where the definition does not say."""
    if not table.continues:
        return None
    steady = tuple(labels[column.code] for column in table.columns if column.stays == STEADY)
    listed = {c.code: definition.lists.get(c.list, ()) for c in table.columns if c.stays == ONWARD}
    onward = {labels[code]: tuple(map(fold, values)) for code, values in listed.items() if values}
    return Continued(tuple(tuple(labels[code] for code in by) for by in table.continues), steady, onward)


def _roles(table: Table, labels: dict[str, str]) -> tuple[str, str, str]:
    """Labels of the stub's columns: name of the row, its code, its unit (blank: none)."""
    name = code = unit = ""
    for column in stub(table):
        label = labels[column.code]
        if not code and any(word in column.name for word in _CODE):
            code = label
        elif not unit and column.name in _UNIT:
            unit = label
        elif not name:
            name = label
    return name or ITEM, code or CODE, unit


def _row(table: Table, row: Row, labels: dict[str, str]) -> FixedRow:
    applies = None if row.applies is None else frozenset(labels[c] for c in row.applies if c in labels)
    return FixedRow(row.code, row.name, row.indent, row.unit, applies)


def _column(definition: Definition, table: Table, column: Column, label: str) -> pa.Column:
    """A column with everything that the declarations of the product say of theirs."""
    more: dict[str, Any] = {}
    if column.upper:
        more = {"group": column.upper, "head": column.name}
    width = int(column.width) or max(10, min(2 * len(column.name) + 2, 16 if column.numeric else 24))
    required = column.required and not (table.matrix and not column.numeric)
    if column.numeric:
        more |= {"amount": True, "decimals": column.decimals, "unit": column.unit}
        exact = table.rounding == "精确" and column.type != "比率"
        more |= {"count": True} if column.type == "计数" or exact else {}
        more |= {"rate": True} if column.type == "比率" else {}
        more |= {"computed": True} if column.computed is not None else {}
    elif column.type == "日期":
        more["date"] = "month" if "年月" in column.name or "月份" in column.name else "day"
    elif choices := definition.lists.get(column.list):
        more |= {"choices": tuple(fold(value) for value in choices), "listed": column.list}
    return listing(label, width, help=(column.help, column.help), required=required, **more)


def _cover(definition: Definition) -> pa.DataFrameSchema:
    """The cover of every form by definition: who reports, for when, in which unit, who signs.

    Who reports and for when must be told where the definition says who owes it.
    """
    if definition.cover:
        return _cover_schema(definition)
    names = tuple(unit.name for unit in definition.units)
    every = definition.tables[0].every if definition.tables else "一次"
    columns = [
        listing(
            "填报单位",
            30,
            help=("单位全称", "Full name of the unit"),
            required=bool(names),
            **_owing(names),
        )
    ]
    if every in DATES:
        example = EXAMPLES[every]
        columns.append(
            listing(PERIOD, 14, help=(f"如 {example}", f"e.g. {example}"), required=bool(names), date=DATES[every])
        )
    else:
        columns.append(listing(PERIOD, 14, help=("如 2024", "e.g. 2024")))
    if unit := money(definition):
        choices = tuple(dict.fromkeys((unit, *UNITS)))
        columns.append(
            listing(
                "计量单位",
                12,
                help=("金额的计量单位", "Unit of the amounts"),
                required=True,
                choices=choices,
                listed="计量单位",
            )
        )
    for label in ("单位负责人", "审核人", "填表人"):
        columns.append(listing(label, 14, help=("姓名", "Name")))
    columns.append(listing("联系电话", 18, help=("可填多个", "One or more")))
    columns.append(listing("报出日期", 14, help=("年-月-日", "Year-month-day")))
    return pa.DataFrameSchema({column.name: column for column in columns}, strict=False)


def _owing(names: Sequence[str]) -> dict[str, Any]:
    """The choices of the cover's 填报单位."""
    choices = {"choices": tuple(map(fold, names)), "listed": "填报范围", **_grows("填报单位")}
    return choices if names else {}


def _grows(label: str) -> dict[str, Level]:
    """The level of a finding on a value that is not listed: a unit may have been added since."""
    return {"level": "核实性"} if label == "填报单位" else {}


def _cover_schema(definition: Definition) -> pa.DataFrameSchema:
    """The cover as sheet 封面 has it, with who reports and the unit of money in any case."""
    every = definition.tables[0].every if definition.tables else "一次"
    columns: dict[str, pa.Column] = {}
    for item in definition.cover:
        more: dict[str, Any] = {"help": (item.help, item.help), "required": item.required}
        if item.type == PERIOD and every in DATES:
            more["date"] = DATES[every]
        elif choices := definition.lists.get(item.list):
            more |= {"choices": tuple(map(fold, choices)), "listed": item.list, **_grows(item.label)}
        columns[item.label] = listing(item.label, 18, **more)
    names = tuple(unit.name for unit in definition.units)
    if "填报单位" not in columns:
        columns = {"填报单位": listing("填报单位", 30, required=bool(names), **_owing(names)), **columns}
    if (unit := money(definition)) and "计量单位" not in columns:
        choices = tuple(dict.fromkeys((unit, *UNITS)))
        columns["计量单位"] = listing("计量单位", 12, required=True, choices=choices, listed="计量单位")
    if not any(item.type == PERIOD for item in definition.cover) and PERIOD not in columns:
        columns[PERIOD] = listing(PERIOD, 14, **({"date": DATES[every]} if every in DATES else {}))
    return pa.DataFrameSchema(columns, strict=False)
