"""Forms by definition as they are asked for: for one unit or for all of 填报范围, with what is known of last time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from recon.batch import inputs
from recon.defined import fillings
from recon.defined.forms import DATES, EXAMPLES, Own
from recon.defined.values import SCALE, Source
from recon.definitions.tree import Comparison, Reference
from recon.templates import listed
from recon.templates.defined.computed import Key
from recon.templates.defined.making import Asked, make
from recon.templates.refused import RefusedError

#: What the cover keeps from last time.
_KEPT = ("单位负责人", "审核人", "填表人", "联系电话", "计量单位")
_PERIODS = {
    "月": re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])"),
    "季": re.compile(r"(19|20|21)\d\dQ[1-4]"),
    "年": re.compile(r"(19|20|21)\d\d"),
}
_PLAIN = re.compile(r'[\\/:*?"<>|\r\n\t]')


@dataclass(frozen=True)
class Order:
    """What was asked for, as typed."""

    form: Path
    unit: str = ""
    period: str = ""
    previous: Path | None = None
    every: bool = False
    protect: bool = False
    lang: str = "zh"
    register: Path | None = None  #: the office's list, for names and phones


def own(order: Order) -> Own:
    """The form of the definition; raises UnreadableError."""
    return fillings.forms((order.form,))[0]


def workbooks(order: Order) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each form asked for; raises RefusedError, naming the choices, for what cannot be meant."""
    form = own(order)
    _check(form, order)
    paths = inputs.expand([order.previous]).paths if order.previous else ()
    units = form.definition.units
    chosen = [u.name for u in units] if order.every else [order.unit]
    office = listed.read(order.register) if order.register else None
    for name in chosen:
        asked_unit = next((u for u in units if u.name == name), None)
        last = _last(form, paths, name, order.period)
        fields = listed.cover(listed.named(office, name) if office else None, dict(_kept_fields(last)) if last else {})
        if asked_unit is not None and asked_unit.contact:
            fields.setdefault("填表人", asked_unit.contact)
        tables = asked_unit.tables if asked_unit is not None else ()
        asked = Asked(
            name,
            order.period,
            fields,
            tables,
            _carried(form, last) if last else {},
            _entries(form, last) if last else {},
            order.lang,
            order.protect,
        )
        parts = (form.spec.name, order.period, name)
        yield _PLAIN.sub("", "_".join(filter(None, parts))) + ".xlsx", make(form, asked)


def _check(form: Own, order: Order) -> None:
    names = [u.name for u in form.definition.units]
    if order.every and not names:
        raise RefusedError("no_units")
    if order.unit and names and order.unit not in names:
        raise RefusedError("no_unit", found=order.unit, choices="、".join(names))
    every = form.definition.tables[0].every
    if order.period and every in DATES and not _PERIODS[every].fullmatch(order.period):
        raise RefusedError("bad_form_period", every=every, example=EXAMPLES[every], found=order.period)


def _last(form: Own, paths: tuple[Path, ...], unit: str, period: str) -> Source | None:
    """The filling of the period before by the same unit."""
    return fillings.before(form, paths, unit, period, None) if paths else None


def _kept_fields(last: Source) -> Iterator[tuple[str, str]]:
    """The fields of the cover that are kept."""
    cover = last.filled.form.cover
    for label in _KEPT:
        if cover[label]:
            yield label, cover[label]


def _carried(form: Own, last: Source) -> dict[Key, Decimal]:
    """The cells of fixed rows that stand in for what was reported last time."""
    carried: dict[Key, Decimal] = {}
    for table in form.definition.tables:
        if not table.matrix:
            continue
        for code, before in _pairs(form, table.number):
            for row in table.rows:
                at = last.at(table.number, row.code)
                datum = last.datum(table.number, at, before) if at is not None else None
                if datum is not None and datum.value is not None and table.applies(row.code, code):
                    carried[table.number, row.code, code] = _number(datum.value)
        for code, before in _row_pairs(form, table.number):
            for column in table.amounts:
                at = last.at(table.number, before)
                datum = last.datum(table.number, at, column.code) if at is not None else None
                if datum is not None and datum.value is not None and table.applies(code, column.code):
                    carried[table.number, code, column.code] = _number(datum.value)
    return carried


def _number(value: int) -> Decimal:
    return Decimal(value).scaleb(-SCALE).normalize()


def _references(form: Own, number: str) -> Iterator[tuple[Reference, Reference]]:
    for carried in form.definition.carried:
        tree = carried.tree
        if carried.table == number and isinstance(tree, Comparison):
            here, there = tree.sides[0], tree.sides[-1]
            if isinstance(here, Reference) and isinstance(there, Reference):
                yield here, there


def _pairs(form: Own, number: str) -> list[tuple[str, str]]:
    """Columns that carry on what another stood at last time."""
    return [(a.code, b.code) for a, b in _references(form, number) if a.axis == "column" and b.axis == "column"]


def _row_pairs(form: Own, number: str) -> list[tuple[str, str]]:
    return [(a.code, b.code) for a, b in _references(form, number) if a.axis == "row" and b.axis == "row"]


def _entries(form: Own, last: Source) -> dict[str, tuple[Mapping[str, str | Decimal], ...]]:
    """The entries of lists: their words stay, amounts only where they carry on."""
    entries: dict[str, tuple[Mapping[str, str | Decimal], ...]] = {}
    for table in form.definition.tables:
        data = last.table(table.number)
        if table.matrix or data is None or not _references(form, table.number):
            continue
        pairs, labels = _pairs(form, table.number), form.labels[table.number]
        if not pairs:
            continue
        rows = []
        for row in last.entries(table.number):
            words: dict[str, str | Decimal] = {
                labels[c.code]: str(data.table.frame.at[row, labels[c.code]])
                for c in table.columns
                if not c.numeric and labels[c.code] in data.table.frame
            }
            for code, before in pairs:
                datum = last.datum(table.number, row, before)
                if datum is not None and datum.value is not None:
                    words[labels[code]] = _number(datum.value)
            rows.append(words)
        entries[table.number] = tuple(rows)
    return entries
