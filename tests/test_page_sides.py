"""Both sides of a finding as its page works them out: what stands in the cells adds up to what the report says."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl

from recon import engine
from recon.options import Options
from recon.page.sides import sides
from tests.showcase import FIGURES, OTHERS

Values = dict[str, str]


def book(path: Path, *lines: tuple[str, ...], **figures: tuple[str, str]) -> Path:
    """A plan in which 100 亿元 should be the sum of two parts, with other digits and units, and lines of 勾稽."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    rows = [FIGURES[0], *((*row[:7], *figures.get(row[0], row[7:9]), *row[9:]) for row in FIGURES[1:])]
    told = {"指标": rows, **OTHERS, **({"勾稽": [("编号", "左式", "关系", "右式", "级别"), *lines]} if lines else {})}
    for name, several in told.items():
        sheet = made.create_sheet(name)
        for row in several:
            sheet.append(row)
    made.save(path)
    return path


def told(path: Path) -> list[dict[str, Any]]:
    """The sides of every finding that has some, each held against its outcome."""
    found = []
    for finding in engine.validate_file(path, Options()).every:
        if finding.outcome is not None:
            found.append(sides(finding.outcome))
    return found


def summed(side: dict[str, Any], other: Values) -> Fraction:
    """A side added up from the numbers in its cells, some of them others."""
    terms = side["terms"]
    return sum(
        (one["sign"] * Fraction(one["ratio"]) * Fraction(other.get(one["cell"], one["input"])) for one in terms),
        Fraction(0),
    )


def off(both: dict[str, Any], other: Values) -> Fraction:
    """Left − right."""
    return summed(both["left"], other) - summed(both["right"], other)


def held(both: dict[str, Any]) -> None:
    """The cells add up to the report's sums, and each way to mend leaves no more than rounding explains."""
    for name in ("left", "right"):
        assert summed(both[name], {}) == Fraction(both[name]["value"])
    assert off(both, {}) == Fraction(both["difference"])
    assert both["ways"]
    for way in both["ways"]:
        assert abs(off(both, {cell["cell"]: cell["input"] for cell in way})) <= Fraction(both["slack"])


def test_what_is_in_the_cells_adds_up(tmp_path: Path) -> None:
    """In one unit each number counts as it is; the names are as short as tells them apart."""
    (both,) = told(book(tmp_path / "表.xlsx"))

    held(both)
    assert both["live"]
    assert {(one["name"], one["input"], one["ratio"]) for one in both["left"]["terms"] + both["right"]["terms"]} == {
        ("合", "100", "1"),
        ("甲", "30", "1"),
        ("乙", "60", "1"),
    }


def test_a_number_in_another_unit_counts_for_what_it_is(tmp_path: Path) -> None:
    """A part in 万元 is shown, tried and suggested in 万元."""
    (both,) = told(book(tmp_path / "表.xlsx", F2=("300000", "万元")))
    part = next(one for one in both["left"]["terms"] + both["right"]["terms"] if one["name"] == "甲")
    suggested = {cell["cell"]: cell["input"] for way in both["ways"] for cell in way}

    held(both)
    assert (part["input"], part["ratio"]) == ("300000", "0.0001")
    assert suggested[part["cell"]] == "400000"


def test_what_is_no_plain_sum_is_not_added_up(tmp_path: Path) -> None:
    """A quotient is shown with its terms and its formula, and nothing can be tried in it."""
    found = told(book(tmp_path / "表.xlsx", ("R1", "F1 / F2", "=", "F3 / F2", "强制性")))
    odd = [both for both in found if not both["live"]]

    assert odd
    assert all(both["left"]["formula"] or both["right"]["formula"] for both in odd)
    assert not [way for both in odd for way in both["ways"]]
