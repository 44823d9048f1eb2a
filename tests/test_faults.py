"""A fault in the search for suspects costs no finding: results stand, and the failure is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recon import causes, engine, messages, rules
from recon.findings import notable
from recon.localise.closed import Plan
from recon.localise.faults import FAULTS
from recon.localise.locate import Whole, located
from recon.model import FileReport
from recon.rules.closure import close
from tests.forms import Form
from tests.test_suspected import lone_sum


@pytest.fixture
def forgiving(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a user: faults are kept, not raised."""
    monkeypatch.delenv(FAULTS)


def failing() -> Whole:
    """A sum that does not add up, with what a kind of workbook knows about it out of order."""

    def sound(_n: int, _value: object) -> bool:
        raise ArithmeticError("out of order")

    closed = close(lone_sum())
    whole = Plan(closed, rules.judged(closed)).whole()
    return replace(whole, knowledge=replace(whole.knowledge, sound=sound))


def test_a_fault_in_the_hints_costs_the_hints_alone(forgiving: None) -> None:
    """Outcomes and suspects are there; the fault names what failed and where."""
    outcomes = rules.judged(close(lone_sum()))

    found, (fault,) = located(failing, outcomes)

    assert [o.verdict for o in found] == [o.verdict for o in outcomes]
    assert [bool(o.suspects) for o in found] == [o.verdict == "mismatch" for o in found]
    assert fault.kind == "ArithmeticError"
    assert "hints:" in fault.at


def test_a_fault_while_the_system_is_stated_costs_the_suspects(forgiving: None) -> None:
    """The outcomes come back as they were judged."""
    outcomes = rules.judged(close(lone_sum()))

    def build() -> Whole:
        raise RecursionError

    found, (fault,) = located(build, outcomes)

    assert found == list(outcomes)
    assert fault.kind == "RecursionError"


def test_tests_do_not_pass_over_a_fault() -> None:
    """What is kept for users is raised in the tests."""
    with pytest.raises(ArithmeticError):
        located(failing, rules.judged(close(lone_sum())))


def test_a_fault_is_said_at_the_first_error(forgiving: None) -> None:
    """Finding and page: what to send to whom."""
    outcomes = rules.judged(close(lone_sum()))
    found, faults = located(failing, outcomes)
    (said,) = notable.faults(faults, found)

    assert said.level == "提示性"
    assert said.cell in {t.figure.cell for o in found if o.verdict == "mismatch" for t in o.right.terms}
    for lang in messages.LANGUAGES:
        assert "ArithmeticError" in messages.say(said.code, lang, **said.words)


class OutOfOrder:
    """A form that was checked, and in which no cause can be looked for."""

    def __init__(self, report: FileReport) -> None:
        self.report = report

    def case(self) -> causes.Case:
        """Nothing."""
        raise ArithmeticError("out of order")

    def located(self, report: FileReport) -> FileReport:
        """As it is."""
        return report


def test_a_fault_in_the_search_for_causes_costs_no_finding(forgiving: None) -> None:
    """Every finding is there as it was, and one more says what failed."""
    report = engine.validate_book(Form().spoil(0, 总投资=3000.43).book())
    first = OutOfOrder(report)

    *found, note = causes.with_causes(first, lambda book: first).findings

    assert tuple(found) == report.findings
    assert (note.code, note.cell, note.words["kind"]) == ("SUSP01", found[0].cell, "ArithmeticError")
