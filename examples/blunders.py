"""Sixty slips as officers make them, one a report, each with the cell it began at and what should be said of it.

They are planted in sound reports of March that stand beside February's; ``python -m bench blunders`` counts what is
found, named and explained.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from typing import NamedTuple

from examples.bench import address, paste, subtotal
from examples.lists import NETWORKS
from examples.reports import Draft
from examples.slips.amounts import CLOSING, MOVEMENT, OPENING, YEAR
from recon.schemas.monthly import COVER, SOURCES, SPLITS
from recon.templates.columns import Row

PLANNED, WHOLE, FUNDS = "本年计划", "总投资", "到位资金"
AMOUNTS = (WHOLE, *SPLITS, PLANNED, OPENING, MOVEMENT, YEAR, CLOSING, FUNDS, *SOURCES)
DONE = (OPENING, MOVEMENT, YEAR, CLOSING)
ZERO = Decimal(0)


class Slip(NamedTuple):
    """What was done: the report, the cells any of which is the root, and codes or kinds of hint that say why."""

    kind: str
    draft: Draft
    roots: frozenset[str]
    causes: frozenset[str]


Told = tuple[list[tuple[Row, str]], tuple[str, ...]]  #: rows with a label each, and what says why
Plant = Callable[[random.Random, Draft, Draft], Told | None]


def _amount(row: Row, label: str) -> Decimal:
    """The amount in a cell of a row; zero where it is blank."""
    value = row[label]
    return value if isinstance(value, Decimal) else ZERO


def _going(draft: Draft) -> list[Row]:
    """Projects with something done this month and before."""
    return [
        row
        for row in draft.rows
        if _amount(row, MOVEMENT) > 0 and _amount(row, OPENING) > 0 and _amount(row, YEAR) > _amount(row, MOVEMENT)
    ]


def _one(rng: random.Random, rows: list[Row]) -> Row | None:
    return rng.choice(rows) if rows else None


def _scale(row: Row, labels: tuple[str, ...], by: Decimal) -> None:
    for label in labels:
        row[label] = _amount(row, label) * by


def _filled(row: Row, labels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(label for label in labels if row[label])


def years_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The years of one project in 元."""
    row = _one(rng, [r for r in draft.rows if len(_filled(r, SPLITS)) > 1])
    if row is None:
        return None
    _scale(row, SPLITS, Decimal(10**4))
    return [(row, label) for label in SPLITS], ("SLIP01",)


def funds_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The sources of one project in 元, their sum in 万元."""
    row = _one(rng, [r for r in draft.rows if len(_filled(r, SOURCES)) > 1])
    if row is None:
        return None
    _scale(row, SOURCES, Decimal(10**4))
    return [(row, label) for label in SOURCES], ("SLIP01",)


def done_in_qian(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """What one project completed in 千元."""
    row = _one(rng, _going(draft))
    if row is None:
        return None
    _scale(row, DONE, Decimal(10))
    return [(row, label) for label in DONE], ("SLIP01",)


def row_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """A whole row in 元."""
    row = _one(rng, _going(draft))
    if row is None:
        return None
    _scale(row, AMOUNTS, Decimal(10**4))
    return [(row, label) for label in AMOUNTS], ("SLIP01",)


def class_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """A whole class in 元."""
    name = rng.choice(sorted({str(r["类别"]) for r in _going(draft)}))
    rows = [r for r in draft.rows if r["类别"] == name]
    if len(rows) == len(draft.rows):
        return None
    for row in rows:
        _scale(row, AMOUNTS, Decimal(10**4))
    return [(row, label) for row in rows for label in AMOUNTS], ("SLIP01",)


def column_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """One column of sources in 元, in every row."""
    label = rng.choice(("中央", "市县"))
    rows = [r for r in draft.rows if r[label]]
    if len(rows) < 2:
        return None
    for row in rows:
        _scale(row, (label,), Decimal(10**4))
    return [(row, label) for row in rows], ("SLIP01",)


def report_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The whole table in 元 under a cover that says 万元."""
    for row in draft.rows:
        _scale(row, AMOUNTS, Decimal(10**4))
    return [], ("SLIP02",)


def funds_shifted(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The sources one column to the right, the last one lost."""
    row = _one(rng, [r for r in draft.rows if len(_filled(r, SOURCES)) > 2 and r["社会资本"]])
    if row is None:
        return None
    values = [row[label] for label in SOURCES]
    row |= dict(zip(SOURCES, ["", *values[:-1]], strict=True))
    return [(row, label) for label in SOURCES], ("SLIP03",)


def years_rotated(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """All years of all projects by one column."""
    k = rng.choice((1, 7))
    for row in draft.rows:
        values = [row[label] for label in SPLITS]
        row |= dict(zip(SPLITS, values[k:] + values[:k], strict=True))
    return [(row, label) for row in draft.rows for label in SPLITS], ("SLIP03",)


def years_of_a_row(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The years of one project by one column."""
    row = _one(rng, [r for r in draft.rows if len(_filled(r, SPLITS)) > 2 and len({r[x] for x in SPLITS}) > 3])
    if row is None:
        return None
    values = [row[label] for label in SPLITS]
    row |= dict(zip(SPLITS, values[-1:] + values[:-1], strict=True))
    return [(row, label) for label in SPLITS], ("SLIP03",)


def month_and_year_exchanged(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """本月完成 and 本年累计完成 in each other's column."""
    row = _one(rng, _going(draft))
    if row is None:
        return None
    row[MOVEMENT], row[YEAR] = row[YEAR], row[MOVEMENT]
    return [(row, MOVEMENT), (row, YEAR)], ("SLIP03",)


def sources_exchanged(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """省级 and 市县 exchanged in every row."""
    rows = [r for r in draft.rows if r["省级"] != r["市县"]]
    if not any(r["省级"] and r["市县"] for r in rows):
        return None
    for row in rows:
        row["省级"], row["市县"] = row["市县"], row["省级"]
    return [(row, label) for row in rows for label in ("省级", "市县")], ("SLIP03", "SHRK01")


def _then(row: Row, last: Draft) -> Row | None:
    return next((r for r in last.rows if r["项目代码"] == row["项目代码"]), None)


def row_of_last_month(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """One row pasted from last month."""
    return _pasted(rng, draft, last, 1)


def rows_of_last_month(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """Three rows pasted from last month."""
    return _pasted(rng, draft, last, 3)


def _pasted(rng: random.Random, draft: Draft, last: Draft, count: int) -> Told | None:
    rows = [r for r in _going(draft) if (then := _then(r, last)) and then[MOVEMENT]]
    if len(rows) <= count:
        return None
    chosen = rng.sample(rows, count)
    for row in chosen:
        then = _then(row, last)
        assert then is not None
        row |= {label: then[label] for label in AMOUNTS}
    return [(row, label) for row in chosen for label in DONE], ("SLIP05",)


def report_of_last_month(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """Last month's report under this month's date."""
    if sum(bool(row[MOVEMENT]) for row in last.rows) < 2:
        return None
    draft.rows[:] = deepcopy(last.rows)
    return [(row, label) for row in draft.rows for label in DONE], ("SLIP06",)


def _takes(label: str, other: str) -> Plant:
    def plant(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
        row = _one(rng, [r for r in _going(draft) if r[label] != r[other] and r[OPENING] != r[YEAR]])
        if row is None:
            return None
        row[label] = row[other]
        return [(row, label)], ("held", "exchanged", "repeated")

    plant.__doc__ = f"{label} holds {other}."
    return plant


def subtotal_typed(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """A subtotal of the projects of a class typed below them."""
    names = [n for n in NETWORKS[draft.network][1] if sum(r["类别"] == n for r in draft.rows) > 2]
    if not names:
        return None
    name = rng.choice(names)
    rows = [r for r in draft.rows if r["类别"] == name]
    sums = {label: sum((_amount(r, label) for r in rows), ZERO) for label in AMOUNTS}
    texts = {label: "" for label in rows[0] if label not in AMOUNTS}
    made: Row = {
        **texts,
        **sums,
        "项目名称": rng.choice((f"{name}项目小计", "以上合计数", "本类项目")),
        "类别": name,
        "网别": draft.network,
        "地区": draft.region,
    }
    draft.rows.insert(draft.rows.index(rows[-1]) + 1, made)
    return [(made, label) for label in ("项目名称", "项目代码", *AMOUNTS)], ("SLIP07",)


def visible_rows(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The 小计 of a class pasted as the sum of some of its rows."""
    names = [n for n in NETWORKS[draft.network][1] if sum(r["类别"] == n for r in draft.rows) > 3]
    if not names:
        return None
    name = rng.choice(names)
    rows = [r for r in draft.rows if r["类别"] == name][:12]
    kept = [r for r in draft.rows if r["类别"] == name and (r not in rows or rng.random() < 0.6)]
    if len(kept) == sum(r["类别"] == name for r in draft.rows):
        kept = kept[1:]
    return _over(draft, name, kept)


def _over(draft: Draft, name: str, rows: list[Row]) -> Told:
    for label in AMOUNTS:
        paste(draft, subtotal(draft, name, label), sum((_amount(r, label) for r in rows), ZERO))
        paste(draft, subtotal(draft, "", label), sum((_amount(r, label) for r in draft.rows), ZERO))
    return [({"小计": name}, label) for label in AMOUNTS], ("SLIP08", "SLIP09")


def total_of_last_month(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The 小计 of a class pasted from last month."""
    names = [n for n in NETWORKS[draft.network][1] if any(r["类别"] == n and r[MOVEMENT] for r in draft.rows)]
    if not names:
        return None
    name = rng.choice(names)
    return _over(draft, name, [r for r in last.rows if r["类别"] == name])


def amounts_exchanged(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The amounts of two projects of a class at each other's names."""
    rows = [r for r in draft.rows if len(_filled(r, SPLITS)) > 1]
    pairs = [(a, b) for a in rows for b in rows if a is not b and a["类别"] == b["类别"] and a[WHOLE] != b[WHOLE]]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    mine, theirs = {x: one[x] for x in AMOUNTS}, {x: other[x] for x in AMOUNTS}
    one |= theirs
    other |= mine
    return [(row, label) for row in (one, other) for label in AMOUNTS], ("SLIP04",)


def twice(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """A project again under another code and another name."""
    row = _one(rng, [r for r in _going(draft) if len({r[x] for x in AMOUNTS if r[x]}) > 4])
    if row is None:
        return None
    digits = str(row["项目代码"])
    again = {
        **row,
        "项目代码": digits[:-1] + str((int(digits[-1]) + 1) % 10),
        "项目名称": f"{row['项目名称']}（续）",
    }
    draft.rows.insert(draft.rows.index(row) + 1, again)
    return [(again, label) for label in ("项目代码", "项目名称")] + [(row, "项目代码")], ("TWIN01",)


def _digits(label: str) -> Plant:
    def plant(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
        rows = [r for r in _going(draft) if _amount(r, label) > 100]
        row = _one(rng, [r for r in rows if str(r[label])[0] != str(r[label])[1]])
        if row is None:
            return None
        text = f"{row[label]}"
        row[label] = Decimal(text[1] + text[0] + text[2:])
        return [(row, label)], ("swapped", "digit", "SHRK01", "KEPT01")

    plant.__doc__ = f"Two digits of {label} swapped."
    return plant


def point(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The decimal point of one source a place off."""
    row = _one(rng, [r for r in draft.rows if _amount(r, "市县") > 10])
    if row is None:
        return None
    row["市县"] = _amount(row, "市县") * 10
    return [(row, "市县")], ("point", "unit")


def sign(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """本月完成 with a minus."""
    row = _one(rng, _going(draft))
    if row is None:
        return None
    row[MOVEMENT] = -_amount(row, MOVEMENT)
    return [(row, MOVEMENT)], ("sign", "MINUS01")


def repriced(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """总投资 and a year of it raised together."""
    row = _one(rng, [r for r in draft.rows if r["2023年"]])
    if row is None:
        return None
    for label in (WHOLE, "2023年"):
        row[label] = _amount(row, label) + 300
    return [(row, WHOLE), (row, "2023年")], ("PTOT01",)


def year_moved(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """Part of one year's plan moved to the next."""
    row = _one(rng, [r for r in draft.rows if _amount(r, "2022年") > 20])
    if row is None:
        return None
    row["2022年"], row["2023年"] = _amount(row, "2022年") - 10, _amount(row, "2023年") + 10
    return [(row, "2022年"), (row, "2023年")], ("KEPT01",)


def plan_cut(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """本年计划 without its last digit."""
    row = _one(rng, [r for r in draft.rows if _amount(r, PLANNED) > 100])
    if row is None:
        return None
    row[PLANNED] = Decimal(int(_amount(row, PLANNED)) // 10)
    return [(row, PLANNED)], ("KEPT01",)


def source_moved(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """One source's money entered under another."""
    row = _one(rng, [r for r in draft.rows if r["市县"] and not r["银行贷款"]])
    if row is None:
        return None
    row["银行贷款"], row["市县"] = row["市县"], ZERO
    return [(row, "银行贷款"), (row, "市县")], ("SHRK01", "SLIP03")


def _word(label: str, value: str, *causes: str) -> Plant:
    def plant(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
        row = _one(rng, [r for r in draft.rows if r[label] and r[label] != value])
        if row is None:
            return None
        row[label] = value
        return [(row, label)], causes

    plant.__doc__ = f"Another {label} than last month."
    return plant


def misspelt(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """A class that no list knows."""
    rows = [r for r in draft.rows if sum(o["类别"] == r["类别"] for o in draft.rows) > 2]
    row = _one(rng, rows)
    if row is None:
        return None
    row["所在小计"], row["类别"] = row["类别"], f"{row['类别']}工程"
    return [(row, "类别")], ("LIST01", "LIST02")


def done_in_yi(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """What one project completed in 百万元."""
    row = _one(rng, [r for r in _going(draft) if min(_amount(r, x) for x in DONE) >= 1])
    if row is None:
        return None
    for label in DONE:
        row[label] = round(_amount(row, label) / 100, 2)
    return [(row, label) for label in DONE], ("SLIP01",)


def plan_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """总投资 and its years of one project in 元."""
    row = _one(rng, [r for r in draft.rows if r[WHOLE]])
    if row is None:
        return None
    _scale(row, (WHOLE, *SPLITS), Decimal(10**4))
    return [(row, label) for label in (WHOLE, *SPLITS)], ("SLIP01",)


def whole_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """总投资 alone in 元."""
    row = _one(rng, [r for r in draft.rows if r[WHOLE]])
    if row is None:
        return None
    _scale(row, (WHOLE,), Decimal(10**4))
    return [(row, WHOLE)], ("unit", "SLIP01", "PTOT01")


def years_shifted(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The years one column to the left, the first one lost."""
    row = _one(rng, [r for r in draft.rows if len({r[x] for x in SPLITS}) > 3 and r[SPLITS[0]]])
    if row is None:
        return None
    values = [row[label] for label in SPLITS]
    row |= dict(zip(SPLITS, [*values[1:], ZERO], strict=True))
    return [(row, label) for label in SPLITS], ("SLIP03",)


def ends_exchanged(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """上月末累计完成 and 开工以来累计完成 in each other's column."""
    row = _one(rng, _going(draft))
    if row is None:
        return None
    row[OPENING], row[CLOSING] = row[CLOSING], row[OPENING]
    return [(row, OPENING), (row, CLOSING)], ("SLIP03", "sign")


def done_shifted(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """What was completed one column to the right, from 本年计划 on."""
    row = _one(rng, [r for r in _going(draft) if r[PLANNED]])
    if row is None:
        return None
    labels = (PLANNED, *DONE)
    values = [row[label] for label in labels]
    row |= dict(zip(labels, values[-1:] + values[:-1], strict=True))
    return [(row, label) for label in labels], ("SLIP03",)


def three_projects(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The amounts of three projects, each at the next one's name."""
    rows = [r for r in draft.rows if len(_filled(r, SPLITS)) > 1]
    if len(rows) < 3 or len({r[WHOLE] for r in rows}) < len(rows):
        return None
    chosen = rng.sample(rows, 3)
    values = [{x: r[x] for x in AMOUNTS} for r in chosen]
    for row, amounts in zip(chosen, values[1:] + values[:1], strict=True):
        row |= amounts
    return [(row, label) for row in chosen for label in AMOUNTS], ("SLIP04",)


def twice_by_name(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """A project again under another code."""
    told = twice(rng, draft, last)
    if told is not None:
        again, row = told[0][0][0], told[0][2][0]
        again["项目名称"] = row["项目名称"]
    return told


def total_in_yuan(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The 小计 of a class typed in 元."""
    name = str(rng.choice(draft.rows)["类别"])
    rows = [r for r in draft.rows if r["类别"] == name]
    told = _over(draft, name, [{x: _amount(r, x) * 10**4 for x in AMOUNTS} for r in rows])
    return told[0], ("SLIP01",)


def first_row_left_out(rng: random.Random, draft: Draft, last: Draft) -> Told | None:
    """The 小计 of a class without its last project."""
    names = [n for n in NETWORKS[draft.network][1] if sum(r["类别"] == n for r in draft.rows) > 2]
    if not names:
        return None
    name = rng.choice(names)
    return _over(draft, name, [r for r in draft.rows if r["类别"] == name][:-1])


#: Each kind, and how it is planted.
KINDS: dict[str, Plant] = {
    "分年数用元": years_in_yuan,
    "资金来源用元": funds_in_yuan,
    "完成额用千元": done_in_qian,
    "整行用元": row_in_yuan,
    "一类用元": class_in_yuan,
    "一栏用元": column_in_yuan,
    "全表用元": report_in_yuan,
    "资金右移一栏": funds_shifted,
    "全表分年轮换": years_rotated,
    "一行分年轮换": years_of_a_row,
    "本月与本年互换": month_and_year_exchanged,
    "省市两栏互换": sources_exchanged,
    "粘贴上月一行": row_of_last_month,
    "粘贴上月几行": rows_of_last_month,
    "整份是上月": report_of_last_month,
    "本月填累计": _takes(MOVEMENT, CLOSING),
    "本月填本年": _takes(MOVEMENT, YEAR),
    "累计未加本月": _takes(CLOSING, OPENING),
    "本年填本月": _takes(YEAR, MOVEMENT),
    "上月末填累计": _takes(OPENING, CLOSING),
    "小计混入项目": subtotal_typed,
    "只加可见行": visible_rows,
    "小计是上月": total_of_last_month,
    "两项目金额对调": amounts_exchanged,
    "一项目报两次": twice,
    "累计数字颠倒": _digits(CLOSING),
    "分年数字颠倒": _digits("2021年"),
    "小数点错位": point,
    "正负号": sign,
    "总投资调整": repriced,
    "分年挪动": year_moved,
    "本年计划少一位": plan_cut,
    "资金换来源": source_moved,
    "责任单位变": _word("责任单位", "市工程建设中心", "SAME01"),
    "竣工年月变": _word("竣工年月", "2029-12", "SAME01"),
    "性质变": _word("建设性质", "扩建", "SAME01", "LIST01"),
    "项目名称变": _word("项目名称", "基础设施补短板项目", "SAME01"),
    "类别写错": misspelt,
    "完成额用百万元": done_in_yi,
    "计划用元": plan_in_yuan,
    "总投资用元": whole_in_yuan,
    "分年左移一栏": years_shifted,
    "期初期末互换": ends_exchanged,
    "完成右移一栏": done_shifted,
    "三项目金额轮换": three_projects,
    "同名两代码": twice_by_name,
    "小计用元": total_in_yuan,
    "小计漏末行": first_row_left_out,
}
COUNT = 60
SEED = 2021


def slips(now: dict[tuple[str, str], Draft], last: dict[tuple[str, str], Draft]) -> Iterator[Slip]:
    """Sixty of them, the kinds in turn, each in a report of its own of 万元 and some projects."""
    rng = random.Random(SEED)
    homes = sorted(
        subject
        for subject, draft in now.items()
        if draft.unit == "万元" and 8 <= len(draft.rows) <= 60 and subject[1] != "全省" and len(_going(draft)) > 1
    )
    names = list(KINDS)
    made = 0
    while made < COUNT:
        kind = names[made % len(names)]
        subject = rng.choice(homes)
        draft, before = deepcopy(now[subject]), last[subject]
        told = KINDS[kind](rng, draft, before)
        if told is not None:
            made += 1
            yield Slip(kind, draft, frozenset(_roots(draft, kind, told[0])), frozenset(told[1]))


def _roots(draft: Draft, kind: str, cells: list[tuple[Row, str]]) -> Iterator[str]:
    if kind == "全表用元":
        yield f"{COVER}!计量单位"
    for row, label in cells:
        yield subtotal(draft, str(row["小计"]), label) if "小计" in row else address(draft, row, label)
