"""A form by definition as a workbook to fill in: same definition, unit and period, same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from recon.defined.forms import Own, money
from recon.defined.instances import Binder
from recon.defined.values import Source
from recon.reports import theme
from recon.reports.sheet import Book
from recon.templates import cover, names
from recon.templates.canvas import Canvas
from recon.templates.defined import notes, sheet
from recon.templates.defined.computed import Key, Resolver, formulas
from recon.templates.defined.geometry import SPARE, SPARE_FILLED, Geometry
from recon.templates.layout import Form, Layout


@dataclass(frozen=True)
class Asked:
    """For which unit and period; ``cover``: more of its fields; ``values``: cells filled in beforehand; ``entries``: of lists."""

    unit: str = ""
    period: str = ""
    cover: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[str, ...] = ()  #: 表号 of those that are made; none: all
    values: Mapping[Key, Decimal] = field(default_factory=dict)
    entries: Mapping[str, tuple[Mapping[str, str | Decimal], ...]] = field(default_factory=dict)
    lang: str = "zh"
    protect: bool = False


class _Blank:
    """A filling of which nothing is known but that its lists have entries."""

    def entries(self, number: str) -> list[int]:
        """One row stands for all."""
        return [0]


def make(own: Own, asked: Asked) -> bytes:
    """The workbook."""
    geometries, resolver = laid_out(own, asked)
    fields = {"填报单位": asked.unit, own.spec.period: asked.period, **asked.cover}
    form = Form(
        "",
        "",
        asked.period,
        money(own.definition) or "万元",
        (),
        asked.lang,
        asked.protect,
        own.spec,
        fields=fields,
    )
    computed = formulas(resolver)
    out = io.BytesIO()
    with Book(out) as book:
        book.set_properties({"title": own.spec.title, "created": theme.EPOCH})
        book.set_calc_mode("auto")
        style = theme.Theme(book)
        canvas = Canvas(book, style, Layout(form, own.spec.tables[0]))
        cover.write(canvas)
        for table in own.definition.tables:
            if asked.tables and table.number not in asked.tables:
                continue
            drawing = sheet.Drawing(
                canvas.at(own.table(table.number)),
                geometries[table.number],
                resolver,
                computed,
                asked.values,
                asked.entries.get(table.number, ()),
            )
            sheet.write(drawing)
        notes.write(canvas, own)
        names.write(canvas)
    return out.getvalue()


def laid_out(own: Own, asked: Asked) -> tuple[dict[str, Geometry], Resolver]:
    """The geometry of each table by its number, and the resolver of references in the workbook."""
    geometries = {
        table.number: Geometry(own, table, _classes(own, table.number), _count(asked, table.number))
        for table in own.definition.tables
    }
    return geometries, Resolver(own, geometries, Binder(own, cast(Source, _Blank())))


def _classes(own: Own, number: str) -> tuple[str, ...]:
    """The classes of a list that get a 小计."""
    spec = own.table(number)
    if not spec.total or not spec.by:
        return ()
    schema = spec.model.to_schema()
    return tuple((schema.columns[spec.by].metadata or {}).get("choices", ()))


def _count(asked: Asked, number: str) -> int:
    filled = len(asked.entries.get(number, ()))
    return filled + SPARE_FILLED if filled else SPARE
