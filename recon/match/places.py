"""Place names inside project names: the plan's regions and counties, each by one stem, and where a name begins."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from recon.catalogue import COUNTY, REGION, Catalogue, in_force
from recon.match import slips

#: Ends of a region's name that project names leave out, and those of a county's.
_ENDING = re.compile(r"(市|地区|州|保护开发区)$")
_RANKS = "市县区旗州"
#: The same behind a stem, but not where they begin another word (市政, 县城, 区域).
_RANK = (
    r"(?:市(?!政(?!府)|场(?!馆)|民(?!政)|[郊区域内])|县(?!城(?![区市镇乡东南西北])|[域道际乡级内界])|区(?![域间块内级])|旗|州(?!际)"
    r"|地区(?!生产))"
)
#: A stem before these is part of another name: a town, a street, a university.
_OTHER = re.compile(
    r"[镇乡村屯]|街(?!道办)|大街|大路|路(?![网灯面段口基侧])|胡同|大学|学院|师大|师范|理工|银行|油田|石化"
)
#: A level by itself in front of an institution: 县医院, 市图书馆.
_LEVEL = re.compile(r"([省市县区])(?![政道域城区郊际级间块村镇场民会乡县市内直属])(?=..)")
_LEVELLED = re.compile(r"^[^\W\d]{2,4}?(?=[市县区州])")


class Read(NamedTuple):
    """Where a name says that something is, and the rest of it."""

    places: frozenset[str]  #: stems, without the own region and what holds a place named behind it
    level: str  #: 省, or 市 for the own region; 县 or 区 where nothing says which
    slip: bool  #: one character of the place was wrong
    rest: str  #: without what stands in front for places


class _PlaceNames(NamedTuple):
    forms: dict[str, str]  #: what a place may be called → its stem
    place: re.Pattern[str]  #: a place anywhere
    ranked: re.Pattern[str]  #: a stem and what its full name has behind it
    lead: re.Pattern[str]  #: a place in front
    leads: dict[str, str]  #: what it may be called there → its stem
    ends: re.Pattern[str]  #: a stem at an end of a line or in a list
    parents: dict[str, str]  #: stem of a county → that of its region
    whole: re.Pattern[str]  #: names of all regions together, in front of a name


@lru_cache(maxsize=8)
def _place_names(plan: Catalogue) -> _PlaceNames:
    forms = {
        name: _stem(region) for region, others in plan.regions.items() for name in (_stem(region), region, *others)
    }
    forms |= {name: one.value for one in plan.in_use(COUNTY) for name in (one.value, *one.others)}
    top = [name for one in plan.in_use(REGION) if not one.parent for name in (one.value, *one.others)]
    short = {value[:-1]: value for value in forms.values() if len(value) > 2 and value[-1] in _RANKS}
    leads = {**{stem: value for stem, value in short.items() if stem not in forms}, **forms}
    leads = {n: value for n, value in leads.items() if n[-1] not in _RANKS or leads.get(n[:-1]) != value}
    bare = [name for name in forms if name[-1] not in _RANKS]
    return _PlaceNames(
        forms,
        _any(list(forms)),
        re.compile(f"({_words(bare)}){_RANK}" if bare else r"(?!)"),
        re.compile(f"({_words(list(leads))})({_RANK}?)" if leads else r"(?!)"),
        leads,
        re.compile(f"(?:^|(?<=[至和]))({_words(bare)})(?=[至和])|(?<=至)({_words(bare)})" if bare else r"(?!)()()"),
        {one.value: _stem(one.parent) for one in plan.in_use(COUNTY)},
        re.compile(f"^(?:{'|'.join(map(re.escape, top))})" if top else r"(?!)"),
    )


def _words(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


def _any(names: list[str]) -> re.Pattern[str]:
    return re.compile(_words(names) if names else r"(?!)")


def _stem(region: str) -> str:
    return _ENDING.sub("", region) or region


def stem(region: str) -> str:
    """The part of a region's name that stands in project names, without 市 or 州; also of another name it has."""
    return _stem(in_force().region_names.get(region, region))


def named(name: str) -> frozenset[str]:
    """The stems of all places a name names."""
    return _named(name, in_force())


@lru_cache(maxsize=100_000)
def _named(name: str, plan: Catalogue) -> frozenset[str]:
    known = _place_names(plan)
    return frozenset(known.forms[found] for found in known.place.findall(known.whole.sub("", name)))


def read(name: str, region: str, home: str = "") -> Read:
    """Where a name in one spelling says that something is; ``home``: the county of the unit that answers for it."""
    known, own = _place_names(in_force()), stem(region)
    rest = known.whole.sub("", name)
    level = "省" if rest != name else ""
    place, slip, rest = _front(known, rest, own)
    if place:
        level = "市" if place == own else ""
    elif not level and (found := _LEVEL.match(rest)):
        level, rest = found[1], rest[1:]
        if level != "省" and home:
            place, level = home, ""
    inside = set(known.ranked.findall(rest))
    rest = known.ranked.sub(r"\1", rest)
    ends = {one or other for one, other in known.ends.findall(rest)}
    inside |= {name for name in ends if known.parents.get(known.forms[name], own) == own}
    inside = {known.forms[found] for found in inside}
    return Read(frozenset(inside | ({place} if place else set())) - {own}, level, slip, rest)


def _front(known: _PlaceNames, name: str, own: str) -> tuple[str, bool, str]:
    """The last of the places that a name begins with, whether it is misspelt, and the rest of the name.

    A county by its stem alone is meant only within its own region: elsewhere a town may begin like it.
    """
    place, slip, rest = "", False, name
    while found := known.lead.match(rest):
        behind = rest[found.end() :]
        ranked = found[2] or found[1][-1] in _RANKS
        joined = behind[:1] in ("至", "和") and not known.lead.match(behind)
        if len(behind) < 2 or joined or (not ranked and _OTHER.match(behind)):
            break
        if not ranked and (above := known.parents.get(known.leads[found[1]])) and above != (place or own):
            break
        place, rest = known.leads[found[1]], behind
    if not place and (near := _LEVELLED.match(rest)) and (meant := _meant(known, near[0])):
        return meant, True, rest[near.end() + 1 :]
    return place, slip, rest


def _meant(known: _PlaceNames, written: str) -> str:
    """The one place that a stem with a wrong character stands for; blank where there is none or several."""
    found = {known.leads[stem] for stem in known.leads if slips.near(written, stem)}
    return found.pop() if len(found) == 1 else ""
