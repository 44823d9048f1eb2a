"""Frames → figures: each printed number with its coordinate, interval and cell, in its measure's unit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal, localcontext
from typing import TypedDict, Unpack

from recon import numbers, units
from recon.hierarchy import DIMENSIONS, Edge, Hierarchy, by_code, split_cycles
from recon.model import INFINITY, LEVELS, CellRef, Coordinate, Figure, Finding, Interval, Level
from recon.numbers import plain
from recon.schemas import targets
from recon.tables import Table
from recon.units import Unit

#: What bounds a measure where 口径 has no column 上限指标: planned investment stays within the total.
LIMITS = {"计划投资": "总投资"}
#: Precision for Decimal work: no printed number comes near it, so nothing is rounded.
EXACT = Context(prec=200)
LONG = 20  #: digits beyond which a whole number is printed without the decimals that its column has
ABOUT = Decimal(5)  #: percent either side that 约 and 左右 allow unless 口径 says otherwise


@dataclass(frozen=True, slots=True)
class Measure:
    """A row of 口径."""

    name: str
    unit: Unit
    kind: str
    additive: bool
    rounding: str
    limit: str  #: the measure that bounds this one at the same item
    about: Decimal  #: percent
    weight: Decimal = Decimal(1)  #: 可信度: what calling one of its figures wrong costs
    zero: bool = False  #: 缺项按零: a part without a figure is nothing, not unknown


@dataclass(frozen=True, slots=True)
class Line:
    """A row of 勾稽."""

    id: str
    left: str
    operator: str
    right: str
    level: Level
    note: str
    left_cell: CellRef
    right_cell: CellRef


@dataclass(frozen=True)
class Base:
    """The figure base: everything the rules look at."""

    figures: tuple[Figure, ...]
    measures: Mapping[str, Measure]
    hierarchy: Hierarchy
    relations: tuple[Line, ...]
    dates: Mapping[str, str]  #: 成文日期 by 来源编号
    weights: Mapping[str, Decimal] = field(default_factory=dict)  #: 可信度 by 来源编号, 1 where it is not given

    def measure(self, figure: Figure) -> Measure:
        """The measure of a figure."""
        return self.measures[figure.coordinate.measure]


def build(tables: Mapping[str, Table]) -> tuple[Base, list[Finding]]:
    """Build the figure base; a row that cannot be used becomes a finding and is left out."""
    with localcontext(EXACT):
        measures, findings = _measures(tables)
        figures: dict[str, Figure] = {}
        for built in _figures(tables, measures):
            if isinstance(built, Finding):
                findings.append(built)
            else:
                figures.setdefault(built.id, built)
        written = [*_edges(tables.get("层级"))]
        spread = [*_spread(written, figures.values())]
        findings += _unmet(written, spread)
        edges, cycles = split_cycles(spread)
        findings += _cycle_findings(cycles)
        dates = {r["来源编号"]: day(r.get("成文日期", "")) for _, r in _rows(tables.get("来源"))}
        ordered = tuple(sorted(figures.values(), key=lambda f: natural(f.id)))
        relations = tuple(_relations(tables.get("勾稽")))
        weights = {r["来源编号"]: _weight(r) for _, r in _rows(tables.get("来源"))}
        findings += [*_weight_findings(tables.get("来源")), *_weight_findings(tables.get("口径"))]
        return Base(ordered, measures, Hierarchy(tuple(edges)), relations, dates, weights), findings


def _weight(r: Mapping[str, str]) -> Decimal:
    """可信度 of a row: a positive number, 1 where there is none."""
    read = numbers.read(r.get("可信度", ""))
    return read.value if read.kind == "number" and read.value > 0 else Decimal(1)


def _weight_findings(table: Table | None) -> Iterator[Finding]:
    """可信度 that is no positive number."""
    for row, r in _rows(table):
        read = numbers.read(r.get("可信度", ""))
        if table and not (read.kind == "blank" or (read.kind == "number" and read.value > 0)):
            words = {"column": "可信度", "found": r["可信度"], "choices": ""}
            yield Finding("NUM01", "强制性", (table.cell(row, "可信度"),), words)


def day(text: str) -> str:
    """A date as YYYY-MM-DD however it was written; other words as they are."""
    match = re.fullmatch(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?.*", text)
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match else text


def natural(number: str) -> tuple[tuple[int, str], ...]:
    """A sort key under which F9 comes before F10."""
    parts: list[tuple[int, str]] = []
    digits = ""
    for char in number + " ":
        if char.isdecimal():
            digits += char
            continue
        if digits:
            parts.append((int(digits), ""))
            digits = ""
        parts.append((-1, char))
    return tuple(parts)


def interval(value: Decimal, ulp: Decimal, rounding: str) -> Interval:
    """The values a plain print can stand for (design, section 3)."""
    if rounding == "精确":
        return Interval(value, value)
    if rounding == "截断":
        if value > 0:
            return Interval(value, value + ulp, high_open=True)
        return Interval(value - ulp, value if value else value + ulp, True, not value)
    half = ulp / 2 if rounding == "四舍五入" else ulp * 3 / 2  # 舍位平衡 may force a leaf by one more unit
    return Interval(value - half, value + half)


def of_cell(
    name: str,
    at: Coordinate,
    value: Decimal,
    unit: str,
    ulp: Decimal,
    cell: CellRef,
    printed: str = "",
    *,
    meant: tuple[Decimal, Decimal] | None = None,
    possible: Interval | None = None,
    **fields: Unpack[_PlanFields],
) -> Figure:
    """A print as a figure: ``ulp`` in ``unit``, 0 where nothing was rounded; printed with its declared decimals.

    An amount that has more decimals than declared is printed with all of them. Unless said it means its value and
    stands for all that is rounded to it.
    """
    return Figure(
        name,
        fields.get("source", ""),
        fields.get("section", cell.sheet),
        at,
        printed or _declared(value, ulp),
        unit,
        fields.get("qualifier", ""),
        value,
        meant or (value, value),
        possible or interval(value, ulp, "四舍五入" if ulp else "精确"),
        ulp,
        cell,
        fields.get("upper"),
        fields.get("origin", ""),
    )


class _PlanFields(TypedDict, total=False):
    """The fields of a figure that only the rows of a plan have."""

    source: str
    section: str
    qualifier: str
    upper: tuple[str, CellRef] | None
    origin: str


def _declared(value: Decimal, ulp: Decimal) -> str:
    """A value with its declared decimals, or all it has where there are more."""
    whole = not ulp or value.adjusted() > LONG
    declared = value if whole else value.quantize(ulp)
    return str(declared) if declared == value else plain(value)


def _rows(table: Table | None) -> Iterator[tuple[int, dict[str, str]]]:
    return iter(()) if table is None else table.rows()


def _measures(tables: Mapping[str, Table]) -> tuple[dict[str, Measure], list[Finding]]:
    """The rows of 口径; a measure used but not listed is 数量, additive, 四舍五入, in its commonest unit."""
    findings = []
    measures: dict[str, Measure] = {}
    for row, r in _rows(tables.get("口径")):
        about = numbers.read(r.get("约数幅度", ""))
        if about.kind not in ("number", "blank"):
            words = {"column": "约数幅度", "found": r["约数幅度"], "choices": ""}
            findings.append(Finding("NUM01", "强制性", (tables["口径"].cell(row, "约数幅度"),), words))
        width = about.value if about.kind == "number" else ABOUT
        measures.setdefault(
            r["指标名称"],
            Measure(
                r["指标名称"],
                units.parse(r["计量单位"]),
                r.get("类型") or "数量",
                r.get("可加", "") != "否" and r.get("类型") not in ("比率", "分级"),
                r.get("舍入") or "四舍五入",
                r.get("上限指标", LIMITS.get(r["指标名称"], "")),
                width,
                _weight(r),
                r.get("缺项", "") == "按零",
            ),
        )
    listed = set(measures)
    used: dict[str, list[tuple[int, str]]] = {}
    for row, r in _rows(tables.get("指标")):
        if r.get("指标名称") and r["指标名称"] not in listed:
            used.setdefault(r["指标名称"], []).append((row, r.get("计量单位", "")))
    for name, places in used.items():
        counts = Counter(unit for _, unit in places)
        unit = max(sorted(counts), key=lambda u: (counts[u], units.parse(u).factor))
        measures[name] = Measure(name, units.parse(unit), "数量", True, "四舍五入", "", ABOUT)
        if listed:
            cells = tuple(tables["指标"].cell(row, "指标名称") for row, _ in places)
            findings.append(Finding("REF02", "核实性", cells, {"column": "指标名称", "found": name, "sheet": "口径"}))
    return measures, findings


def _figures(tables: Mapping[str, Table], measures: Mapping[str, Measure]) -> Iterator[Figure | Finding]:
    table = tables["指标"]
    sources = {r["来源编号"] for _, r in _rows(tables.get("来源"))}
    for row, r in table.rows():
        source = r.get("来源编号", "")
        if sources and source not in sources:
            words = {"column": "来源编号", "found": source, "sheet": "来源"}
            code = "REF01" if source else "FORM03"
            yield Finding(code, "强制性", (table.cell(row, "来源编号"),), words)
        measure = measures.get(r.get("指标名称", ""))
        value = numbers.read(r.get("数值", ""))
        if measure is None or value.kind != "number" or not r.get("编号") or not _usable(r, value):
            continue  # the schema has said why
        if value.unit and value.unit != r.get("计量单位"):
            words = {"column": "数值", "found": r["数值"]}
            yield Finding("NUM01", "强制性", (table.cell(row, "数值"),), words)
            continue
        unit = r.get("计量单位") or measure.unit.text
        factor = units.ratio(units.parse(unit), measure.unit, counting=measure.kind == "计数")
        if factor is None:
            words = {"found": unit, "expected": measure.unit.text, "measure": measure.name}
            yield Finding("UNIT01", "强制性", (table.cell(row, "计量单位"),), words)
            continue
        yield _figure(r, row, table, measure, value, factor, unit)


def _usable(r: Mapping[str, str], value: numbers.Reading) -> bool:
    """Whether the schema accepts number and qualifier; a row it rejects must not enter sums as something else."""
    qualifier, upper = r.get("限定", ""), numbers.read(r.get("数值上限", ""))
    if value.unit not in ("", "%") or qualifier not in ("", *targets.QUALIFIERS):
        return False
    return qualifier not in targets.RANGES or (
        upper.kind == "number" and targets.spans(qualifier, value.value, upper.value)
    )


def _figure(
    r: Mapping[str, str],
    row: int,
    table: Table,
    measure: Measure,
    reading: numbers.Reading,
    factor: Decimal,
    unit: str,
) -> Figure:
    value = reading.value * factor
    ulp = Decimal(1).scaleb(-reading.decimals) * factor
    qualifier = r.get("限定", "")
    possible = interval(value, ulp, measure.rounding)
    if meant := _qualified(qualifier, value, r.get("数值上限", ""), factor, measure.about):
        ends_out = qualifier == "区间不含下端", qualifier == "区间不含上端"
        possible, ulp = Interval(*meant, *ends_out), Decimal(0)
    elif measure.rounding == "精确":
        ulp = Decimal(0)
    return of_cell(
        r["编号"],
        Coordinate(measure.name, *(r.get(label, "") for label in DIMENSIONS)),
        value,
        unit,
        ulp,
        table.cell(row, "数值"),
        r["数值"],
        meant=meant,
        possible=possible,
        source=r.get("来源编号", ""),
        section=r.get("章节", ""),
        qualifier=qualifier,
        upper=(r["数值上限"], table.cell(row, "数值上限")) if qualifier in targets.RANGES else None,
        origin="!".join(filter(None, (r.get("源文件", "").strip(), r.get("源单元格", "").strip()))),
    )


def _qualified(
    qualifier: str, value: Decimal, upper: str, factor: Decimal, about: Decimal
) -> tuple[Decimal, Decimal] | None:
    """The values that a print which can be used stands for; None for a plain one."""
    if qualifier in ("约", "左右"):
        width = abs(value) * about / 100
        return value - width, value + width
    if qualifier in targets.AT_LEAST:
        return value, INFINITY
    if qualifier in targets.AT_MOST:
        return -INFINITY, value
    return (value, numbers.read(upper).value * factor) if qualifier in targets.RANGES else None


def _edges(table: Table | None) -> Iterator[Edge]:
    for row, r in _rows(table):
        dimension, parent, child = r.get("维度", ""), r.get("上级", ""), r.get("下级", "")
        if dimension in DIMENSIONS and parent and child:
            named = {m.strip() for m in r.get("适用指标", "").replace("，", "、").replace(",", "、").split("、")}
            yield Edge(
                DIMENSIONS.index(dimension),
                parent,
                child,
                r.get("完整", "") != "否",
                frozenset(named - {""}),
                r.get("分组", ""),
                table.cell(row, "下级") if table else CellRef(""),
            )


def _spread(edges: list[Edge], figures: Iterable[Figure]) -> Iterator[Edge]:
    """The rows of 层级, those by code (``20*``) as what they stand for."""
    names: list[dict[str, None]] = [{} for _ in DIMENSIONS]
    for figure in figures:
        for dimension, name in enumerate(figure.coordinate.names):
            names[dimension][name] = None
    for edge in edges:
        if not edge.by_code:
            names[edge.dimension] |= {edge.parent: None, edge.child: None}
    for edge in edges:
        yield from by_code(edge, names[edge.dimension]) if edge.by_code else (edge,)


def _unmet(edges: list[Edge], spread: list[Edge]) -> Iterator[Finding]:
    """Rows by code that stand for nothing."""
    met = {edge.cell for edge in spread}
    for edge in edges:
        if edge.cell not in met:
            yield Finding("REF01", "核实性", (edge.cell,), {"column": "下级", "found": edge.child, "sheet": "指标"})


def _cycle_findings(edges: list[Edge]) -> Iterator[Finding]:
    for dimension in sorted({e.dimension for e in edges}):
        loop = [e for e in edges if e.dimension == dimension]
        names = "、".join(f"{e.parent}→{e.child}" for e in loop)
        yield Finding(
            "TREE01", "强制性", tuple(e.cell for e in loop), {"column": DIMENSIONS[dimension], "found": names}
        )


def _relations(table: Table | None) -> Iterator[Line]:
    for row, r in _rows(table):
        if not (table and r.get("编号") and r.get("左式") and r.get("右式") and r.get("关系") in targets.OPERATORS):
            continue
        level = next((one for one in LEVELS if one == r.get("级别")), LEVELS[-1])
        left, right = table.cell(row, "左式"), table.cell(row, "右式")
        yield Line(r["编号"], r["左式"], r["关系"], r["右式"], level, r.get("说明", ""), left, right)
