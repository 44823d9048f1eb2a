"""The monthly report: found by its words, read, and checked row by row, down the columns and across tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pandera.pandas as pa

from recon import grid as grids
from recon.grid import Grid, fold
from recon.kinds import cover as covers
from recon.kinds import findings, structure
from recon.kinds.cover import Cover
from recon.kinds.options import Options
from recon.model import CellRef, FileReport, Finding, Outcome, Tally, Verdict
from recon.numbers import plain
from recon.rules import ledger
from recon.schemas import lists, monthly
from recon.schemas.fields import amounts
from recon.workbook import RawBook, RawSheet

KIND = monthly.KIND
_WHOLE = ("合计", "总计", "共计")
#: Chinese numbering before the name of a class: 一、 or (一).
_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\))")
CODES = {relation.code for relation in monthly.ROW_RELATIONS}


@dataclass(frozen=True)
class MonthlyData:
    """A submission read: cover, projects, their total rows, and the summary table."""

    cover: Cover
    table: Grid  #: 表1 whole
    projects: Grid  #: its project rows
    totals: dict[str, int]  #: class (blank for 合计) → its row in 表1
    summary: Grid | None
    findings: tuple[Finding, ...]

    @property
    def month(self) -> str:
        """The month of the report, YYYY-MM, or blank."""
        return self.cover["报告期"]


def recognise(book: RawBook) -> bool:
    """By a sheet with the head of 表1."""
    return any(grids.find(sheet, _schema(monthly.Projects)) for sheet in book.sheets)


def read(book: RawBook) -> MonthlyData:
    """Find cover, 表1 and 表2 by their words and read them; nothing is checked yet but that it can be read."""
    projects, summary = _schema(monthly.Projects), _schema(monthly.Summary)
    found = [(sheet, head) for sheet in book.sheets if (head := grids.find(sheet, projects))]
    sheet, head = max(found, key=lambda pair: len(pair[1].columns))
    rest = [s for s in book.sheets if s is not sheet]
    second = next(((s, h) for s in rest if (h := grids.find(s, summary))), None)
    tables = {sheet.name, second[0].name if second else ""}
    cover = covers.read(_without_lists(book), tables, _schema(monthly.Cover))
    cover = covers.with_unit(cover, sheet.name, head)
    unit = cover["计量单位"] if cover["计量单位"] in lists.UNITS else "万元"
    table, said = grids.read(sheet, head, projects, unit, lists.UNITS[unit])
    said += structure.columns(sheet.name, head, projects) + structure.units(sheet.name, head, unit)
    kinds = _kinds(table)
    data = replace(table, frame=table.frame.loc[[row for row, kind in kinds.items() if kind == "project"]])
    totals = _totals(table, kinds)
    overview = None
    if second:
        overview, more = grids.read(second[0], second[1], summary, unit, lists.UNITS[unit])
        said += more
    kept = set(data.frame.index) | set(totals.values())
    said = [f for f in said if f.cell.sheet != sheet.name or not f.cell.row or _touches(f, kept, head.row)]
    return MonthlyData(cover, table, data, totals, overview, tuple(said))


def _touches(finding: Finding, rows: set[int], header: int) -> bool:
    return any(cell.row in rows or cell.row <= header for cell in finding.cells)


def _schema(model: type[pa.DataFrameModel]) -> pa.DataFrameSchema:
    return model.to_schema()


def _without_lists(book: RawBook) -> list[RawSheet]:
    return [s for s in book.sheets if s.name not in (monthly.LISTS, monthly.NOTES)]


def _kinds(table: Grid) -> dict[int, str]:
    """Row number → total, subtotal, project or nothing."""
    frame = table.frame
    filled = np.zeros(len(frame), dtype=bool)
    for label in amounts(_schema(monthly.Projects)):
        if label in frame:
            filled |= frame[label].notna().to_numpy()
    folded = {label: _folded(frame, label) for label in ("序号", "项目名称", "项目代码", "类别")}
    rows = zip(frame.index.tolist(), *folded.values(), filled.tolist(), strict=True)
    return {row: _kind(words, there) for row, *words, there in rows}


def _folded(frame: pd.DataFrame, label: str) -> list[str]:
    """A text column folded, each distinct word once."""
    if label not in frame:
        return [""] * len(frame)
    texts = frame[label].tolist()
    known = {text: fold(text) for text in set(texts)}
    return [known[text] for text in texts]


def _kind(words: list[str], amounts_there: bool) -> str:
    """A row prefilled with network, class and region alone is no project."""
    _, name, code, _ = words
    if any(word.rstrip(":") in _WHOLE for word in words):
        return "total"
    if any(word.startswith("小计") or word.endswith("小计") for word in words):
        return "subtotal"
    if not code and _ORDINAL.sub("", name) in lists.classes():
        return "subtotal" if amounts_there else "nothing"
    return "project" if name or code or amounts_there else "nothing"


def _totals(table: Grid, kinds: Mapping[int, str]) -> dict[str, int]:
    """Each total row under its class; 合计 under the blank name."""
    totals: dict[str, int] = {}
    for row, kind in kinds.items():
        if kind not in ("total", "subtotal"):
            continue
        text = table.frame.loc[row]
        words = _ORDINAL.sub("", fold(text.get("项目名称", "")))
        name = words.replace("小计", "").strip("():-") or fold(text.get("类别", ""))
        if kind == "subtotal":
            totals.setdefault(name or fold(text.get("序号", "")).replace("小计", ""), row)
        else:
            totals.setdefault("", row)
    return totals


def check(book: RawBook, options: Options) -> FileReport:
    """Read the submission and check its structure, its relations, and its totals against the plan."""
    data = read(book)
    found = [*data.findings, *covers.check(data.cover, _schema(monthly.Cover)), *structure.check(data, book)]
    tallies: list[Tally] = []
    outcomes: list[Outcome] = []
    for tally, listed in _relations(data, strict=options.strict):
        tallies.append(tally)
        outcomes += listed
    if options.targets is not None:
        from recon.kinds import against

        outcomes += against.plan(data, options.targets)
    if options.strict:
        outcomes = findings.strictly(outcomes)
    found += _counts(data)
    said = {cell for finding in found for cell in finding.cells}
    found += [
        f for o in outcomes if (f := _finding(data, o)) and not (o.verdict == "implied" and f.cell in said)
    ]
    return FileReport(
        str(book.path), book.sha256, KIND, tuple(outcomes), findings.ordered(found, book), book=book,
        tallies=tuple(tallies), subject=_subject(data), subject_cell=data.cover.cell("报告期"),
    )  # fmt: skip


def _subject(data: MonthlyData) -> tuple[str, ...]:
    """Network, region and month; nothing where one of them is missing."""
    subject = tuple(data.cover[label] for label in ("网别", "地区", "报告期"))
    return subject if all(subject) else ()


def _relations(data: MonthlyData, *, strict: bool) -> Iterator[tuple[Tally, list[Outcome]]]:
    writer = ledger.Writer(data.table, data.month)
    yield from ledger.rows(monthly.ROW_RELATIONS, writer, data.projects, strict=strict)
    yield ledger.counted(_feet(data, writer, strict), "FOOT", "foot", "小计、合计 = 分项之和")
    yield ledger.counted(_ties(data, writer, strict), "TIE", "tie", "表2 = 表1")


def _feet(data: MonthlyData, writer: ledger.Writer, strict: bool) -> Iterator[Outcome | Verdict]:
    """Each 小计 against its projects; 合计 against the 小计, or the projects where some class has none."""
    labels = amounts(_schema(monthly.Projects))
    blocks = _blocks(data)
    subtotals = {row: blocks[name] for name, row in data.totals.items() if name and blocks.get(name)}
    for row, parts in subtotals.items():
        yield from ledger.columns(writer, _block(row, parts, "FOOT"), writer, labels, strict=strict)
    if "" in data.totals:
        whole = set(blocks) <= set(data.totals)
        everything = list(subtotals) if subtotals and whole else data.projects.frame.index.tolist()
        block = _block(data.totals[""], everything, "FOOT")
        single = _block(data.totals[""], data.projects.frame.index.tolist(), "FOOT")
        yield from ledger.columns(writer, block, writer, labels, strict=strict, others=((writer, single),))


def _blocks(data: MonthlyData) -> dict[str, list[int]]:
    """Class → project rows. A class without a 小计 of its own, such as a misspelt one, goes by its place.

    That is below the 小计 of its block, or above it where the table begins with a project and ends in a 小计.
    """
    blocks: dict[str, list[int]] = {}
    ahead = {row: name for name, row in data.totals.items() if name}
    known = {*data.totals, *lists.classes()}
    above = ""
    names = data.projects.frame["类别"].to_dict() if "类别" in data.projects.frame else {}
    rows = sorted([*ahead, *data.projects.frame.index.tolist()])
    if rows and rows[0] not in ahead and rows[-1] in ahead:
        rows.reverse()
    for row in rows:
        if row in ahead:
            above = ahead[row]
        else:
            own = names.get(row, "")
            blocks.setdefault(own if own in known or not above else above, []).append(row)
    return {name: sorted(parts) for name, parts in blocks.items()}


def _block(row: int, parts: list[int], code: str) -> ledger.Block:
    return ledger.Block(row, tuple(parts), code, "foot" if code == "FOOT" else "tie")


def _ties(data: MonthlyData, writer: ledger.Writer, strict: bool) -> Iterator[Outcome | Verdict]:
    """表2 against 表1: with the total row printed there, or else with the sum of its projects.

    A row that agrees with the projects although 表1's 小计 does not, or a 合计 that is the sum of 表2's own rows,
    is right in itself: the fault is told where it arose.
    """
    if data.summary is None or "分类" not in data.summary.frame:
        return
    labels = [label for label in amounts(_schema(monthly.Summary)) if label != "项目数"]
    blocks, stated = _blocks(data), ledger.Writer(data.summary, data.month)
    for row, key in data.summary.frame["分类"].items():
        name = _named(key)
        parts = _told(data, blocks, name)
        if parts:
            at = int(str(row))
            others = [(writer, _block(at, rows, "TIE")) for rows in _readings(data, blocks, name) if rows]
            if name == monthly.TOTAL and (own := _own_classes(data.summary)):
                others.append((stated, _block(at, own, "TIE")))
            block = _block(at, parts, "TIE")
            yield from ledger.columns(stated, block, writer, labels, strict=strict, others=tuple(others))


def _readings(data: MonthlyData, blocks: dict[str, list[int]], name: str) -> list[list[int]]:
    """The project rows a row of 表2 may sum: those of its block, and those that carry its very name."""
    frame = data.projects.frame
    named = frame.index[frame["类别"] == name].tolist() if "类别" in frame else []
    return [_summed(data, blocks, name), named]


def _own_classes(summary: Grid) -> list[int]:
    """The rows of 表2 that are for a class."""
    return [int(str(row)) for row, key in summary.frame["分类"].items() if _named(key) in lists.classes()]


def _named(key: str) -> str:
    """The class or region a row of 表2 is for, without numbering; 合计 for any word for it."""
    name = _ORDINAL.sub("", fold(key)).rstrip(":")
    return monthly.TOTAL if name in _WHOLE else name


def _told(data: MonthlyData, blocks: dict[str, list[int]], name: str) -> list[int]:
    """The rows of 表1 that a row of 表2 repeats: a printed total where there is one; none without a name."""
    printed = data.totals.get("" if name == monthly.TOTAL else name or " ")
    return [printed] if printed is not None else _summed(data, blocks, name)


def _summed(data: MonthlyData, blocks: dict[str, list[int]], name: str) -> list[int]:
    """The projects that a row of 表2 sums up."""
    frame = data.projects.frame
    if name == monthly.TOTAL:
        return [int(row) for row in frame.index]
    if (name in lists.REGIONS or name == lists.PROVINCE) and "地区" in frame:
        return [int(row) for row in frame.index[frame["地区"] == name]]
    return blocks.get(name, []) if name else []


def _counts(data: MonthlyData) -> Iterator[Finding]:
    """项目数 of 表2 against the rows of 表1."""
    if data.summary is None or not {"分类", "项目数"} <= set(data.summary.frame):
        return
    blocks = _blocks(data)
    for row, key in data.summary.frame["分类"].items():
        name, stated = _named(key), data.summary.value(int(str(row)), "项目数")
        there = [len(rows) for rows in _readings(data, blocks, name)]
        if name and stated is not None and stated not in there:
            words = {"column": name, "found": plain(stated), "expected": str(there[0])}
            yield Finding("COUNT01", "强制性", (data.summary.cell(int(str(row)), "项目数"),), words)


def _finding(data: MonthlyData, outcome: Outcome) -> Finding | None:
    """The code is the relation's own; a blank that must be worth nothing needs nobody's attention."""
    if outcome.verdict not in findings.NOTABLE:
        return None
    if outcome.verdict == "implied" and outcome.left.interval.low <= 0 <= outcome.left.interval.high:
        return None
    if outcome.verdict == "implied" and outcome.coordinate.measure not in data.table.columns:
        return None  # the whole column is missing, which is said once
    code = outcome.label + findings.NOTABLE[outcome.verdict]
    if outcome.missing and outcome.verdict == "mismatch":
        code = "FOOT04"
    cells = tuple(dict.fromkeys(_cells(data, outcome))) or (CellRef(data.table.sheet),)
    return Finding(code, outcome.level, cells, {}, outcome)


def _cells(data: MonthlyData, outcome: Outcome) -> Iterator[CellRef]:
    """The blank of an implied value, what exceeds its bound, or the total first; then the others."""
    sides = (outcome.left, outcome.right) if outcome.rule == "bound" else (outcome.right, outcome.left)
    terms = [term for side in sides for term in side.terms]
    if outcome.verdict == "implied" and outcome.label in CODES:
        yield data.table.cell(terms[0].figure.cell.row, outcome.missing[0])
    for term in terms:
        if term.figure.cell.sheet != "指标":  # a figure of the plan stands in another file
            yield term.figure.cell
