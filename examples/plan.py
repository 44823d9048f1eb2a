"""What the plan states of its projects: numbers and investment, read from data/targets.xlsx."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from examples.draw import share
from recon import packaged, units, workbook
from recon.figures import Base
from recon.kinds import targets
from recon.model import Figure
from recon.schemas.lists import NETWORKS, PROVINCE, REGIONS

WHOLE = "761工程"
#: (measure, class, period) that no set of projects can give, since the plan contradicts itself there: its 106 road
#: projects leave none for the rural roads it plans to pay for, and the five social classes come to less than 833亿元.
CONTRADICTED = {("项目数", "普通国省道", "2020-2025"), ("计划投资", "文化旅游广电", "2021-2025")}
PERIOD, LIFE, FIRST_YEAR, FIVE_YEARS = "2020-2025", "全周期", "2020", "2021-2025"
#: Classes that share a budget → theirs of 2020 and of 2021-2025 in 万元.
Budgets = dict[tuple[str, ...], tuple[int, int]]
#: Network → classes that take what its print of 2021-2025 has beyond theirs: the roads, which the plan prints half a
#: unit higher together than one by one; all city works, a rounding; the social class with most room.
TAKERS = {"路网": ("高速公路", "普通国省道", "农村公路"), "社会事业补短板": ("文化旅游广电",)}
#: Weights of classes where the plan states none: number of projects, investment.
NUMBERS = {
    "5G基础设施": 40, "大数据中心": 45, "人工智能": 50, "工业互联网": 55, "通讯基础设施": 60, "数字政务基础设施": 139,
    "水利基础设施": 6, "引调水": 2, "河湖连通": 1, "水污染治理": 2, "高标准农田": 1,
    "省域骨干网架": 14, "市域骨干网架": 30, "配电网": 60, "充电桩": 10,
    "油气长输管网": 18, "储气设施": 5, "成品油储备库": 1, "加油站": 83,
}  # fmt: skip
MONEY = {
    "5G基础设施": 150, "大数据中心": 220, "人工智能": 120, "工业互联网": 110, "通讯基础设施": 129, "数字政务基础设施": 110,
    "铁路": 442, "高速公路": 1001, "普通国省道": 1196, "农村公路": 62, "机场": 173, "综合交通枢纽": 166,
    "水利基础设施": 450, "引调水": 300, "河湖连通": 60, "水污染治理": 250, "高标准农田": 247,
    "省域骨干网架": 180, "市域骨干网架": 120, "配电网": 163, "充电桩": 14,
    "油气长输管网": 90, "储气设施": 65, "成品油储备库": 5, "加油站": 38,
}  # fmt: skip


@cache
def base() -> Base:
    """The plan's figures."""
    return targets.base(workbook.read(packaged.targets()))


def printed(measure: str, item: str, period: str, region: str = PROVINCE) -> Figure | None:
    """The plan's finest print of a coordinate, the first of equals; None where it prints nothing."""
    place = REGIONS.get(region, region)
    found = [
        f for f in base().figures
        if (f.coordinate.measure, f.coordinate.item, f.coordinate.period, f.coordinate.region)
        == (measure, item, period, place)
    ]  # fmt: skip
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
    """Class → number of projects: stated by the plan, the rest shared out by ``NUMBERS``.

    One of the main roads goes to the rural ones, of which the plan counts none.
    """
    classes = NETWORKS[network][1]
    stated = {name: number(name) for name in classes if name not in NUMBERS}
    rest = numbers()[network] - sum(filter(None, stated.values()))
    given = share(rest, [NUMBERS.get(name, 0) for name in classes]) if rest else [0] * len(classes)
    found = {name: stated.get(name) or more for name, more in zip(classes, given, strict=True)}
    if network == "路网":
        found |= {"普通国省道": found["普通国省道"] - 1, "农村公路": 1}
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
        begun = sum(_years(name)[0] for name in NETWORKS[network][1])
        return begun, money(both) - begun
    return total(network) // 8, total(network) * 3 // 4


def class_years(network: str) -> Budgets:
    """Together the network's: a class has its own where the plan prints it; the others share what is left.

    Where all have their own, ``TAKERS`` take what the network's print has beyond theirs.
    """
    classes = [name for name, count in class_numbers(network).items() if count]
    own: Budgets = {}
    for name in classes:
        if printed("计划投资", name, FIRST_YEAR) or name == "充电桩":
            own[name,] = _years(name)
    first, later = (whole - sum(part) for whole, part in zip(years(network), _columns(own), strict=True))
    rest = tuple(name for name in classes if (name,) not in own)
    if rest:
        return {**own, rest: (first, later)}
    takers = [int(name in TAKERS.get(network, classes)) for name, *_ in own]
    sign = 1 if later > 0 else -1
    extra = [sign * part for part in share(abs(later), takers)]
    found = {key: (begun, five + more) for (key, (begun, five)), more in zip(own.items(), extra, strict=True)}
    if first:  # of the motorways the plan says 确保103 力争159
        begun, five = found["高速公路",]
        found["高速公路",] = (begun + first, five)
    return found


def _columns(found: Budgets) -> tuple[list[int], list[int]]:
    return [begun for begun, _ in found.values()], [later for _, later in found.values()]


def _years(name: str) -> tuple[int, int]:
    """What the plan prints of a class; one it prints for both periods together has a tenth in 2020."""
    first, later, both = (printed("计划投资", name, p) for p in (FIRST_YEAR, FIVE_YEARS, PERIOD))
    if both and not first:
        return money(both) // 10, money(both) - money(both) // 10
    return money(first) if first else 0, money(later) if later else 0


def inside(figure: Figure, amount: Decimal) -> bool:
    """Whether an amount in 万元 is within what a print of the plan stands for."""
    factor = units.ratio(units.parse("万元"), units.parse(figure.unit))
    assert factor is not None
    return figure.interval.low <= amount * factor <= figure.interval.high
