"""The sums of a monthly report: its rows, 小计 and 合计 down the columns, 表2 against 表1."""

from __future__ import annotations

from collections.abc import Iterator

from recon.grid import Grid, fold
from recon.kinds.submission import MonthlyData
from recon.kinds.words import ORDINAL, WHOLE
from recon.model import Finding, Outcome, Tally, Verdict
from recon.numbers import plain
from recon.rules import ledger
from recon.schemas import lists, monthly
from recon.schemas.fields import amounts


def relations(data: MonthlyData, *, strict: bool) -> Iterator[tuple[Tally, list[Outcome]]]:
    """Every relation of the form: how often it held, and an outcome where it did not plainly."""
    writer = ledger.Writer(data.table, data.month)
    yield from ledger.rows(monthly.ROW_RELATIONS, writer, data.projects, strict=strict)
    yield ledger.counted(_feet(data, writer, strict), "FOOT", "foot", "小计、合计 = 分项之和")
    yield ledger.counted(_ties(data, writer, strict), "TIE", "tie", "表2 = 表1")


def _feet(data: MonthlyData, writer: ledger.Writer, strict: bool) -> Iterator[Outcome | Verdict]:
    """Each 小计 against its projects; 合计 against the 小计, or the projects where some class has none."""
    labels = amounts(monthly.Projects.to_schema())
    blocks = _blocks(data)
    subtotals = {row: blocks[name] for name, row in data.totals.items() if name and blocks.get(name)}
    placed = _trusted(data)
    for row, parts in subtotals.items():
        others = ((writer, _block(row, placed[row], "FOOT")),) if placed.get(row) else ()
        yield from ledger.columns(
            writer, _block(row, parts, "FOOT"), writer, labels, strict=strict, others=others
        )
    if "" in data.totals:
        whole = set(blocks) <= set(data.totals)
        everything = list(subtotals) if subtotals and whole else data.projects.frame.index.tolist()
        block = _block(data.totals[""], everything, "FOOT")
        single = _block(data.totals[""], data.projects.frame.index.tolist(), "FOOT")
        yield from ledger.columns(writer, block, writer, labels, strict=strict, others=((writer, single),))


def _blocks(data: MonthlyData) -> dict[str, list[int]]:
    """Class → project rows. A class without a 小计 of its own, such as a misspelt one, goes by its place."""
    blocks: dict[str, list[int]] = {}
    known = {*data.totals, *lists.classes()}
    names = data.projects.frame["类别"].to_dict() if "类别" in data.projects.frame else {}
    heads = {row: name for name, row in data.totals.items()}
    place = {row: heads[head] for head, rows in _placed(data).items() for row in rows}
    for row in data.projects.frame.index.tolist():
        own = names.get(row, "")
        blocks.setdefault(own if own in known or row not in place else place[row], []).append(row)
    return blocks


def _placed(data: MonthlyData) -> dict[int, list[int]]:
    """小计 row → the projects that stand with it: below it, or above it where the table ends in a 小计."""
    heads = {row for name, row in data.totals.items() if name}
    rows = sorted([*heads, *data.projects.frame.index.tolist()])
    if rows and rows[0] not in heads and rows[-1] in heads:
        rows.reverse()
    placed: dict[int, list[int]] = {}
    head = 0
    for row in rows:
        if row in heads:
            head = row
        elif head:
            placed.setdefault(head, []).append(row)
    return {head: sorted(parts) for head, parts in placed.items()}


def misplaced(data: MonthlyData) -> Iterator[Finding]:
    """A project of another class than the 小计 it stands with."""
    names = data.projects.frame["类别"].to_dict() if "类别" in data.projects.frame else {}
    heads = {row: name for name, row in data.totals.items()}
    for head, rows in _trusted(data).items():
        for row in rows:
            if names[row] != heads[head] and names[row] in lists.classes():
                place = f"“{heads[head]}小计”"
                words = {"column": "类别", "found": names[row], "network": place, "choices": heads[head]}
                yield Finding("LIST02", "强制性", (data.table.cell(row, "类别"),), words)


def _trusted(data: MonthlyData) -> dict[int, list[int]]:
    """The blocks whose rows mostly carry the class of their 小计, so that place tells what a stranger belongs to."""
    names = data.projects.frame["类别"].to_dict() if "类别" in data.projects.frame else {}
    heads = {row: name for name, row in data.totals.items()}
    return {
        head: rows for head, rows in _placed(data).items()
        if 2 * sum(names.get(row) == heads[head] for row in rows) >= len(rows)
    }  # fmt: skip


def _block(row: int, parts: list[int], code: str) -> ledger.Block:
    return ledger.Block(row, tuple(parts), code, "foot" if code == "FOOT" else "tie")


def _ties(data: MonthlyData, writer: ledger.Writer, strict: bool) -> Iterator[Outcome | Verdict]:
    """表2 against 表1: with the total row printed there, or else with the sum of its projects.

    A row that agrees with the projects although 表1's 小计 does not, or a 合计 that is the sum of 表2's own rows,
    is right in itself: the fault is told where it arose.
    """
    if data.summary is None or "分类" not in data.summary.frame:
        return
    labels = [label for label in amounts(monthly.Summary.to_schema()) if label != "项目数"]
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
    return [_summed(data, blocks, name), named, _trusted(data).get(data.totals.get(name, 0), [])]


def _own_classes(summary: Grid) -> list[int]:
    """The rows of 表2 that are for a class."""
    return [int(str(row)) for row, key in summary.frame["分类"].items() if _named(key) in lists.classes()]


def _named(key: str) -> str:
    """The class or region a row of 表2 is for, without numbering; 合计 for any word for it."""
    name = ORDINAL.sub("", fold(key)).rstrip(":")
    return monthly.TOTAL if name in WHOLE else name


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


def counts(data: MonthlyData) -> Iterator[Finding]:
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
