"""A form definition drafted from a workbook of no known form: its tables, and the relations found, each 待确认."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from recon import messages, tables, units, workbook
from recon.definitions import read as definitions
from recon.definitions.lines import MAX_COLUMNS, MAX_ROWS, sound_unit
from recon.definitions.model import Definition
from recon.kinds.open import Recovered
from recon.open import board, drawn, lines, stubs
from recon.open.check import Sheet
from recon.open.drawn import Drawn
from recon.open.tables import Table
from recon.schemas import definition as schema
from recon.templates import phrasing
from recon.templates.phrasing import Coded

#: Places in which a relation is written one by one, where it is not meant in all of a table; beyond it is left out.
SINGLE = 60
MOST_DECIMALS = 8
Row = dict[str, str]


@dataclass(frozen=True)
class Base:
    """An earlier definition: what was decided in it stands, and what is new is added below."""

    definition: Definition
    rows: Mapping[str, Sequence[Row]]  #: of each sheet, as they stand there


@dataclass(frozen=True)
class Learnt:
    """The rows of the definition's workbook by sheet; how many relations were added, and what could not be written."""

    rows: Mapping[str, Sequence[Row]]
    added: int
    unwritten: tuple[str, ...]  #: relations that are meant in too many single places


def base(path: Path) -> Base:
    """An earlier definition; raises UnreadableError where it is none."""
    book = workbook.read(path)
    definition = definitions.load(path)
    rows = {
        sheet.name.strip(): [row for _, row in tables.load(sheet, schema.SHEETS[sheet.name.strip()])[0].rows()]
        for sheet in book.sheets
        if sheet.name.strip() in schema.SHEETS
    }
    return Base(definition, rows)


def learnt(
    recovered: Recovered, refused: Set[tuple[str, str]], off: str, lang: str, onto: Base | None = None
) -> Learnt:
    """The definition of what was recovered. ``refused``: sheet and pattern of relations that a person does not want,
    ``off``: what stands in 停用 for these; ``onto``: the definition that it is added to."""
    coded = _coded(recovered, onto)
    written = _Written(refused, off, lang)
    _relations(recovered, coded, written)
    new = {
        schema.TABLES: [_table(one, several=len(coded) > 1) for one in coded.values()],
        schema.COLUMNS: [row for one in coded.values() for row in _columns(one)],
        schema.ROWS: [row for one in coded.values() for row in _rows(one)],
    }
    old = onto.rows if onto else {}
    rows: dict[str, Sequence[Row]] = {name: [*listed] for name, listed in old.items()}
    for name, several in new.items():
        keys = ("表号",) if name == schema.TABLES else ("表号", "代码")
        present = {tuple(row.get(key, "") for key in keys) for row in old.get(name, ())}
        rows[name] = [
            *rows.get(name, ()),
            *(r for r in several if tuple(r[key] for key in keys) not in present),
        ]
    before = [*old.get(schema.RELATIONS, ())]
    listed_texts = {(row.get("表号", ""), row.get("关系", "")) for row in before}
    added = [row for row in written.rows if (row["表号"], row["关系"]) not in listed_texts]
    taken = {row.get("编号", "") for row in before}
    numbers = (number for n in range(1, len(before) + len(added) + 2) if (number := f"G{n}") not in taken)
    rows[schema.RELATIONS] = [*before, *({**row, "编号": next(numbers)} for row in added)]
    return Learnt(rows, len(added), tuple(written.unwritten))


@dataclass
class _Written:
    """The rows of 关系 as they are gathered, each text once."""

    refused: Set[tuple[str, str]]
    off: str
    lang: str
    rows: list[Row] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)
    unwritten: list[str] = field(default_factory=list)

    def add(self, one: Coded, pattern: str, texts: Sequence[str], evidence: str, holds: Sequence[bool]) -> None:
        """A relation of a table, in one statement or several."""
        sheet = one.table.board.name
        if len(texts) > SINGLE:
            self.unwritten.append(f"{sheet}!{pattern}")
            return
        count = Counter(map(bool, holds))
        basis = messages.defining(
            f"learnt_{'fails' if count[False] else 'holds'}",
            self.lang,
            place=f"{sheet}!{one.table.range}",
            pattern=pattern,
            evidence=messages.pick(messages.SHEETS[f"evidence_{evidence}"], self.lang),
            holds=count[True],
            fails=count[False],
        )
        off = self.off if (sheet, pattern) in self.refused else schema.WAITING
        for text in texts:
            if (one.number, text) not in self.seen:
                self.seen.add((one.number, text))
                self.rows.append({"表号": one.number, "关系": text, "依据": basis, "停用": off})


def _relations(recovered: Recovered, coded: Mapping[int, Coded], written: _Written) -> None:
    """Every sum, ratio and tie, in the order of the workbook."""
    for sheet in recovered.sheets:
        for relation in sheet.relations:
            if (one := coded.get(id(relation.table))) is not None:
                evidence = relation.pattern.evidence
                written.add(one, relation.text, phrasing.total(one, relation), evidence, relation.holds)
        for table, ratio in sheet.ratios:
            if (one := coded.get(id(table))) is not None:
                written.add(one, ratio.text, phrasing.ratio(one, ratio), "label", ratio.holds)
    for tie in recovered.ties:
        texts = [text for o in tie.outcomes if (text := phrasing.tie(coded.values(), o))]
        home = next((one for one in coded.values() if one.table.board.name == tie.sheet), None)
        if home is not None:
            written.add(home, tie.pattern, texts, "twin", [o.verdict != "mismatch" for o in tie.outcomes])


def _coded(recovered: Recovered, onto: Base | None) -> dict[int, Coded]:
    """The tables that take part in a relation, by identity, with the codes of an earlier definition where it has them."""
    used = {id(r.table) for sheet in recovered.sheets for r in sheet.relations}
    used |= {id(table) for sheet in recovered.sheets for table, _ in sheet.ratios}
    rates = {id(t): _rates(t, sheet) for sheet in recovered.sheets for t in sheet.tables}
    kept = [
        t
        for sheet in recovered.sheets
        for t in sheet.tables
        if id(t) in used and len(t.rows) <= MAX_ROWS and len(t.columns) <= MAX_COLUMNS
    ]
    earlier = {id(one.table): one for one in drawn.placed(onto.definition.tables, kept)} if onto else {}
    taken = {table.number for table in onto.definition.tables} if onto else set()
    numbers = (number for n in range(1, len(kept) + len(taken) + 2) if (number := f"表{n}") not in taken)
    return {
        id(t): _carried(earlier[id(t)], rates[id(t)])
        if id(t) in earlier
        else Coded(next(numbers), t, _row_codes(t), _column_codes(t), rates[id(t)])
        for t in kept
    }


def _rates(table: Table, sheet: Sheet) -> frozenset[int]:
    """Columns of rates."""
    return frozenset(c for c in table.columns if sheet.axes and bool(sheet.axes[1].rates[c]))


def _carried(one: Drawn, rates: frozenset[int]) -> Coded:
    """The codes of an earlier definition, and new ones for lines that it does not have."""
    rows = {row: code for code, row in one.rows.items()}
    columns = {column: code for code, column in one.columns.items()}
    fresh = _fresh({row.code for row in one.defined.rows})
    rows |= {row: next(fresh) for row in one.table.rows if row not in rows and one.defined.rows}
    fresh = _fresh({column.code for column in one.defined.columns})
    columns |= {column: next(fresh) for column in one.table.columns if column not in columns}
    return Coded(one.defined.number, one.table, rows, columns, rates)


def _fresh(taken: Set[str]) -> Iterator[str]:
    """Numbers above all that are taken, as wide as these."""
    width = max((len(code) for code in taken), default=1)
    last = max((int(code) for code in taken if code.isdecimal()), default=0)
    while True:
        last += 1
        yield f"{last:0{width}d}"


def _row_codes(table: Table) -> dict[int, str]:
    """The printed code of each row where every row has one of its own, else their numbers."""
    for column in table.stub:
        codes = {r: stubs.text(table.board, r, column) for r in table.rows}
        if len(set(codes.values())) == len(codes) and all(re.fullmatch(r"\d{1,12}", c) for c in codes.values()):
            return codes
    width = max(2, len(str(len(table.rows))))
    return {r: f"{n:0{width}d}" for n, r in enumerate(table.rows, 1)}


def _column_codes(table: Table) -> dict[int, str]:
    return {c: str(n) for n, c in enumerate(table.columns, 1)}


def _table(one: Coded, *, several: bool) -> Row:
    place = f"{one.table.board.name}!{one.table.range}"
    name = f"{one.table.board.name} {one.table.range}" if several else one.table.board.name
    unit = one.table.unit if sound_unit(one.table.unit) else ""
    return {"表号": one.number, "表名": name, "计量单位": unit, "缺项": "按零", "取自": place}


def _columns(one: Coded) -> Iterator[Row]:
    table, rows = one.table, list(one.table.rows)
    money = bool(table.unit) and units.parse(table.unit).base == "元"
    decimals = board.usual_decimals(table.board)
    for column, path in drawn.heads(table).items():
        places = decimals[rows, column][table.board.measures[rows, column]]
        kind = "比率" if column in one.rates else "金额" if money else "数量"
        yield {
            "表号": one.number,
            "代码": one.columns[column],
            "名称": _plain(path[-1]),
            "上级名称": "/".join(map(_plain, path[:-1])),
            "类型": kind,
            "小数位": str(min(max(int(places.max(initial=0)), 0), MOST_DECIMALS)),
        }


def _plain(label: str) -> str:
    return " ".join(label.split()).replace("/", "／")


def _rows(one: Coded) -> Iterator[Row]:
    for row, path in lines.own(one.table.paths, one.table.rows).items():
        if row in one.rows:
            name, depth = " ".join(path[-1].split()), min(len(path) - 1, 9)
            yield {"表号": one.number, "代码": one.rows[row], "名称": name, "缩进": str(depth)}
