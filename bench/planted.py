"""Tables of an office's own with one planted slip each: which are found, and which cell is named first."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from recon.open import check
from recon.options import Options
from recon.workbook import Cell, RawSheet

Rows = list[list[Cell]]
Cells = list[tuple[int, int]]  #: rows and columns of amounts, from 0
#: Rows of the longest clean tables, and which of the clean ones are so long.
LONG, LONG_EVERY = 5_000, 15
NAMES = [
    "教育",
    "科学技术",
    "文化旅游",
    "社会保障",
    "卫生健康",
    "节能环保",
    "城乡社区",
    "农林水",
    "交通运输",
    "资源勘探",
    "商业服务",
    "金融",
    "自然资源",
    "住房保障",
    "粮油物资",
    "灾害防治",
]


def amount(rng: random.Random, places: int) -> float:
    """An amount with so many decimals; sometimes nothing."""
    return 0.0 if rng.random() < 0.06 else round(rng.lognormvariate(6, 1.6), places)


def plain(rng: random.Random, places: int) -> tuple[Rows, Cells]:
    """Items by column, a total column and a total row at the end."""
    items, width = rng.randint(4, 14), rng.randint(2, 6)
    body = [[amount(rng, places) for _ in range(width)] for _ in range(items)]
    body.append([sum(column) for column in zip(*body, strict=True)])
    rows: Rows = [["项目", *[f"第{n}分局" for n in range(1, width + 1)], "合计"]]
    rows += [[name, *row, sum(row)] for name, row in zip([*NAMES[:items], "合计"], body, strict=True)]
    return rows, [(r, c) for r in range(1, len(rows)) for c in range(1, width + 2)]


def nested(rng: random.Random, places: int) -> tuple[Rows, Cells]:
    """Totals first, parts set in, several years."""
    width = rng.randint(3, 6)
    rows: Rows = [["单位：万元"], ["项目", *[f"{2019 + n}年" for n in range(width)]]]
    lines: list[tuple[str, list[float]]] = []
    grand = [0.0] * width
    for group in range(rng.randint(2, 4)):
        parts = [[amount(rng, places) for _ in range(width)] for _ in range(rng.randint(2, 5))]
        sums = [sum(column) for column in zip(*parts, strict=True)]
        grand = [a + b for a, b in zip(grand, sums, strict=True)]
        lines.append((f"{'一二三四'[group]}、{NAMES[group]}", sums))
        lines += [(f"    {NAMES[group + 4 + n]}{n}", part) for n, part in enumerate(parts)]
    rows += [["总计", *grand], *[list[Cell]([name, *values]) for name, values in lines]]
    return rows, [(r, c) for r in range(2, len(rows)) for c in range(1, width + 1)]


def subtotals(rng: random.Random, places: int) -> tuple[Rows, Cells]:
    """Groups with 小计 below them, 总计 last, and a total column in front."""
    width = rng.randint(2, 5)
    rows: Rows = [["地区", "单位", "合计", *[f"来源{n}" for n in range(1, width + 1)]]]
    grand = [0.0] * width
    for group in range(rng.randint(2, 4)):
        sums = [0.0] * width
        for n in range(rng.randint(2, 5)):
            values = [amount(rng, places) for _ in range(width)]
            sums = [a + b for a, b in zip(sums, values, strict=True)]
            rows.append([f"{group + 1}县" if not n else None, NAMES[n], sum(values), *values])
        rows.append([None, "小计", sum(sums), *sums])
        grand = [a + b for a, b in zip(grand, sums, strict=True)]
    rows.append([None, "总计", sum(grand), *grand])
    return rows, [(r, c) for r in range(1, len(rows)) for c in range(2, width + 3)]


def coded(rng: random.Random, places: int) -> tuple[Rows, Cells]:
    """Codes whose prefixes nest, with basic and project expenditure."""
    rows: Rows = [
        ["科目编码", "科目名称", "合计", "基本支出", None, None, "项目支出"],
        [None, None, None, "小计", "人员经费", "公用经费", None],
    ]
    lines: list[tuple[str, str, list[float]]] = []
    grand = [0.0] * 3
    for top in range(rng.randint(2, 3)):
        tops, inner = [0.0] * 3, []
        for second in range(rng.randint(1, 3)):
            leaves = [[amount(rng, places) for _ in range(3)] for _ in range(rng.randint(2, 4))]
            sums = [sum(column) for column in zip(*leaves, strict=True)]
            code = f"{201 + top}{second + 1:02d}"
            inner.append((code, NAMES[second], sums))
            inner += [(f"{code}{n + 1:02d}", NAMES[n + 5], leaf) for n, leaf in enumerate(leaves)]
            tops = [a + b for a, b in zip(tops, sums, strict=True)]
        lines += [(str(201 + top), NAMES[top], tops), *inner]
        grand = [a + b for a, b in zip(grand, tops, strict=True)]
    for code, name, (a, b, c) in [("", "合计", grand), *lines]:
        rows.append([code or None, name, a + b + c, a + b, a, b, c])
    return rows, [(r, c) for r in range(2, len(rows)) for c in range(2, 7)]


def rolling(rng: random.Random, places: int) -> tuple[Rows, Cells]:
    """Opening, more, less, closing, with a total row."""
    rows: Rows = [["单位", "期初余额", "本期增加", "本期减少", "期末余额"]]
    sums = [0.0] * 4
    for n in range(rng.randint(5, 15)):
        a, b = amount(rng, places) + 10, amount(rng, places)
        c = round(rng.random() * (a + b), places)
        values = [a, b, c, a + b - c]
        sums = [x + y for x, y in zip(sums, values, strict=True)]
        rows.append([NAMES[n], *values])
    rows.append(["合计", *sums])
    return rows, [(r, c) for r in range(1, len(rows)) for c in range(1, 5)]


def balance(rng: random.Random, places: int) -> tuple[Rows, Cells]:
    """Months down, income and expenditure in parts, balance, a total."""
    rows: Rows = [["月份", "税收", "非税", "收入合计", "基本支出", "项目支出", "支出合计", "结余"]]
    sums = [0.0] * 7
    for month in range(1, 13):
        a, b, c, d = (amount(rng, places) for _ in range(4))
        values = [a, b, a + b, c, d, c + d, a + b - c - d]
        sums = [x + y for x, y in zip(sums, values, strict=True)]
        rows.append([f"{month}月", *values])
    rows.append(["合计", *sums])
    return rows, [(r, c) for r in range(1, len(rows)) for c in range(1, 8)]


LAYOUTS: tuple[Callable[[random.Random, int], tuple[Rows, Cells]], ...] = (
    plain,
    nested,
    subtotals,
    coded,
    rolling,
    balance,
)


def made(rng: random.Random, number: int) -> tuple[Rows, Cells, int]:
    """A clean table: layout and precision by turns; amounts as a person sees them."""
    style = number // len(LAYOUTS) % 4
    places = (0, 2, 1, 2)[style]
    rows, cells = LAYOUTS[number % len(LAYOUTS)](rng, 6 if style == 2 else places)
    for r, c in cells:
        value = rows[r][c]
        assert isinstance(value, int | float)
        rows[r][c] = round(value, 6 if style == 3 else places)
    return rows, cells, places


def long(rng: random.Random, places: int, count: int = LONG) -> Rows:
    """Thousands of rows in groups with 小计 below each, 总计 last, and a total column."""
    rows: Rows = [["单位", *[f"来源{n}" for n in range(1, 6)], "合计"]]
    sums, grand = [0.0] * 6, [0.0] * 6
    for n in range(1, count):
        if n % 25:
            parts = [amount(rng, places) for _ in range(5)]
            line, name = [*parts, sum(parts)], f"单位{n}"
            sums = [a + b for a, b in zip(sums, line, strict=True)]
        else:
            line, name = sums, "小计"
            grand = [a + b for a, b in zip(grand, sums, strict=True)]
            sums = [0.0] * 6
        rows.append([name, *(round(value, places) for value in line)])
    rows.append(["总计", *(round(a + b, places) for a, b in zip(grand, sums, strict=True))])
    return rows


def slipped(rng: random.Random, value: float, places: int) -> float:
    """The value as a slip leaves it."""
    power: int = 10**places
    digits = str(round(abs(value) * power))
    kind = rng.choice(("swap", "digit", "factor", "other"))
    places_ = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]]
    if kind == "swap" and places_:
        n = rng.choice(places_)
        return int(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]) / power
    if kind == "digit" and len(digits) > 1:
        n = rng.randrange(len(digits))
        return int(digits[:n] + rng.choice("0123456789".replace(digits[n], "")) + digits[n + 1 :]) / power
    if kind == "factor" and value:
        return round(value * rng.choice((10, 10_000)), places)
    return round(value + rng.choice((-1, 1)) * (5 + rng.random() * max(abs(value), 40)), places)


def main(count: int) -> None:
    """Clean tables first, then as many with a slip."""
    rng = random.Random(17)
    start = time.process_time()
    clean = Counter[str]()
    for number in range(60):
        rows, _, _ = made(rng, number)
        if number % LONG_EVERY == LONG_EVERY - 1:
            rows = long(random.Random(number), number // LONG_EVERY % 3)
        told = check.check(check.recover(RawSheet("表", rows)), 0)
        firm = [f for f in told.findings if f.level != "提示性"]
        clean["totals"] += sum(o.rule in ("foot", "roll_forward") for o in told.outcomes)
        clean["totals"] += sum(sum(tally.counts.values()) for tally in told.tallies)
        clean["alarms"] += len(firm)
        clean["unchecked"] += sum(map(len, told.unchecked))
        if firm and "-v" in sys.argv:
            print(LAYOUTS[number % len(LAYOUTS)].__name__, number, [(f.cell.a1, f.code, f.words) for f in firm])
    print(f"60 clean tables: {dict(clean)}")
    by: Counter[tuple[str, str]] = Counter()
    for number in range(count):
        rows, cells, places = made(rng, number)
        r, c = rng.choice([cell for cell in cells if rows[cell[0]][cell[1]]])
        before = rows[r][c]
        assert isinstance(before, int | float)
        while rows[r][c] == before or abs(rows[r][c] - before) < 8 * 10**-places:  # type: ignore[operator]
            rows[r][c] = slipped(rng, before, places)
        told = check.check(check.recover(RawSheet("表", rows)), Options().budget)
        firm = [f for f in told.findings if f.level != "提示性"]
        layout = LAYOUTS[number % len(LAYOUTS)].__name__
        by[layout, "made"] += 1
        near = [f for f in firm if any((x.row, x.column) == (r + 1, c + 1) for x in f.cells)]
        by[layout, "found"] += bool(near)
        by[layout, "first"] += bool(near) and (near[0].cell.row, near[0].cell.column) == (r + 1, c + 1)
        by[layout, "alone"] += len(firm) <= 1
        if "-v" in sys.argv and (not near or len(firm) > 1):
            print(
                layout,
                number,
                (r + 1, c + 1),
                before,
                rows[r][c],
                [(f.cell.a1, f.words.get("patterns")) for f in firm],
            )
    for layout in (*dict.fromkeys(key for key, _ in by), "all"):
        told_ = {
            what: sum(n for (key, kind), n in by.items() if kind == what and layout in (key, "all"))
            for what in ("made", "found", "first", "alone")
        }
        print(f"{layout:10s} {told_}")
    print(f"{time.process_time() - start:.1f} s")


def run() -> None:
    """Sixty clean tables and 500 with a slip."""
    main(500)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 500)
