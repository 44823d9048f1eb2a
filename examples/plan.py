"""What the plan states of its projects: numbers and investment, read from data/targets.xlsx."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from examples.draw import share
from examples.lists import NETWORKS, PROVINCE, REGIONS
from recon import packaged, units
from recon.figures import Base
from recon.model import Figure
from recon.plan import plans

WHOLE = "761工程"
PERIOD, LIFE, FIRST_YEAR, FIVE_YEARS = "2020-2025", "全周期", "2020", "2021-2025"
#: Weights of classes where the plan states none: number of projects, investment.
NUMBERS = {
    "5G基础设施": 40,
    "大数据中心": 45,
    "人工智能": 50,
    "工业互联网": 55,
    "通讯基础设施": 60,
    "数字政务基础设施": 139,
    "水利基础设施": 6,
    "引调水": 2,
    "河湖连通": 1,
    "水污染治理": 2,
    "高标准农田": 1,
    "省域骨干网架": 14,
    "市域骨干网架": 30,
    "配电网": 60,
    "充电桩": 10,
    "油气长输管网": 18,
    "储气设施": 5,
    "成品油储备库": 1,
    "加油站": 83,
}
MONEY = {
    "5G基础设施": 150,
    "大数据中心": 220,
    "人工智能": 120,
    "工业互联网": 110,
    "通讯基础设施": 129,
    "数字政务基础设施": 110,
    "铁路": 442,
    "高速公路": 1001,
    "普通国省道": 1196,
    "农村公路": 62,
    "机场": 173,
    "综合交通枢纽": 166,
    "水利基础设施": 450,
    "引调水": 300,
    "河湖连通": 60,
    "水污染治理": 250,
    "高标准农田": 247,
    "省域骨干网架": 180,
    "市域骨干网架": 120,
    "配电网": 163,
    "充电桩": 14,
    "油气长输管网": 90,
    "储气设施": 65,
    "成品油储备库": 5,
    "加油站": 38,
}
#: Class with money in the plan but no project in its numbers → class that gives one up, so that it has any.
UNCOUNTED = {"农村公路": "普通国省道"}


@cache
def base() -> Base:
    """The plan's figures."""
    return plans.load(packaged.targets())


def printed(measure: str, item: str, period: str, region: str = PROVINCE) -> Figure | None:
    """The plan's finest print of a coordinate, the first of equals; None where it prints nothing."""
    place = REGIONS.get(region, region)
    found = [
        f
        for f in base().figures
        if (f.coordinate.measure, f.coordinate.item, f.coordinate.period, f.coordinate.region)
        == (measure, item, period, place)
    ]
    return min(found, key=lambda f: f.ulp, default=None)


def money(figure: Figure) -> int:
    """An amount in whole 万元."""
    factor = units.ratio(units.parse(figure.unit), units.parse("万元"))
    assert factor is not None
    return int(figure.value * factor)


def total(item: str, region: str = PROVINCE) -> int:
    """总投资 of a network, in 万元: of the whole as the networks share it, of a region as printed."""
    return totals()[item] if region == PROVINCE else money(_investment(item, region))


@cache
def totals() -> dict[str, int]:
    """Network → 总投资 in 万元: its finest print; what the sum lacks of the plan's total, the coarsest prints take.

    The plan prints two networks in whole 亿元 only, so that their prints leave room for it.
    """
    prints = {network: _investment(network, PROVINCE) for network in NETWORKS}
    stated = {network: money(figure) for network, figure in prints.items()}
    rest = money(_investment(WHOLE, PROVINCE)) - sum(stated.values())
    coarse = max(figure.ulp for figure in prints.values())
    extra = share(abs(rest), [int(figure.ulp == coarse) for figure in prints.values()])
    sign = 1 if rest > 0 else -1
    return {name: amount + sign * more for (name, amount), more in zip(stated.items(), extra, strict=True)}


def _investment(item: str, region: str) -> Figure:
    figure = printed("总投资", item, LIFE, region)
    assert figure is not None, (item, region)
    return figure


def number(item: str, region: str = PROVINCE) -> int | None:
    """项目数, None where the plan does not state it."""
    figure = printed("项目数", item, PERIOD, region)
    return None if figure is None else int(figure.value)


def numbers() -> dict[str, int]:
    """Network → number of projects; what the plan leaves out is what is missing to its total."""
    stated = {network: number(network) for network in NETWORKS}
    rest = (number(WHOLE) or 0) - sum(filter(None, stated.values()))
    return {network: rest if count is None else count for network, count in stated.items()}


def class_numbers(network: str) -> dict[str, int]:
    """Class → number of projects: stated by the plan, the rest shared out by ``NUMBERS``."""
    classes = NETWORKS[network][1]
    stated = {name: number(name) for name in classes if name not in NUMBERS}
    rest = numbers()[network] - sum(filter(None, stated.values()))
    given = share(rest, [NUMBERS.get(name, 0) for name in classes]) if rest else [0] * len(classes)
    found = {name: stated.get(name) or more for name, more in zip(classes, given, strict=True)}
    for name, giver in UNCOUNTED.items():
        if name in found:
            found |= {name: 1, giver: found[giver] - 1}
    return found


def class_totals(network: str) -> dict[str, int]:
    """Class → 总投资 in 万元, together the network's: stated, the rounding shared out, or by ``MONEY``."""
    classes = [name for name, count in class_numbers(network).items() if count]
    prints = [printed("总投资", name, LIFE) for name in classes]
    if any(figure is None for figure in prints) or network == "油气网":
        given = share(total(network), [MONEY[name] for name in classes])
        return dict(zip(classes, given, strict=True))
    stated = [money(figure) for figure in prints if figure]
    rest = total(network) - sum(stated)
    loose = [int((figure.ulp * 1000) ** 2) for figure in prints if figure]
    extra = [(1 if rest > 0 else -1) * part for part in share(abs(rest), loose)]
    return {name: amount + more for name, amount, more in zip(classes, stated, extra, strict=True)}


def years(network: str) -> tuple[int, int]:
    """计划投资 of 2020 and of 2021-2025 in 万元: printed, else of the classes, else an eighth and three quarters.

    What the plan prints for 2020-2025 together is kept.
    """
    first, later, both = (printed("计划投资", network, p) for p in (FIRST_YEAR, FIVE_YEARS, PERIOD))
    if first and later:
        return money(first), money(later)
    if both:
        parts = [printed("计划投资", name, FIRST_YEAR) for name in NETWORKS[network][1]]
        begun = sum(money(part) for part in parts if part)
        return begun, money(both) - begun
    return total(network) // 8, total(network) * 3 // 4


def inside(figure: Figure, amount: Decimal) -> bool:
    """Whether an amount in 万元 is within what a print of the plan stands for."""
    factor = units.ratio(units.parse("万元"), units.parse(figure.unit))
    assert factor is not None
    return figure.interval.low <= amount * factor <= figure.interval.high
