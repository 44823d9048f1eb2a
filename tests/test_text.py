"""The gate for text: what looks alike compares alike, what does not look like anything is named."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recon import engine, messages, numbers, text
from recon.model import FileReport
from recon.templates import carry
from recon.workbook import Cell
from tests import soak
from tests.forms import LABELS, Form, save

#: Characters that show nothing, wherever they stand: of every kind that Unicode has.
UNSEEN = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u061c",
    "\u180e",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\ufe00",
    "\ufe0f",
    "\U000e0100",
    "\U000e0020",
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\u0080",
)
BLANKS = (
    "\u00a0",
    "\u1680",
    "\u2007",
    "\u2009",
    "\u202f",
    "\u205f",
    "\u3000",
    "\u2800",
    "\u3164",
    "\u2028",
    "\u0085",
)
#: As typed → what it looks like.
ALIKE = {
    "⻓春市": "长春市",
    "⼈⺠医院": "人民医院",
    "ＡＢＣ１２": "ABC12",
    "ﾃﾞｰﾀ": "データ",
    "㎡": "m2",
    "金額": "金額",
    "﹣": "-",
    "（万元）": "(万元)",
    "\uf90a": "金",
    "⺟": "母",
}


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_shows_nothing_is_no_difference_and_is_named(unseen: str) -> None:
    """Anywhere in a word; a sentence says which character it was."""
    for word in (f"{unseen}长春市", f"长{unseen}春市", f"长春市{unseen}"):
        assert text.words(word) == text.joined(word) == "长春市"
        assert f"‹U+{ord(unseen):04X}›" in text.shown(word)
        assert unseen not in text.shown(word)


@pytest.mark.parametrize("blank", BLANKS)
def test_every_blank_is_a_blank(blank: str) -> None:
    """Around a name it is dropped, inside it is one kind of blank, in a key it is nothing."""
    assert text.words(f"{blank}张 三{blank}") == text.words(f"张{blank}三") == "张 三"
    assert text.joined(f"张{blank}三") == "张三"


@pytest.mark.parametrize("typed", ALIKE)
def test_what_looks_alike_compares_alike(typed: str) -> None:
    """Radicals, full and half width, compatibility forms."""
    assert text.words(typed) == ALIKE[typed]


@pytest.mark.parametrize(
    ("typed", "named"), [("G1О2", "О‹U+041E›"), ("Α线", "Α‹U+0391›"), ("x\u0335", "\u0335‹U+0335›")]
)
def test_letters_in_disguise_are_named_and_no_others(typed: str, named: str) -> None:
    """A Cyrillic or Greek letter is not the Latin one; an accent that stands alone is another character."""
    assert text.words(typed) == typed
    assert named in text.shown(typed)


def test_usual_letters_are_what_they_look_like() -> None:
    """ASCII and the common ideographs pass the gate as they are, beside a letter that is changed, too."""
    usual = "".join(map(chr, [*range(0x20, 0x7F), *range(0x4E00, 0xA000)]))

    assert (text.plain(usual), text.plain(f"\u200b{usual}")) == (usual, usual)


@soak.examples(100, 2000)
@given(st.text())
def test_the_gate_is_a_projection(typed: str) -> None:
    """Passing it twice is passing it once; nothing unseen is left; what NFKC makes equal is equal."""
    once = text.plain(typed)

    assert text.plain(once) == once
    assert text.plain(normalize("NFKC", typed)) == once
    assert not [c for c in once if category(c) in ("Cf", "Cc") and c not in "\t\n\v\f\r\x1c\x1d\x1e\x1f"]
    assert text.shown("天地") == "天地"


def findings(form: Form, folder: Path) -> FileReport:
    """The report on a form saved as a real file."""
    return engine.validate_file(save(form.book(), folder / "月报.xlsx"))


SPOILT: dict[str, tuple[str, Cell, set[str]]] = {
    "a region with a zero-width space": ("地区", "长春市\u200b", set()),
    "a region with a direction mark": ("地区", "\u200f长春市", set()),
    "a region with a radical": ("地区", "⻓春市", set()),
    "a region between no-break spaces": ("地区", "\u00a0长春\u3000市\u2007", set()),
    "a class with a variation selector": ("类别", "铁\ufe00路", set()),
    "an amount between overrides": ("本年计划", "\u202d600.1\u202c", {"NUM06"}),
    "a code with soft hyphens": ("项目代码", "2411\u00ad-130202-89-01-637015", set()),
    "a code with full-width digits": ("项目代码", "２４１１-130202-89-01-637015", set()),
    "a month with a mark": ("开工年月", "2020\u200e-05", set()),
    "a code as a float": ("项目代码", 2.41113020289016e19, {"CODE04"}),
    "a code as a spreadsheet shows it": ("项目代码", "2.41113E+19", {"CODE04"}),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_cell_is_read_as_it_looks(name: str, tmp_path: Path) -> None:
    """Only what a person would see as wrong is a finding, at that cell."""
    label, value, codes = SPOILT[name]
    form = Form()
    form.projects[0][label] = value

    report = findings(form, tmp_path)

    assert {(f.code, str(f.cell)) for f in report.findings} == {(code, form.at(0, label)) for code in codes}


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", "\u2060", "\u00a0"])
def test_a_head_is_read_as_it_looks(mark: str, tmp_path: Path) -> None:
    """A byte order mark in front of a column's name hides no column."""
    form = Form()
    head = f"项目月报表!K{5}"
    assert LABELS[10] == "总投资"
    form.edit(head, f"{mark}总投资")

    assert findings(form, tmp_path).findings == ()


def test_a_region_of_other_letters_is_told_with_its_code_points(tmp_path: Path) -> None:
    """What is wrong and cannot be seen is in the sentence."""
    form = Form()
    form.projects[0]["地区"] = "长春市\ue000"

    (finding,) = findings(form, tmp_path).findings

    assert finding.code == "LIST01"
    assert "长春市‹U+E000›" in messages.say(finding.code, "zh", **{"sheet": "", **finding.words}).replace("\ue000", "")


def test_what_is_carried_over_stays_as_typed(tmp_path: Path) -> None:
    """Wide brackets and an unseen character of last month's name are this month's; the region fits its list."""
    form = Form()
    form.projects[0].update({"项目名称": "⻓春（一期）　站\u200b", "地区": "⻓春市"})
    path = save(form.book(), tmp_path / "月报.xlsx")

    carried = {row["项目代码"]: row for row in carry.previous(path, "路网", "长春市", "2021-04", "万元")}

    row = carried[str(form.projects[0]["项目代码"])]
    assert (row["项目名称"], row["地区"]) == ("⻓春（一期）　站\u200b", "长春市")


def test_two_codes_that_lost_their_digits_are_not_called_one(tmp_path: Path) -> None:
    """Cut alike they look equal: that is no duplicate."""
    form = Form()
    for project in form.projects[:2]:
        project["项目代码"] = 2.41113020289016e19

    assert {f.code for f in findings(form, tmp_path).findings} == {"CODE04"}


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("\u202d-1,234.50\u202c", "number"),
        ("１２.５", "number"),
        ("1\u200b2", "number"),
        ("\u200b", "blank"),
        ("1а", "number"),
    ],
)
def test_numbers_pass_the_gate(cell: str, kind: str) -> None:
    """A number is read from what is shown; a Cyrillic letter behind it is its unit."""
    assert numbers.read(cell).kind == kind


@pytest.mark.parametrize("long", ["甲" * 200_000, "甲" * 100_000 + "，\udcd6\udcd0，" + "乙" * 100_000])
def test_a_long_text_is_shown_whole(long: str) -> None:
    """A cell or a name of any length, with and without bytes that are no letters: looked at once, or this never ends."""
    shown = text.shown(long)

    assert shown.count("甲") + shown.count("乙") == 200_000
    assert text.shown("，".join([long] * 4)) == "，".join([shown] * 4)
