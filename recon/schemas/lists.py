"""The closed lists of the forms as they stand in the plan that comes with the program."""

from __future__ import annotations

from recon import catalogue
from recon.catalogue import EVERY_GROUP as EVERY_GROUP

_OURS = catalogue.ours()
#: Network → (lead department, classes of projects), after the plan's annexes.
NETWORKS: dict[str, tuple[str, tuple[str, ...]]] = _OURS.networks
PROVINCE = _OURS.whole
#: Region of a form → the plan's name for it (annex 6).
REGIONS = {
    region: next((name for name in others if name.endswith("地区")), region) for region, others in _OURS.regions.items()
}
#: Unit of a form → decimals of its amounts.
UNITS = {"元": 2, "千元": 2, "万元": 2, "百万元": 4, "亿元": 4}
#: Sources of funds with their helps, in the order of the forms: columns and sums of every form are made from this list.
FUNDS = (
    ("中央", "中央资金", "Central government"),
    ("省级", "省级资金", "Province"),
    ("市县", "市县资金", "Cities and counties"),
    ("专项债券", "专项债券", "Special bonds"),
    ("银行贷款", "银行贷款", "Bank loans"),
    ("社会资本", "社会资本", "Private capital"),
)
SOURCES = tuple(label for label, _, _ in FUNDS)
NATURES = _OURS.values(catalogue.NATURE)
STATES = _OURS.values(catalogue.STATE)
LIBRARIES = _OURS.values(catalogue.LIBRARY)
STAGES = _OURS.values(catalogue.STAGE)
#: Working group → its area and lead department.
GROUPS = _OURS.groups
AREAS = _OURS.values(catalogue.AREA)
#: States of a task, and of a problem.
NOT_BEGUN, ADVANCING, ACHIEVED, LATE = TASK_STATES = _OURS.values(catalogue.TASK_STATE)
OPEN, SOLVED = PROBLEM_STATES = _OURS.values(catalogue.PROBLEM_STATE)
#: A finished project has at least this share of its total investment completed.
FINISHED_SHARE = _OURS.number("完工比例")
#: The year's completion may exceed its plan by this factor before somebody asks.
YEAR_FACTOR = _OURS.number("超年度计划倍数")
#: A share of the year, or of the works' period, by which completion may trail the calendar before a project
#: counts as lagging.
LAG = _OURS.number("滞后幅度")
#: Networks whose plan provides for talks with the owners of slow projects, with the place that says so.
TALKS = _OURS.talks
REMINDERS = _OURS.word("通报依据")


def classes() -> tuple[str, ...]:
    """All classes, in the order of the networks."""
    return _OURS.classes


def network_of(name: str) -> str:
    """The network a class belongs to; blank for an unknown one."""
    return _OURS.network_of(name)
