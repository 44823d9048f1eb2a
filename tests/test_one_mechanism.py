"""The product's own forms by their exported definitions: what is found in them, compared with the built-in check.

Two findings are one where level, meaning and cells agree. The meaning is the relation's code (``SPLIT``) with its verdict, or
the code of the sentence. Codes that say the same in other words stand in ``SAME``. What still differs stands in
``KNOWN``, by its cause: a list that may only become shorter.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from examples import write
from recon import engine, workbook
from recon.model import FileReport, Finding
from recon.options import Options
from recon.templates import definition, exporting
from recon.workbook import RawBook
from tests import test_annual, test_library, test_monthly, test_quarterly
from tests.periodic import SOUND

FORMS = {"monthly": "月报", "annual": "年度投资计划", "quarterly": "季报", "library": "项目库"}
#: Every so many workbooks are compared where the tests run; all of them by ``make soak``.
EVERY = 4


class Told(NamedTuple):
    """What a finding says, without the words of its sentence."""

    level: str
    meaning: str
    cells: frozenset[str]


class Known(NamedTuple):
    """A difference that is known: on which forms, which side has it, what it says, and why."""

    kinds: str
    side: str  #: missing: by the definition it is not told; extra: by the definition alone it is
    meanings: str
    why: str


#: Code of the built-in form → code by the definition, where a relation is another sentence there.
SAME: dict[str, str] = {}
#: What differs still. An entry that no workbook shows any more is to be deleted; none may be added.
KNOWN: tuple[Known, ...] = (
    Known("monthly", "missing", "TIE mismatch、COUNT01", "a definition has no word for a table that sums up another"),
    Known("monthly", "extra", "FOOT mismatch", "the same; and a project in another class's block breaks both 小计"),
    Known("monthly", "missing", "LIST02", "that a project stands in another class's block is not told"),
    Known("monthly annual library quarterly", "missing", "KEY01", "a definition has no word for a key"),
    Known(
        "monthly annual library quarterly", "missing", "LIST01、FORM03、COVER02", "its cover has no labels of its own"
    ),
    Known("monthly annual library", "missing", "DATE01、DATE02、DATE03", "months and years are exported as words"),
    Known("monthly", "missing", "JAN mismatch", "a condition cannot name the month of the report"),
    Known("monthly", "extra", "LIST01", "an unknown class is no value of the list and none of the network"),
    Known("monthly", "missing", "FORM06", "a form of the product carries the product's stamp, not the definition's"),
    Known("monthly", "missing", "FML06", "why sums are short is looked for in monthly reports alone"),
    Known("monthly", "extra", "NUM04", "many columns of too many decimals are not one finding"),
    Known("monthly", "missing", "NUM06", "what a sum misses is not told at the number kept as text"),
    Known("monthly", "extra", "NUM06", "the same"),
    Known("quarterly", "missing", "TASK05、TASK07、PROB02、PROB04", "dates have no order"),
    Known("quarterly", "missing", "TASK04、PROB01", "what stands in a row is held against no other column or table"),
    Known("quarterly", "missing", "TASK06、TASK08、TASK09、PROB03、PROB05", "rules in words are not exported"),
)


def told(finding: Finding) -> Told:
    """A finding as it is compared; of an outcome the cells of its relation count, not those of its condition."""
    outcome = finding.outcome
    if outcome is None:
        code = finding.words.get("rule") or finding.code
        return Told(finding.level, SAME.get(code, code), frozenset(map(str, finding.cells)))
    cells = {str(t.figure.cell) for side in (outcome.left, outcome.right) for t in side.terms}
    return Told(finding.level, f"{outcome.label} {outcome.verdict}", frozenset(cells))


def differences(built: FileReport, defined: FileReport) -> Iterator[tuple[str, Told]]:
    """What one side alone tells. A rule in words names the cells of its condition by the definition, which may be more."""
    ours, theirs = (Counter(map(told, report.every)) for report in (built, defined))
    missing, extra = list((ours - theirs).elements()), list((theirs - ours).elements())
    for one in list(missing):
        wider = [e for e in extra if e[:2] == one[:2] and one.cells < e.cells and " " not in one.meaning]
        if wider:
            extra.remove(wider[0])
            missing.remove(one)
    yield from (("missing", one) for one in missing)
    yield from (("extra", one) for one in extra)


@functools.cache
def exported(kind: str, folder: Path) -> Path:
    """The definition of a form of the product, as ``recon form export`` writes it."""
    path = folder / f"{kind}表样.xlsx"
    if not path.exists():
        rows, _ = exporting.rows(exporting.known()[FORMS[kind]])
        path.write_bytes(definition.make(rows, "zh"))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the definitions lie."""
    return tmp_path_factory.mktemp("exported")


def samples(kind: str) -> Iterator[tuple[str, RawBook]]:
    """Sound forms, and every fault that the tests of the built-in form plant."""
    if kind == "monthly":
        for name, (build, _, _) in test_monthly.FAULTS.items():
            yield name, build().book()
        return
    yield "sound", SOUND[kind]().book()
    if kind == "annual":
        for form, _, code, label in test_annual.FAULTS:
            yield f"{code} {label}", form.book()
    if kind == "library":
        for form, faults, _ in test_library.FAULTS:
            yield f"{sorted(faults)}", form.book()
        yield "合计", test_library.off_total().book()
    if kind == "quarterly":
        for sheet, number, changes, _ in test_quarterly.FAULTS:
            made = SOUND[kind]()
            made.rows[sheet][number].update(changes)
            yield f"{sheet} {number} {changes}", made.book()


def compared(book: RawBook, own: Path) -> tuple[FileReport, FileReport]:
    """The two reports on a workbook; suspects are not looked for, since they are no findings."""
    built, defined = Options(budget=0), Options(budget=0, definitions=(own,))
    return engine.validate_book(book, built), engine.validate_book(book, defined)


def explained(kind: str, side: str, one: Told) -> Known | None:
    """The known difference that a difference is."""
    return next(
        (k for k in KNOWN if side == k.side and kind in k.kinds.split() and one.meaning in k.meanings.split("、")),
        None,
    )


@pytest.mark.parametrize("kind", FORMS)
def test_the_same_is_found_by_the_definition(kind: str, folder: Path) -> None:
    """In every fourth workbook that the tests of the form plant a fault in."""
    unknown = []
    for name, book in itertools.islice(samples(kind), None, None, EVERY):
        built, defined = compared(book, exported(kind, folder))
        assert (built.kind, defined.kind) == (kind, "defined")
        unknown += [(name, *d) for d in differences(built, defined) if explained(kind, *d) is None]

    assert unknown == []


@pytest.mark.soak
def test_the_same_is_found_in_every_example(folder: Path, tmp_path: Path) -> None:
    """The reports of three months, sound and with faults; and whatever is known to differ is still seen somewhere."""
    drafts = itertools.chain(write.sound(), write.spoilt()[0].values())
    seen: set[Known] = set()
    unknown = []
    for name, data in write.files(drafts):
        path = tmp_path / Path(name).name
        path.write_bytes(data)
        book = workbook.read(path)
        for d in differences(*compared(book, exported("monthly", folder))):
            known = explained("monthly", *d)
            seen |= {known} if known else set()
            unknown += [] if known else [(name, *d)]
    for kind in FORMS:
        for _, book in samples(kind):
            pairs = differences(*compared(book, exported(kind, folder)))
            seen |= {known for d in pairs if (known := explained(kind, *d))}

    assert unknown == []
    assert [known for known in KNOWN if known not in seen] == []
