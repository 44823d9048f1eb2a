"""Place names inside project names: the plan's regions and counties, each by one stem."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from recon.catalogue import COUNTY, REGION, Catalogue, in_force

#: Ends of a region's name that project names leave out.
_ENDING = re.compile(r"(市|地区|州|保护开发区)$")


class _Known(NamedTuple):
    forms: dict[str, str]  #: what a place may be called → its stem
    place: re.Pattern[str]
    whole: re.Pattern[str]  #: names of all regions together, in front of a name


@lru_cache(maxsize=8)
def _known(plan: Catalogue) -> _Known:
    forms = {
        name: _stem(region) for region, others in plan.regions.items() for name in (_stem(region), region, *others)
    }
    forms |= {name: one.value for one in plan.of(COUNTY) for name in (one.value, *one.others)}
    longest = sorted(forms, key=lambda name: (-len(name), name))
    top = [name for one in plan.of(REGION) if not one.parent for name in (one.value, *one.others)]
    return _Known(forms, _any(longest), re.compile(f"^(?:{'|'.join(map(re.escape, top))})" if top else r"(?!)"))


def _any(names: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names)) if names else r"(?!)")


def _stem(region: str) -> str:
    return _ENDING.sub("", region) or region


def stem(region: str) -> str:
    """The part of a region's name that stands in project names, without 市 or 州; also of another name it has."""
    return _stem(in_force().region_names.get(region, region))


def stems() -> tuple[str, ...]:
    """The stems of all regions."""
    return tuple(dict.fromkeys(map(_stem, in_force().regions)))


def without_province(name: str) -> str:
    """A name without the province, or whatever the regions make up, in front, which says nothing within it."""
    return _known(in_force()).whole.sub("", name)


def named(name: str) -> frozenset[str]:
    """The stems of all places a name names."""
    return _named(name, in_force())


@lru_cache(maxsize=100_000)
def _named(name: str, plan: Catalogue) -> frozenset[str]:
    known = _known(plan)
    return frozenset(known.forms[found] for found in known.place.findall(known.whole.sub("", name)))
