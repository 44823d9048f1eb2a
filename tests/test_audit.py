"""Formulas read: references, sums, and what they cover."""

from __future__ import annotations

import pytest

from recon.audit import Area, Pick, covered, parse
from recon.audit.references import area

AREAS: dict[str, list[Area]] = {
    "SUM(K10:K11)": [Area("", 10, 11, 11, 11)],
    "$K$8+B2": [Area("", 8, 11, 8, 11), Area("", 2, 2, 2, 2)],
    "'项目 月报表'!$E$8:$E$37": [Area("项目 月报表", 8, 5, 37, 5)],
    "项目月报表!A1": [Area("项目月报表", 1, 1, 1, 1)],
    "'[台账.xlsx]Sheet1'!B5": [Area("Sheet1", 5, 2, 5, 2, "台账.xlsx")],
    "[1]Sheet1!B5*2": [Area("Sheet1", 5, 2, 5, 2, "1")],
    "'C:\\数据\\[it''s.xls]表'!A1": [Area("表", 1, 1, 1, 1, "it's.xls")],
    "SUM(A:B)": [Area("", 1, 1, 1_048_576, 2)],
    "SUM(3:5)": [Area("", 3, 1, 5, 16_384)],
    '"A1"&B2': [Area("", 2, 2, 2, 2)],
    "LOG10(A1)": [Area("", 1, 1, 1, 1)],
    "ROUND(SUM(B3:A1),2)": [Area("", 1, 1, 3, 2)],
    "封面_计量单位": [],
    "1+2": [],
}


@pytest.mark.parametrize("text", AREAS)
def test_areas(text: str) -> None:
    """Every reference is found, with its sheet and file."""
    assert list(parse(text).areas) == AREAS[text]


def test_broken_and_functions() -> None:
    """#REF! makes a formula broken; functions are named in capitals."""
    formula = parse("SUM(K9,#REF!,_xlfn.SUMIFS(a1:a2,B1:B2,表!C1))")

    assert formula.broken
    assert formula.functions == ("SUM", "SUMIFS")
    assert parse('IF(A1="#REF!",1,2)').broken is False
    assert parse("'表'!#REF!+1").broken


SUMS: dict[str, list[tuple[int, int]] | None] = {
    "SUM(K10:K12)": [(10, 11), (11, 11), (12, 11)],
    "SUM(K9,K12)": [(9, 11), (12, 11)],
    "K9+K12": [(9, 11), (12, 11)],
    "SUM(K9:K10)+K10": [(9, 11), (10, 11), (10, 11)],
    "SUBTOTAL(9,K10:K11)": [(10, 11), (11, 11)],
    "SUM(SUM(K1:K2),K5)": [(1, 11), (2, 11), (5, 11)],
    "K9-K12": None,
    "SUM(K1:K2)*2": None,
    "ROUND(SUM(K1:K2),2)": [(1, 11), (2, 11)],
    "AVERAGE(K1:K2)": None,
}


@pytest.mark.parametrize("text", SUMS)
def test_what_a_sum_covers(text: str) -> None:
    """Each cell as often as it is added up; None for what is no sum."""
    found = covered(text)

    assert (sorted(found.times("表", "表").elements()) if found else None) == SUMS[text]


def test_sums_by_condition() -> None:
    """SUMIFS and SUMIF: what is added up, and by which cells."""
    where, wanted = area("项目月报表!$E$8:$E$37"), area("$A12")
    found = covered("SUMIFS(项目月报表!$K$8:$K$37,项目月报表!$E$8:$E$37,$A12)")

    assert found is not None
    assert found.areas == (area("项目月报表!$K$8:$K$37"),)
    assert where is not None
    assert wanted is not None
    assert found.picks == (Pick(where, wanted),)
    assert covered("SUMIF(E1:E9,A1,K1:K9)") == covered("SUMIFS(K1:K9,E1:E9,A1)")


def test_subtotals_see_what_is_visible() -> None:
    """SUBTOTAL leaves out what is filtered."""
    found = covered("SUBTOTAL(109,K1:K2)")

    assert found is not None
    assert found.visible
