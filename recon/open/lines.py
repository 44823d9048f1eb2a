"""Lines of two tables that mean the same: matched by their paths of labels, never by where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from recon.open import words

Path = tuple[str, ...]
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]+(?=[月季])")


def matched(before: Mapping[int, Path], now: Mapping[int, Path]) -> dict[int, int]:
    """Line before → line now, by the whole path, by the path without its numbers, then by the last label.

    Lines of one name are paired in their order where there are as many on either side, else none of them is.
    """
    pairs: dict[int, int] = {}
    for key in (_whole, _undated, _last):
        left = {line: path for line, path in before.items() if line not in pairs}
        taken = set(pairs.values())
        free = {line: path for line, path in now.items() if line not in taken}
        pairs.update(_paired(left, free, key))
    return pairs


def _paired(
    before: Mapping[int, Path], now: Mapping[int, Path], key: Callable[[Path], Hashable]
) -> Iterator[tuple[int, int]]:
    groups = [_grouped(side, key) for side in (before, now)]
    for name, lines in groups[0].items():
        others = groups[1].get(name, [])
        if len(lines) == len(others):
            yield from zip(lines, others, strict=True)


def _grouped(side: Mapping[int, Path], key: Callable[[Path], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for line, path in side.items():
        groups[key(path)].append(line)
    return groups


def _whole(path: Path) -> Path:
    return tuple(words.fold(label) for label in path)


def _undated(path: Path) -> Path:
    """A path without years, months and other numbers, which change from one file to the next."""
    return tuple(_DIGITS.sub("#", words.fold(label)) for label in path)


def _last(path: Path) -> str:
    return words.fold(path[-1]) if path else ""


def nested(lines: Iterable[tuple[int, str, int]]) -> dict[int, Path]:
    """Path of each line of (line, label, depth), in their order."""
    paths: dict[int, Path] = {}
    above: list[tuple[int, str]] = []
    for line, label, depth in lines:
        while above and above[-1][0] >= depth:
            above.pop()
        paths[line] = (*(name for _, name in above), label)
        above.append((depth, label))
    return paths


def own(paths: Mapping[int, Path], lines: Sequence[int]) -> dict[int, Path]:
    """The paths of some lines among these lines alone: labels above them that head no line of numbers are left out."""
    return nested((line, paths[line][-1], len(paths[line])) for line in lines)
