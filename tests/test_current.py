"""Which version counts: one rule, a total order, and nothing lost."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recon.current import Sent, base, choose, number
from tests import soak

DAY = datetime.date.fromisoformat


def sent(path: str, content: str = "", stated: str = "", received: str = "2021-04-20") -> Sent:
    """A report of March 2021."""
    first, second = (DAY(text) if text else None for text in (stated, received))
    return Sent(path, content or path, "2021-03", first, second)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (sent("b.xlsx", stated="2021-04-07"), sent("a.xlsx", stated="2021-04-08")),
        (sent("b(2).xlsx", stated="2021-04-07"), sent("b.xlsx", stated="2021-04-08")),
        (sent("b.xlsx", stated="2021-04-07", received="2021-04-08"), sent("a.xlsx", stated="2021-04-07")),
        (sent("b.xlsx"), sent("b(2).xlsx")),
        (sent("b(9).xlsx"), sent("b（10）.xlsx")),
        (sent("b.xlsx"), sent("b_标注.xlsx")),
        (sent("b_标注.xlsx"), sent("b(2).xlsx")),
        (sent("b.xlsx"), sent("b_更正.xlsx")),
        (sent("b_更正.xlsx"), sent("b更正2.xlsx")),
        (sent("b v1.xlsx"), sent("b第二版.xlsx")),
        (sent("b.xlsx", stated="2012-04-13"), sent("a.xlsx", received="2021-04-21")),  # a slip of the pen
        (sent("b.xlsx", stated="2021-12-04"), sent("a.xlsx", stated="2021-04-21", received="2021-04-21")),
        (sent("b.xlsx", stated="2021-04-07"), sent("a.xlsx")),  # undated: goes by the day it came
    ],
)
def test_the_later_one_counts_in_whatever_order(older: Sent, newer: Sent) -> None:
    """By 报出日期, then receipt, then the number in the name."""
    for order in ((older, newer), (newer, older)):
        choice = choose(order)

        assert (choice.current, choice.superseded) == (newer, (older,))


def test_what_nothing_tells_apart_is_asked_about() -> None:
    """Neither counts; a third that is later settles it."""
    tie = (sent("a.xlsx"), sent("b.xlsx"))

    assert (choose(tie).current, choose(tie).tied) == (None, tie)
    assert choose((*tie, sent("c(2).xlsx"))).superseded == tie


def test_the_same_content_is_one_version_an_original_before_its_marked_copy() -> None:
    """A renamed file and an uncorrected marked copy are copies."""
    files = [sent(path, "same") for path in ("b_标注.xlsx", "b.xlsx", "又名.xlsx")]
    choice = choose(files)

    assert choice.current == files[1]
    assert {one.path for one, _ in choice.copies} == {"b_标注.xlsx", "又名.xlsx"}


@pytest.mark.parametrize("name", ["月报_2021-03_路网_长春市", "2021年3月", "附件2", "整改", "(2)", "第3季度"])
def test_a_name_without_a_version_has_none(name: str) -> None:
    """Months, annexes and quarters are no versions."""
    assert (number(name), base(name)) == (1, name)


DAYS = st.sampled_from(["", "2021-03-30", "2021-04-07", "2021-04-08", "2012-04-08", "2022-01-01"])
NAMES = st.sampled_from(["a", "b", "a(2)", "b_更正", "a_标注", "a(3)_标注"])


@soak.examples(60, 2000)
@given(
    st.lists(
        st.tuples(NAMES, st.sampled_from("123"), DAYS, st.sampled_from(["2021-04-08", "2021-04-09"])),
        max_size=6,
    ),
    st.randoms(),
)
def test_every_file_is_accounted_for_once_whatever_their_order(
    files: list[tuple[str, str, str, str]], chance: object
) -> None:
    """Current, superseded, tied or a copy; shuffling changes nothing."""
    all_ = [sent(f"{n}/{name}.xlsx", content, stated, came) for n, (name, content, stated, came) in enumerate(files)]
    choice = choose(all_)
    shuffled = list(all_)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert choose(shuffled) == choice
    told = [choice.current] if choice.current else []
    told += [*choice.superseded, *choice.tied, *(one for one, _ in choice.copies)]
    assert sorted(one.path for one in told) == sorted(one.path for one in all_)
    assert len({one.content for one in choice.versions}) == len(choice.versions)
