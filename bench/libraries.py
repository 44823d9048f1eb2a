"""Project libraries larger or smaller than the plan, in its proportions, with the example's kinds of differences."""

from __future__ import annotations

import random
from collections import Counter

from examples.draw import Chance
from examples.lists import NATURES, NETWORKS, REGIONS
from examples.pair import coined
from examples.pair.plant import plant
from examples.pair.rows import AMOUNTS, Pair, Row
from recon import packaged, workbook
from recon.match.library import Library
from recon.plan import plans
from recon.schemas.monthly import SPLITS
from recon.submission import Submission

SEED = 761
LABELS = (
    "序号",
    "项目代码",
    "项目名称",
    "网别",
    "类别",
    "地区",
    "责任单位",
    "建设性质",
    "开工年月",
    "竣工年月",
    *AMOUNTS,
    "储备阶段",
    "建设状态",
    "备注",
)


def projects(count: int, seed: int = SEED) -> list[Row]:
    """As many projects, by network, region and total in the plan's proportions."""
    rng, chance = random.Random(seed), Chance("projects", seed)
    rows: list[Row] = []
    for network, region, number, total in _shares(count):
        for amount in _amounts(rng, number, total):
            rows.append(_project(rng, chance, len(rows), network, region, amount))
    _unlike(chance, rows)
    return rows


def _shares(count: int) -> list[tuple[str, str, int, int]]:
    """Network, region, number of projects and total in 万元, from the plan's own figures."""
    base = plans.base(workbook.read(packaged.targets()))
    told = {
        (f.coordinate.measure, f.coordinate.item, f.coordinate.region): f.value
        for f in base.figures
        if f.coordinate.item in NETWORKS and f.coordinate.period in ("2020-2025", "全周期")
    }
    numbers = {n: int(told.get(("项目数", n, "全省"), 0)) for n in NETWORKS}
    numbers["水网"] = 2188 - sum(numbers.values())
    found: list[tuple[str, str, int, int]] = []
    for network in NETWORKS:
        money = int(told["总投资", network, "全省"] * 10_000)
        for region, name in REGIONS.items():
            weight = told.get(("项目数", "市政基础设施网", name), 1)
            known = told.get(("项目数", network, name))
            number = int(known if known is not None else numbers[network] * weight / 1289)
            amount = int(told[("总投资", network, name)] * 10_000) if known is not None else int(money * weight / 1289)
            found.append((network, region, number, amount))
        first, *rest = [f for f in found if f[0] == network]
        number = numbers[network] - sum(f[2] for f in rest)  # what rounding left over, with its money
        found[-len(REGIONS)] = (network, first[1], number, money - sum(f[3] for f in rest if f[2]))
    factor = count / 2188
    scaled = [(n, r, round(k * factor), int(m * factor)) for n, r, k, m in found]
    short = count - sum(s[2] for s in scaled)
    first = scaled[0]
    scaled[0] = (first[0], first[1], first[2] + short, first[3])
    return [s for s in scaled if s[2] > 0]


def _amounts(rng: random.Random, count: int, total: int) -> list[int]:
    """Amounts in 分 of 万元 that sum to the total; many are round, as in any plan."""
    weights = [rng.paretovariate(1.1) for _ in range(count)]
    found = [max(int(total * 100 * w / sum(weights)) // 10_000 * 10_000, 10_000) for w in weights]
    found = [f + rng.randrange(10_000) if rng.random() < 0.4 else f for f in found]
    found[-1] = max(found[-1] + total * 100 - sum(found), 10_000)
    return found


def _project(rng: random.Random, chance: Chance, key: int, network: str, region: str, amount: int) -> Row:
    category = rng.choice(NETWORKS[network][1])
    start = rng.randrange(2019, 2024)
    finish = start + rng.randrange(1, 4)
    row: Row = {
        "key": key,
        "own": True,
        "项目代码": coined.code(chance, key),
        "项目名称": coined.name(chance, category, region),
        "网别": network,
        "类别": category,
        "地区": region,
        "责任单位": f"{region}{NETWORKS[network][0].removeprefix('省')}",
        "建设性质": rng.choice(NATURES),
        "开工年月": f"{start}-{rng.randrange(3, 11):02d}",
        "竣工年月": f"{finish}-{rng.randrange(6, 13):02d}",
        "储备阶段": "前期",
        "建设状态": "未开工",
        "备注": "",
    }
    return row | money(amount, start, finish)


def money(amount: int, start: int, finish: int) -> Row:
    """Total and years of an amount in 分 of 万元, spread evenly with the rest in the last year."""
    years = [y for y in range(len(SPLITS)) if start <= 2019 + y <= finish]
    share = amount // len(years)
    split = dict.fromkeys(SPLITS, 0)
    for y in years:
        split[SPLITS[y]] = share
    split[SPLITS[years[-1]]] += amount - share * len(years)
    return {"总投资": amount, **split}


def _unlike(chance: Chance, rows: list[Row]) -> None:
    """No two names in one network and region are equal."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        while seen[row["网别"], row["地区"], row["项目名称"]]:
            row["项目名称"] = coined.name(chance, row["类别"], row["地区"])
        seen[row["网别"], row["地区"], row["项目名称"]] += 1


def library(rows: list[Row], path: str = "左.xlsx") -> Library:
    """Rows as a side, without a workbook in between."""
    texts = [label for label in LABELS if label not in AMOUNTS]
    report = Submission(
        path,
        "0" * 64,
        {},
        "项目库",
        "万元",
        2,
        2,
        tuple(range(3, len(rows) + 3)),
        {name: n for n, name in enumerate(LABELS, 1)},
        {t: [str(row.get(t, "")) for row in rows] for t in texts},
        {a: [row[a] for row in rows] for a in AMOUNTS},
    )
    return Library(report)


def example(count: int, seed: int = SEED, factor: float = 1) -> Pair:
    """Two libraries of ``count`` projects with 200 × ``factor`` differences; the right one in another order."""
    made = plant(projects(count, seed), f"{count} {seed}", factor)
    random.Random(seed).shuffle(made.right)
    return made
