"""The projects of one side read for comparison: codes repaired, names parsed when asked for, in an order that the sheet's has no part in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from recon.match import names, places
from recon.match.codes import Code, completed, repair
from recon.match.library import CATEGORY, CODE, NAME, NETWORK, REGION, TOTAL, Library
from recon.match.names import Name
from recon.schemas.monthly import SPLITS

START, FINISH, UNIT, NATURE = "开工年月", "竣工年月", "责任单位", "建设性质"


@dataclass(frozen=True)
class Rows:
    """A library with what is computed once for each project; positions are the library's."""

    library: Library
    codes: tuple[Code, ...]
    single: tuple[bool, ...]  #: no other row of the network and region has the same total and years

    @cached_property
    def _parsed(self) -> dict[int, Name]:
        return {}

    def name(self, place: int) -> Name:
        """The name of a project as it compares; most have the same code in both, and are never asked for it."""
        found = self._parsed.get(place)
        if found is None:
            own = self.library
            found = self._parsed[place] = names.parse(
                own.named(place, NAME), own.named(place, REGION), self._home(place)
            )
        return found

    def _home(self, place: int) -> str:
        """The county that the unit responsible for a project is of; blank where it is of none or of several."""
        found = places.named(self.units[place]) - {places.stem(self.groups[place][1])}
        return next(iter(found)) if len(found) == 1 else ""

    @cached_property
    def order(self) -> list[int]:
        """All positions, by what the projects are and not by where they stand."""
        return sorted(range(len(self.library)), key=self.identity)

    def identity(self, place: int) -> tuple[str, ...]:
        """All that is told of a project, as a key to sort by."""
        own = self.library
        amounts = (str(own.amount(place, label)) for label in sorted(own.report.amounts))
        return (
            own.text(place, NAME),
            *(own.text(place, label) for label in sorted(own.labels) if label != "序号"),
            *amounts,
        )

    @cached_property
    def groups(self) -> list[tuple[str, str]]:
        """Network and region of each project: names are compared within them."""
        own = self.library
        return [(own.text(p, NETWORK), own.named(p, REGION)) for p in range(len(own))]

    @cached_property
    def categories(self) -> list[str]:
        """The class of each project."""
        return [self.library.text(p, CATEGORY) for p in range(len(self.library))]

    @cached_property
    def totals(self) -> list[int | None]:
        """Total investment of each project."""
        return [self.library.amount(p, TOTAL) for p in range(len(self.library))]

    @cached_property
    def years(self) -> list[tuple[int | None, ...]]:
        """Planned investment of each project by year, in the order of the form."""
        return [tuple(self.library.amount(p, label) for label in SPLITS) for p in range(len(self.library))]

    @cached_property
    def dates(self) -> list[tuple[str, str]]:
        """Months of start and finish of each project."""
        own = self.library
        return [(own.text(p, START), own.text(p, FINISH)) for p in range(len(own))]

    @cached_property
    def units(self) -> list[str]:
        """The unit responsible for each project."""
        return [self.library.named(p, UNIT) for p in range(len(self.library))]

    @cached_property
    def by_code(self) -> dict[str, list[int]]:
        """Code → positions; blank codes and those that lost their end are left out."""
        found: dict[str, list[int]] = {}
        for place in self.order:
            code = self.codes[place]
            if code.text and not code.prefix:
                found.setdefault(code.text, []).append(place)
        return found

    @cached_property
    def repeated(self) -> set[int]:
        """Positions of projects whose code stands more than once."""
        return {place for places in self.by_code.values() if len(places) > 1 for place in places}


def both(left: Library, right: Library) -> tuple[Rows, Rows]:
    """Read two libraries; a code cut short is completed from the other side."""
    mine, theirs = _codes(left), _codes(right)
    return _read(left, completed(mine, theirs)), _read(right, completed(theirs, mine))


def _read(library: Library, codes: list[Code]) -> Rows:
    rows = Rows(library, tuple(codes), ())
    profiles = list(zip(rows.groups, rows.totals, rows.years, strict=True))
    count = Counter(profiles)
    return replace(rows, single=tuple(count[profile] == 1 for profile in profiles))


def _codes(library: Library) -> list[Code]:
    return [repair(library.text(place, CODE)) for place in range(len(library))]


#: What names are matched by; the rest of a project is compared where it was read.
_NEEDED = (NAME, NETWORK, REGION, START, FINISH, UNIT, NATURE)


def taken(rows: Rows, places: list[int]) -> Rows:
    """Only some of the projects, and of them what matching by name needs: small enough to be sent to another process."""
    own = rows.library
    some = own.only(places, _NEEDED, [label for label in (TOTAL, *SPLITS) if label in own.report.amounts])
    return Rows(some, tuple(rows.codes[p] for p in places), tuple(rows.single[p] for p in places))
