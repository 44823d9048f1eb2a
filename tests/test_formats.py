"""What number formats show, as spreadsheets show it."""

from __future__ import annotations

import pytest

from recon.formats import Shown, read

#: Format code → power of ten, percent, decimals.
FORMATS = {
    "General": (0, False, None),
    "0": (0, False, 0),
    "#,##0.00_ ": (0, False, 2),
    "#,##0.00;[Red]-#,##0.00": (0, False, 2),
    "0%": (2, True, 0),
    "0.00%": (2, True, 2),
    "#,##0,": (-3, False, 0),
    "#,##0.0,,": (-6, False, 1),
    "0!.0000": (-4, False, 4),
    r"0\.0000": (-4, False, 4),
    '0"."0000': (-4, False, 4),
    "0!.0,": (-4, False, 1),
    '0!.0,"万"': (-4, False, 1),
    '#,##0.00"万元"': (0, False, 2),
    '0.00,,"亿"': (-6, False, 2),
    "yyyy-mm-dd": (0, False, None),
    '0.0"%"': (0, False, 1),
    "[>=10000]0!.0,;0": (-4, False, 1),
    "_ * #,##0.00_ ;_ * -#,##0.00_ ": (0, False, 2),
    "0.00E+00": (0, False, 4),
    "￥#,##0.00": (0, False, 2),
    '"共"0"个"': (0, False, 0),
}


@pytest.mark.parametrize("code", FORMATS)
def test_what_a_format_shows(code: str) -> None:
    """Scale, percent and decimals of the first section."""
    shown = read(code)

    assert (shown.power, shown.percent, shown.decimals) == FORMATS[code]


def test_text_is_text() -> None:
    """A text format shows what was typed."""
    assert read("@") == Shown(text=True)
