"""The plan's 2188 projects: class, region, name, code, investment by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from examples import names, places, plan, schedule, years
from examples.draw import between, draw, fit, share, shuffled
from examples.lists import NETWORKS, REGIONS
from recon.schemas import codes

#: Hundredths of a 万元, in which all amounts are kept.
CENTS = 100
Slot = tuple[str, str]  #: class and region


@dataclass(frozen=True)
class Project:
    """A project as all reports know it. Amounts are in hundredths of a 万元."""

    network: str
    category: str
    region: str
    name: str
    code: str
    owner: str
    nature: str
    start: str
    finish: str
    stage: schedule.Stage
    splits: tuple[int, ...]  #: before 2020, 2020 … 2025, after

    @property
    def total(self) -> int:
        """总投资."""
        return sum(self.splits)

    @property
    def step(self) -> int:
        """What its amounts are a multiple of."""
        return step(self.network, self.region)


def step(network: str, region: str) -> int:
    """What amounts must be a multiple of so that a region's unit shows them exactly."""
    return CENTS if places.unit(network, region) == "亿元" else 1


@cache
def everything() -> tuple[Project, ...]:
    """All projects, in the order of networks and classes."""
    return tuple(_numbered(project for network in NETWORKS for project in _network(network)))


def _numbered(projects: Iterator[Project]) -> Iterator[Project]:
    for number, project in enumerate(projects, 1):
        yield replace(project, code=code(project, number))


def code(project: Project, number: int) -> str:
    """A 项目代码 of the old form, or of the new one where the works begin after 2020; its number is its own."""
    place, kind = places.CODES[project.region], f"{between(1, 89, 'kind', project.name):02d}"
    if project.start < "2021" or draw(3, "code", project.name):
        year = min(max(int(project.start[:4]) - 1, 2015), 2020)
        return f"{year}-{place}-{kind}-01-{number:06d}"
    bare = f"{('2011', '2012')[draw(2, 'month', project.name)]}-{place}-04-01-{number:05d}"
    return next(whole for digit in range(10) if codes.checks(whole := f"{bare}{digit}"))


def _network(network: str) -> Iterator[Project]:
    """The projects of a network, by class."""
    slots = _slots(network)
    totals = _totals(network, slots)
    plans = _plans(network, slots, totals)
    drafts = sorted(zip(slots, _named(slots), plans, strict=True), key=lambda d: _place(network, d[0][0]))
    for (category, region), name, planned in drafts:
        yield Project(
            network,
            category,
            region,
            name,
            "",
            places.bureau(region, category, network),
            _nature(name, planned),
            planned.start,
            planned.finish,
            planned.stage,
            planned.splits,
        )


def _plans(network: str, slots: list[Slot], totals: list[int]) -> list[schedule.Planned]:
    """The plan of each project, made for each part of the network that the plan prints years of."""
    found: dict[int, schedule.Planned] = {}
    for part, classes in years.parts(network).items():
        members = [n for n, (category, _) in enumerate(slots) if category in classes]
        steps = [step(network, slots[n][1]) for n in members]
        planned = schedule.plans(part, years.of(network, part), [totals[n] for n in members], steps)
        found |= dict(zip(members, planned, strict=True))
    return [found[n] for n in range(len(slots))]


def _place(network: str, category: str) -> int:
    return NETWORKS[network][1].index(category)


def _nature(name: str, planned: schedule.Planned) -> str:
    if "迁建" in name:
        return "迁建"
    if planned.splits[0]:
        return "续建"
    return "改扩建" if "改" in name or "扩" in name else "新建"


def _slots(network: str) -> list[Slot]:
    """Class and region of each project, so that both count as the plan says; named projects come first."""
    classes, regions = Counter(plan.class_numbers(network)), Counter(_regions(network))
    slots = [slot for slot, named in names.NAMED.items() if slot[0] in classes for _ in named]
    slots += [
        (name, place)
        for name, place in names.ALONE.items()
        for _ in range(classes[name] - sum(slot[0] == name for slot in slots))
    ]
    classes.subtract(name for name, _ in slots)
    regions.subtract(region for _, region in slots)
    assert min([*classes.values(), *regions.values()]) >= 0, (network, classes, regions)
    left = shuffled(regions.elements(), "regions", network)
    return slots + list(zip(classes.elements(), left, strict=True))


def _regions(network: str) -> dict[str, int]:
    """Region → number of projects: the plan's, else one each and the rest as the plan spreads its city works."""
    city = {region: plan.number("市政基础设施网", region) or 0 for region in REGIONS}
    if network == "市政基础设施网":
        return city
    more = share(plan.numbers()[network] - len(city), list(city.values()))
    return {region: 1 + extra for region, extra in zip(city, more, strict=True)}


def _totals(network: str, slots: list[Slot]) -> list[int]:
    """总投资 of each project in 万元: exactly the plan's by region where it states that, else by class."""
    weights = [between(20, 120, "weight", network, place) ** 2 for place in range(len(slots))]
    by_class = ([name for name, _ in slots], plan.class_totals(network))
    if network != "市政基础设施网":
        return _shared(fit(weights, [by_class], 1), *by_class)
    by_region = ([region for _, region in slots], {r: plan.total(network, r) for r in REGIONS})
    return _shared(fit(weights, [by_class, by_region]), *by_region)


def _shared(weights: list[int], groups: list[str], totals: dict[str, int]) -> list[int]:
    """Each group's total shared out within it."""
    found = [0] * len(weights)
    for name, total in totals.items():
        members = [n for n, group in enumerate(groups) if group == name]
        for n, amount in zip(members, share(total, [weights[n] for n in members]), strict=True):
            found[n] = amount
    return found


def _named(slots: list[Slot]) -> list[str]:
    """A name for each slot: the plan's while there are any, then numbered ones."""
    waiting = {slot: list(given) for slot, given in names.NAMED.items()}
    numbers: Counter[Slot] = Counter()
    found = []
    for slot in slots:
        if waiting.get(slot):
            found.append(waiting[slot].pop(0))
        else:
            numbers[slot] += 1
            found.append(names.plain(*slot, numbers[slot]))
    return found
