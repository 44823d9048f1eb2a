"""The plan's closed lists, thresholds and deadlines as one value, and which plan is in force.

They stand in sheets 名录 and 参数 of a targets workbook. Those of the plan that comes with the program are kept
beside it as text, so that a run need not read a workbook for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from recon import packaged

NETWORK, CLASS, REGION, COUNTY = "网别", "类别", "地区", "县区"
AREA, GROUP, LIBRARY, STAGE = "领域", "工作组", "库别", "储备阶段"
NATURE, STATE, TASK_STATE, PROBLEM_STATE, TALK = "建设性质", "建设状态", "完成状态", "问题状态", "约谈依据"
#: List → the list that its 上级 must stand in.
PARENTS = {CLASS: NETWORK, REGION: REGION, COUNTY: REGION, GROUP: AREA, TALK: NETWORK}
#: Lists that no plan can do without, and those of which ours hold where a plan has none of its own.
NEEDED = (NETWORK, CLASS, REGION)
USUAL = (LIBRARY, STAGE, NATURE, STATE, TASK_STATE, PROBLEM_STATE)
#: Lists whose values the forms reckon with, each at its place: how many there are.
ORDERED = {LIBRARY: 3, STATE: 4, TASK_STATE: 4, PROBLEM_STATE: 2}
#: Parameters that are numbers, with what holds where a plan does not say.
NUMBERS = {"完工比例": "0.95", "超年度计划倍数": "1.2", "滞后幅度": "0.10", "报送工作日": "5"}
#: The word for all working groups, and the list of them with it.
EVERY_GROUP, OR_EVERY = "全部", "工作组或全部"
#: The places of values in lists that the forms reckon with.
OF_WHOLE, OF_NETWORK, OF_REGION = range(3)
IDLE, _, STOPPED, FINISHED = range(4)
NOT_BEGUN, ADVANCING, ACHIEVED, LATE = range(4)
OPEN, SOLVED = range(2)
_NUMERALS = "〇一二三四五六七八九十"
#: What stands for a name of a plan in help texts and pages.
_TOKEN = re.compile(r"‹(\D+?)(?:(\d+)(别名)?)?›")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a list. ``retired``: the day from which it is neither offered nor owed; blank: in use."""

    listed: str
    value: str
    parent: str = ""
    lead: str = ""  #: the unit that answers for it
    others: tuple[str, ...] = ()  #: what it is called as well
    retired: str = ""


@dataclass(frozen=True, eq=False)
class Catalogue:
    """The lists of a plan, in the plan's order, and its parameters."""

    entries: tuple[Entry, ...]
    parameters: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None  #: of the workbook; None: the plan that comes with the program

    def in_use(self, listed: str) -> tuple[Entry, ...]:
        """The entries of a list that are in use."""
        return tuple(entry for entry in self._lists.get(listed, ()) if not entry.retired)

    def values(self, listed: str) -> tuple[str, ...]:
        """The values that a list offers."""
        return tuple(entry.value for entry in self.in_use(listed))

    def every_value(self, listed: str) -> tuple[str, ...]:
        """The values that a list offers or has offered: a report of an earlier time holds them."""
        return tuple(entry.value for entry in self._lists.get(listed, ()))

    def at(self, listed: str, place: int) -> str:
        """The value that a list whose values the forms reckon with has at a place."""
        return self.every_value(listed)[place]

    def offered(self, listed: str) -> tuple[str, ...]:
        """The values in the dropdown of a list on a form."""
        return self._shown(listed, self.values)

    def accepted(self, listed: str) -> tuple[str, ...]:
        """The values that a form may hold where that list is asked for."""
        return self._shown(listed, self.every_value)

    def _shown(self, listed: str, values: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        if listed == REGION:
            return tuple(dict.fromkeys((self.whole, *values(REGION))))
        return (EVERY_GROUP, *values(GROUP)) if listed == OR_EVERY else values(listed)

    def worded(self, text: str) -> str:
        """A text of a form with the plan's own words in place of ``{names}``."""
        return text.format_map(self.words) if "{" in text else text

    @cached_property
    def words(self) -> dict[str, str]:
        """The plan's own words by the names that stand for them in helps and messages."""

        def one_of(listed: str) -> str:
            *first, last = self.values(listed) or ("",)
            return f"{'、'.join(first)}或{last}" if first else last

        def count(listed: str) -> str:
            number = len(self.in_use(listed))
            return _NUMERALS[number] if number < len(_NUMERALS) else str(number)

        basis = self.word("报送依据")
        libraries, tasks, problems = (self.every_value(listed) for listed in (LIBRARY, TASK_STATE, PROBLEM_STATE))
        return {
            "workdays": str(self.number("报送工作日")),
            "comma_basis": f"，{basis}" if basis else "",
            "basis": f"（{basis}）" if basis else "",
            "networks": count(NETWORK),
            "groups": count(GROUP),
            "areas": count(AREA),
            "whole": self.whole,
            "days": str(self.number("报送工作日")),
            "states": one_of(STATE),
            "stages": one_of(STAGE),
            "natures": one_of(NATURE),
            "libraries": one_of(LIBRARY),
            "task_states": one_of(TASK_STATE),
            "problem_states": one_of(PROBLEM_STATE),
            "area": (*self.values(AREA), AREA)[0],
            "of_whole": libraries[OF_WHOLE],
            "of_network": libraries[OF_NETWORK],
            "of_region": libraries[OF_REGION],
            "achieved": tasks[ACHIEVED],
            "late": tasks[LATE],
            "solved": problems[SOLVED],
        }

    def number(self, name: str) -> Decimal:
        """A threshold or a number of days."""
        return Decimal(self.parameters.get(name) or NUMBERS[name])

    def word(self, name: str) -> str:
        """A parameter in words; blank where the plan does not say."""
        return self.parameters.get(name, "")

    def named(self, text: str) -> str:
        """A text with names of this plan where it has ‹地区1›, its other name ‹地区1别名›, or a parameter ‹报送依据›."""
        return _TOKEN.sub(self._name, text)

    def _name(self, match: re.Match[str]) -> str:
        listed, place, other = match.groups()
        if place is None:
            return self.word(listed)
        entry = [entry for entry in self.in_use(listed) if entry.value != self.whole][int(place) - 1]
        return entry.others[0] if other else entry.value

    @cached_property
    def _lists(self) -> dict[str, tuple[Entry, ...]]:
        by_list: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_list.setdefault(entry.listed, []).append(entry)
        return {name: tuple(entries) for name, entries in by_list.items()}

    @cached_property
    def networks(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Network → lead department and classes of projects."""
        return {
            one.value: (one.lead, tuple(c.value for c in self.in_use(CLASS) if c.parent == one.value))
            for one in self.in_use(NETWORK)
        }

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """All classes, in the order of the networks."""
        return tuple(name for _, names in self.networks.values() for name in names)

    def network_of(self, name: str) -> str:
        """The network a class belongs to; blank for an unknown one."""
        return next((network for network, (_, names) in self.networks.items() if name in names), "")

    @cached_property
    def whole(self) -> str:
        """The word for all regions together: the region that the others belong to."""
        return next((entry.value for entry in self.in_use(REGION) if not entry.parent), "")

    @cached_property
    def regions(self) -> dict[str, tuple[str, ...]]:
        """Region → what it is called as well, in the plan's figures or formerly."""
        return {entry.value: entry.others for entry in self.in_use(REGION) if entry.parent}

    @cached_property
    def region_names(self) -> dict[str, str]:
        """Any name of a region → the region."""
        return {name: region for region, others in self.regions.items() for name in (region, *others)}

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The values of 地区 of a form: the whole, then the regions."""
        return (self.whole, *self.regions)

    @cached_property
    def governments(self) -> dict[str, str]:
        """Region → the unit that reports for it."""
        return {entry.value: entry.lead for entry in self.in_use(REGION) if entry.parent}

    @cached_property
    def groups(self) -> dict[str, tuple[str, str]]:
        """Working group → its area and lead department."""
        return {entry.value: (entry.parent, entry.lead) for entry in self.in_use(GROUP)}

    @cached_property
    def talks(self) -> dict[str, str]:
        """Network whose plan provides for talks with the owners of slow projects → the place that says so."""
        return {entry.parent: entry.value for entry in self.in_use(TALK)}


def built(rows: Iterable[Sequence[str]], parameters: Mapping[str, str]) -> Catalogue:
    """A catalogue from rows of 名录 (列表, 值, 上级, 牵头单位, 别名 separated by 、, 停用) and from 参数."""
    entries = (
        Entry(listed, value, parent, lead, tuple(filter(None, others.split("、"))), retired)
        for listed, value, parent, lead, others, retired in rows
    )
    return Catalogue(tuple(entries), dict(parameters))


@cache
def ours() -> Catalogue:
    """The lists of the plan that comes with the program."""
    loaded = json.loads(packaged.catalogue().read_text("utf-8"))
    return built(loaded["名录"], loaded["参数"])


_IN_FORCE: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


def in_force() -> Catalogue:
    """The lists of the plan in force; those that come with the program where none was named."""
    return _IN_FORCE.get() or ours()


@contextmanager
def using(catalogue: Catalogue) -> Iterator[None]:
    """Put a plan's lists in force for as long as the block runs."""
    token = _IN_FORCE.set(catalogue)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)
