"""The governments' library: the lead departments' with differences of twelve kinds, and what is then true of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, zip_longest

from examples.draw import Chance, shuffled
from examples.lists import REGIONS
from examples.pair import coined
from examples.pair.changes import CHANGES, Change
from examples.pair.rows import Pair, Planted, Row, projects, summed
from recon.schemas.monthly import SPLITS

#: Kinds that make or take away rows, and how many of each among 2,188 projects.
SPLIT, MERGED, DROPPED, ADDED, REPEATED = "拆分", "合并", "仅行业库", "仅地方库", "重复填报"
TIMES = {SPLIT: 12, MERGED: 12, DROPPED: 15, ADDED: 12, REPEATED: 12}
#: How the parts of a project are named after it.
PARTS = ("{whole}（子项{n}）", "{whole}{n}标段", "{whole}（{n}期）")


@dataclass
class _Bench:
    """The pair being made; each project takes one difference."""

    made: Pair
    chance: Chance
    there: dict[int, Row]
    free: list[int]  #: keys of projects that can take a difference, the next one last
    fresh: int  #: the next key
    copies: set[tuple[int, int]] = field(default_factory=set)

    @cached_property
    def kinds(self) -> dict[int, tuple[str, str, str]]:
        """Network, region and class of each project."""
        return {row["key"]: (row["网别"], row["地区"], row["类别"]) for row in self.made.left}

    def take(self, fits: Callable[[Row], bool] = lambda row: True) -> Row:
        """The next project that a difference fits, else the next one; it can take no other difference."""
        places = (n for n in reversed(range(len(self.free))) if fits(self.there[self.free[n]]))
        return self.there[self.free.pop(next(places, -1))]

    def new(self) -> int:
        """A key of its own."""
        self.fresh += 1
        return self.fresh - 1

    def tell(self, kind: str, left: tuple[int, ...], right: tuple[int, ...]) -> None:
        """Remember a difference."""
        self.made.planted.append(Planted(kind, left, right))


def example() -> Pair:
    """The pair on the plan's 2,188 projects; the governments' rows by region."""
    made = plant(projects(), "pair")
    order = {region: number for number, region in enumerate(REGIONS)}
    made.right.sort(key=lambda row: order[row["地区"]])
    return made


def plant(left: list[Row], key: str, factor: float = 1) -> Pair:
    """Two libraries with 200 × ``factor`` differences of twelve kinds; what is drawn depends on ``key``."""
    bench = _Bench(
        Pair(left, []),
        Chance("differences", key),
        {row["key"]: dict(row) for row in left},
        _free(left, key),
        len(left),
    )
    for change in CHANGES:
        for _ in range(round(change.times * factor)):
            _changed(bench, change)
    for kind, make in _KINDS.items():
        for _ in range(round(TIMES[kind] * factor)):
            make(bench)
    return _finished(bench)


def _free(left: list[Row], key: str) -> list[int]:
    """Projects with codes in some order, every other one of a name of its own while there are any."""
    order = shuffled((row for row in left if row["项目代码"]), "free", key)
    own, others = ([row["key"] for row in order if row["own"] == which] for which in (True, False))
    return [n for n in chain.from_iterable(zip_longest(own, others)) if n is not None][::-1]


def _finished(bench: _Bench) -> Pair:
    made, first = bench.made, len(bench.made.left)
    many = {key for mine, theirs in made.bundles for key in mine | theirs}
    made.pairs = {(key, key) for key in bench.there if key < first and key not in many}
    made.either = made.pairs | bench.copies
    made.right = list(bench.there.values())
    return made


def _changed(bench: _Bench, change: Change) -> None:
    def fits(row: Row) -> bool:
        other = dict(row)
        change.make(Chance("fits"), other)
        return bool(other["项目名称"] != row["项目名称"])

    row = bench.take(fits) if change.spelling else bench.take()
    change.make(bench.chance, row)
    bench.tell(change.kind, (row["key"],), (row["key"],))


def _split(bench: _Bench) -> None:
    """One project as two or three; the first part may keep the code."""
    whole = bench.take()
    del bench.there[whole["key"]]
    count, words, kept = 2 + bench.chance.below(2), bench.chance.choice(PARTS), bench.chance.below(2)
    keys = tuple(bench.new() for _ in range(count))
    for n, key in enumerate(keys):
        shares = {label: whole[label] // count + (n == count - 1) * (whole[label] % count) for label in SPLITS}
        code = whole["项目代码"] if not n and kept else coined.code(bench.chance, key)
        name = words.format(whole=whole["项目名称"], n=coined.CHINESE[n])
        bench.there[key] = {
            **whole,
            **shares,
            "key": key,
            "总投资": sum(shares.values()),
            "项目名称": name,
            "项目代码": code,
        }
    bench.made.bundles.add((frozenset({whole["key"]}), frozenset(keys)))
    bench.tell(SPLIT, (whole["key"],), keys)


def _merged(bench: _Bench) -> None:
    """Two or three projects of one class and region as one, without a code."""

    first, others = next(_mergeable(bench), (None, []))
    if first is None:  # a small example may have no two of a kind left
        return
    keys = (first, *others[: 1 + bench.chance.below(2)])
    bench.free = [key for key in bench.free if key not in keys]
    parts = [bench.there.pop(key) for key in keys]
    one = parts[0]
    name = f"{one['地区']}{one['类别']}打捆项目（{one['项目名称'].removeprefix(one['地区'])}等{len(keys)}个）"
    bench.there[first] = {**one, **summed(parts), "项目名称": name, "项目代码": ""}
    bench.made.bundles.add((frozenset(keys), frozenset({first})))
    bench.tell(MERGED, keys, (first,))


def _mergeable(bench: _Bench) -> Iterator[tuple[int, list[int]]]:
    """Projects that can be merged, and with which: of one network, class and region."""
    for first in reversed(bench.free):
        kind = bench.kinds[first]
        if others := [key for key in bench.free if bench.kinds[key] == kind and key != first]:
            yield first, others


def _dropped(bench: _Bench) -> None:
    """In the lead departments' library alone."""
    key = bench.take()["key"]
    del bench.there[key]
    bench.tell(DROPPED, (key,), ())


def _added(bench: _Bench) -> None:
    """In the governments' library alone: like another project of its class, with its own name, code and amounts."""
    model, key = bench.chance.choice(bench.made.left), bench.new()
    years = {label: model[label] * (30 + bench.chance.below(40)) // 100 for label in SPLITS}
    bench.there[key] = {
        **model,
        **years,
        "key": key,
        "own": True,
        "总投资": sum(years.values()),
        "项目名称": coined.name(bench.chance, model["类别"], model["地区"]),
        "项目代码": coined.code(bench.chance, key),
    }
    bench.tell(ADDED, (), (key,))


def _repeated(bench: _Bench) -> None:
    """Told twice by the governments."""
    row, key = bench.take(), bench.new()
    bench.there[key] = {**row, "key": key}
    bench.copies.add((row["key"], key))
    bench.tell(REPEATED, (row["key"],), (row["key"], key))


_KINDS: dict[str, Callable[[_Bench], None]] = {
    SPLIT: _split,
    MERGED: _merged,
    DROPPED: _dropped,
    ADDED: _added,
    REPEATED: _repeated,
}


def kinds() -> Iterator[str]:
    """Every kind of difference."""
    yield from (change.kind for change in CHANGES)
    yield from TIMES
