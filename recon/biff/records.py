"""Where records begin and end: found many at a time, since a sheet has half a million of them.

A record tells only where the next one begins. So all places of a block that look like usual records are found
at once; where each ends exactly at the beginning of the next, the whole run is taken, and only between runs is
a record looked at by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from recon.biff.grid import Array
from recon.guard.limits import MIB, Unsafe

_BLOCK = MIB
#: More records that come in no runs take too long.
_MOST = 4_000_000

#: Beginnings and ends of what looks like usual records from one offset to another.
Usual = Callable[[int, int], tuple[Array, Array]]
#: The record at an offset: its code, where its body begins and ends, and whether it is to be kept.
Single = Callable[[int], tuple[int, int, int, bool] | None]


@dataclass(frozen=True)
class Records:
    """Records in their order: code, beginning and end of the body."""

    codes: Array
    bodies: Array
    ends: Array

    def with_codes(self, *codes: int) -> Records:
        """Those of these codes."""
        kept = np.isin(self.codes, codes) if len(codes) > 1 else self.codes == codes[0]
        return Records(self.codes[kept], self.bodies[kept], self.ends[kept])

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(zip(self.bodies.tolist(), self.ends.tolist(), strict=True))

    def __len__(self) -> int:
        return len(self.codes)

    def least(self) -> int:
        """The size of the shortest body; a large number without any."""
        return int((self.ends - self.bodies).min()) if len(self) else MIB

    def most(self) -> int:
        """The size of the longest body; zero without any."""
        return int((self.ends - self.bodies).max()) if len(self) else 0


def walk(
    at: int,
    usual: Usual,
    single: Single,
    head: Callable[[Array], tuple[Array, int]],
    flat: Callable[[], bool] = lambda: True,
) -> Records:
    """The records from an offset until ``single`` gives None.

    ``head``: the codes of usual records, and the bytes before their bodies. ``flat``: whether runs may be taken.
    """
    codes, bodies, ends = ([np.empty(0, kind)] for kind in (np.uint16, np.int64, np.int64))
    loose: list[tuple[int, int, int]] = []
    starts = stops = breaks = np.empty(0, np.int64)
    looked = -1
    for _ in range(_MOST):
        if at >= looked and flat():
            starts, stops = _joined(at, *usual(at, looked := at + _BLOCK))
            linked = np.flatnonzero(stops[:-1] != starts[1:])
            breaks = np.append(linked, len(starts) - 1)
        index = int(np.searchsorted(starts, at)) if flat() else len(starts)
        if index < len(starts) and starts[index] == at:
            last = int(breaks[np.searchsorted(breaks, index)]) + 1
            _put(loose, codes, bodies, ends)
            run, size = head(starts[index:last])
            codes.append(run)
            bodies.append(starts[index:last] + size)
            ends.append(stops[index:last])
            at = int(stops[last - 1])
            continue
        record = single(at)
        if record is None:
            _put(loose, codes, bodies, ends)
            return Records(np.concatenate(codes), np.concatenate(bodies), np.concatenate(ends))
        code, body, at, kept = record
        if kept:
            loose.append((code, body, at))
    raise Unsafe("FILE06", "limits")


def _joined(at: int, starts: Array, ends: Array) -> tuple[Array, Array]:
    """Those that begin where another one ends, or at ``at``: a look-alike within a record hardly ever does."""
    if not len(starts):
        return starts, ends
    begun = np.zeros(int(ends.max()) - at + 1, np.bool_)
    begun[ends - at] = True
    begun[0] = True
    kept = begun[starts - at]
    return starts[kept], ends[kept]


def _put(loose: list[tuple[int, int, int]], *columns: list[Array]) -> None:
    """Records met one by one, put behind those before them."""
    for values, column in zip(zip(*loose, strict=True), columns, strict=False):
        column.append(np.array(values, column[0].dtype))
    loose.clear()
