"""Slips of an editor in tables with formulas: found at their cells, one finding each; sound tables say nothing."""

from __future__ import annotations

import random

import pytest

from bench import edited

COUNT = 4


@pytest.mark.parametrize("slip", edited.SLIPS, ids=lambda slip: slip.__name__)
def test_a_slip_is_one_finding(slip: edited.Slip) -> None:
    """Typed over, cut short, counted twice, swapped, told in another unit."""
    rng = random.Random(5)
    for number in range(COUNT):
        places = (0, 2)[number % 2]
        book = edited.made(rng, places)
        cells = {(r + 1, c + 1) for r, c in slip(rng, book, places)}
        found = edited.findings(book)

        assert len(found) == 1
        assert cells & {(cell.row, cell.column) for cell in found[0].cells}


def test_sound_tables_say_nothing() -> None:
    """Formulas with their values, in both precisions."""
    rng = random.Random(6)
    assert [edited.findings(edited.made(rng, (0, 2)[n % 2])) for n in range(COUNT)] == [[]] * COUNT
