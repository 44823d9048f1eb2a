"""The pair as two workbooks in the form of the library, and the list of what is true of them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

from examples.pair.plant import example
from examples.pair.rows import AMOUNTS, MONTH, Pair, Row
from recon.schemas import library
from recon.schemas.forms import form
from recon.templates import making
from recon.templates.layout import TOTAL_ROW, Form

LEFT, RIGHT, TRUTH = "行业子库.xlsx", "地方子库.xlsx", "对照真值.csv"
#: File → who keeps it.
KEEPERS = {LEFT: "省发展改革委（汇总七网牵头部门）", RIGHT: "省发展改革委（汇总各市州政府）"}
SENT = "2021-04-07"
HEAD = ("编号", "关系", "种类", "行业子库行号", "地方子库行号", "行业子库项目名称", "地方子库项目名称")
#: Between several rows of one side.
AND = "、"
ONE, MANY, ONLY, COPIES = "一对一", "一对多", "仅一方", "重复"
FIRST = TOTAL_ROW + 2  #: row of the first project, from 1


def content(name: str, rows: list[Row]) -> bytes:
    """A library as a workbook; its bytes depend on the rows alone."""
    said = {"填报单位": KEEPERS[name], "报出日期": SENT}
    told = tuple(
        {
            **{k: v for k, v in row.items() if k not in ("key", "own")},
            **{a: Decimal(row[a]).scaleb(-2) for a in AMOUNTS},
        }
        for row in rows
    )
    return making.make(Form("", month=MONTH, projects=told, spec=form(library.KIND), library="省库", fields=said))


def truth(made: Pair) -> bytes:
    """Every project once, by its rows: one to one, one to several, on one side only, told twice. CSV that Excel opens."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    for number, line in enumerate(_lines(made), 1):
        writer.writerow((f"{number:04d}", *line))
    return out.getvalue().encode("utf-8-sig")


def _lines(made: Pair) -> list[tuple[str, ...]]:
    planted = {keys: one for one in made.planted for keys in [(one.left, one.right)]}
    sound = [((a,), (b,)) for a, b in made.pairs if (a,) not in {one.left for one in made.planted}]
    rows = [{row["key"]: (n, row["项目名称"]) for n, row in enumerate(side, FIRST)} for side in (made.left, made.right)]
    ends = sorted(
        [*planted, *sound],
        key=lambda keys: [sorted(rows[s][k][0] for k in keys[s]) or [1 << 30] for s in (0, 1)],
    )
    found = []
    for end in ends:
        told = [sorted(rows[side][key] for key in end[side]) for side in (0, 1)]
        kind = planted[end].kind if end in planted else ""
        numbers = (AND.join(str(n) for n, _ in side) for side in told)
        names = (AND.join(name for _, name in side) for side in told)
        found.append((_relation(made, *end), kind, *numbers, *names))
    return found


def _relation(made: Pair, left: tuple[int, ...], right: tuple[int, ...]) -> str:
    if not left or not right:
        return ONLY
    if (frozenset(left), frozenset(right)) in made.bundles:
        return MANY
    return COPIES if len(right) > 1 else ONE


def save(folder: Path) -> Pair:
    """Write both workbooks and the truth."""
    made = example()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LEFT).write_bytes(content(LEFT, made.left))
    (folder / RIGHT).write_bytes(content(RIGHT, made.right))
    (folder / TRUTH).write_bytes(truth(made))
    return made
