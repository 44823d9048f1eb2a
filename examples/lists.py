"""The lists of the plan that comes with the program, by the names of this plan: what examples, tests and bench draw from."""

from __future__ import annotations

from recon import catalogue

OURS = catalogue.ours()
#: Network → (lead department, classes of projects), after the plan's annexes.
NETWORKS: dict[str, tuple[str, tuple[str, ...]]] = OURS.networks
PROVINCE = OURS.whole
#: Region of a form → the plan's name for it (annex 6).
REGIONS = {
    region: next((name for name in others if name.endswith("地区")), region) for region, others in OURS.regions.items()
}
NATURES = OURS.values(catalogue.NATURE)
LIBRARIES = OURS.values(catalogue.LIBRARY)
STAGES = OURS.values(catalogue.STAGE)
#: Working group → its area and lead department.
GROUPS = OURS.groups
#: A finished project has at least this share of its total investment completed.
FINISHED_SHARE = OURS.number("完工比例")
#: The year's completion may exceed its plan by this factor before somebody asks.
YEAR_FACTOR = OURS.number("超年度计划倍数")


def classes() -> tuple[str, ...]:
    """All classes, in the order of the networks."""
    return OURS.classes


def network_of(name: str) -> str:
    """The network a class belongs to; blank for an unknown one."""
    return OURS.network_of(name)
