"""The product's own forms by their exported definitions: what is found in them, compared with the built-in check.

Two findings are one where level, meaning and cells agree. The meaning is the relation's code (``SPLIT``) with its verdict, or
the code of the sentence. Codes that say the same in other words stand in ``SAME``. What still differs stands in
``KNOWN``, by its cause: a list that may only become shorter.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from examples import reports, write
from examples.blunders import slips
from examples.progress import MONTHS
from recon import engine, workbook
from recon.definitions import grammar, pointing, read
from recon.definitions.names import names
from recon.definitions.written import written
from recon.model import FileReport, Finding
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.schemas import quarterly
from recon.templates import definition, exporting
from recon.workbook import RawBook
from tests import commands, test_annual, test_library, test_monthly, test_quarterly
from tests.periodic import SOUND, Rows

FORMS = {"monthly": "月报", "annual": "年度投资计划", "quarterly": "季报", "library": "项目库"}
#: What is wrong between the lists of a quarterly report.
BETWEEN: dict[str, Callable[[dict[str, Rows]], object]] = {
    "no duty": lambda rows: rows[quarterly.DUTIES].pop(),
    "two duties": lambda rows: rows[quarterly.DUTIES].append(dict(rows[quarterly.DUTIES][0])),
    "unknown task": lambda rows: rows[quarterly.DUTIES][0].update(任务编号="无"),
    "a task twice": lambda rows: rows[quarterly.TASKS][1].update(任务编号=rows[quarterly.TASKS][0]["任务编号"]),
    "no tasks": lambda rows: rows[quarterly.TASKS].clear(),
    "no problems": lambda rows: rows[quarterly.PROBLEMS].clear(),
}
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
SAME = {
    "LIST01": "LIST",  # no value of the list,
    "LIST02": "LIST",  # or none of those below what stands beside it: of a class without a list both are one
    "TASK04": "LIST",
    "TASK01": "FILL10",  # what stands in a column stands in one of another table
    "TASK03": "FILL10",
    "PROB01": "FILL10",
    "TASK02": "KEY01",  # nothing stands twice
}
#: What differs still. An entry that no workbook shows any more is to be deleted; none may be added.
KNOWN: tuple[Known, ...] = (
    Known("monthly", "missing", "FORM06", "a form of the product carries the product's stamp, not the definition's"),
)


#: A subtotal typed among the projects is a total that adds up twice (FML02), and by the definition a row too many (SLIP07).
BESIDE = ("FML02", "SLIP07")


def told(finding: Finding) -> Told:
    """A finding as it is compared; of an outcome the cells of its relation count, not those of its condition."""
    outcome = finding.outcome
    if outcome is None:
        place = finding.cells[:1] if finding.code == "TASK04" else finding.cells  # and not what it goes by
        code = (finding.words.get("rule") or finding.code).partition("-")[0]
        return Told(finding.level, SAME.get(code, code), frozenset(map(str, place)))
    cells = {str(t.figure.cell) for side in (outcome.left, outcome.right) for t in side.terms}
    return Told(finding.level, f"{outcome.label.partition('.')[0]} {outcome.verdict}", frozenset(cells))


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
        rows, _ = exporting.rows(exporting.by_name()[FORMS[kind]])
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
        yield "合计", test_annual.off("合计", "银行贷款", 1).book()
    if kind == "library":
        for form, faults, _ in test_library.FAULTS:
            yield f"{sorted(faults)}", form.book()
        for form, code, label in test_library.COVERS:
            yield f"{code} {label}", form.book()
        yield "合计", test_library.off_total().book()
    if kind == "quarterly":
        for sheet, number, changes, _ in test_quarterly.FAULTS:
            made = SOUND[kind]()
            made.rows[sheet][number].update(changes)
            yield f"{sheet} {number} {changes}", made.book()
        for name, spoil in BETWEEN.items():
            made = SOUND[kind]()
            spoil(made.rows)
            yield name, made.book()


def compared(book: RawBook, own: Path) -> tuple[FileReport, FileReport]:
    """The two reports on a workbook."""
    return engine.validate_book(book, Options()), engine.validate_book(book, Options(definitions=(own,)))


def suspected(report: FileReport) -> set[tuple[object, ...]]:
    """Which cells are suspected of what, and what would mend them."""
    return {
        (
            frozenset(t.figure.cell for side in (o.left, o.right) for t in side.terms),
            o.located,
            frozenset((s.cell, s.suggested) for found in o.suspects for s in found.cells),
            frozenset(hint.kind for hint in o.hints),
        )
        for o in report.outcomes
        if o.suspects or o.hints
    }


def explained(kind: str, side: str, one: Told) -> Known | None:
    """The known difference that a difference is."""
    return next(
        (k for k in KNOWN if side == k.side and kind in k.kinds.split() and one.meaning in k.meanings.split("、")),
        None,
    )


@pytest.mark.parametrize("kind", FORMS)
def test_the_same_is_found_by_the_definition(kind: str, folder: Path) -> None:
    """In every fourth workbook that the tests of the form plant a fault in, and the same cells are suspected."""
    unknown = []
    for name, book in itertools.islice(samples(kind), None, None, EVERY):
        built, defined = compared(book, exported(kind, folder))
        assert (built.kind, defined.kind) == (kind, "defined")
        unknown += [(name, *d) for d in differences(built, defined) if explained(kind, *d) is None]
        assert suspected(built) == suspected(defined), name

    assert unknown == []


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_exported_is_printed_back(kind: str, folder: Path) -> None:
    """Every relation of an exported definition, its condition too, is the same when it is printed and read again."""
    found = read.load(exported(kind, folder))
    known = names([*found.tables, *pointing.spoken(found.tables, found.cover)], found.entries)

    assert found.findings == ()
    for one in found.statements:
        again = grammar.statements(written(one.tree, one.table), known, one.table)
        assert [tree for tree, _ in again.trees] == [one.tree]
        if one.condition is not None:
            tested = grammar.condition(written(one.condition, one.table), known, one.table)
            assert [tree for tree, _ in tested.trees] == [one.condition]


@pytest.mark.parametrize("kind", FORMS)
def test_a_blank_form_of_an_exported_definition(kind: str, folder: Path, tmp_path: Path) -> None:
    """It is drawn, and told to be the form of its definition, with nothing in it."""
    path = tmp_path / "报表.xlsx"
    assert commands.run("template", "--form", exported(kind, folder), "-o", path, cwd=tmp_path).returncode == 0
    report = engine.validate_file(path, Options(definitions=(exported(kind, folder),)))

    assert report.kind == "defined"
    assert {f.code for f in report.findings} <= {"FORM03", "FORM07", "COVER03"}


def test_a_form_without_its_first_table(folder: Path) -> None:
    """By its definition it is told by the others, and that the table is nowhere."""
    book = SOUND["quarterly"]().book()
    rest = tuple(sheet for sheet in book.sheets if sheet.name != quarterly.TASKS)
    options = Options(definitions=(exported("quarterly", folder),))
    report = engine.validate_book(replace(book, sheets=rest), options)
    lost = [(str(f.cell), f.words["sheet"].split()[-1]) for f in report.findings if f.code == "FORM05"]

    assert (report.kind, lost) == ("defined", [(quarterly.DUTIES, quarterly.TASKS)])


@pytest.mark.soak
def test_the_same_is_found_beside_last_months_report(folder: Path, tmp_path: Path) -> None:
    """In slips of officers, and what one slip explains is one finding there, too."""
    now, last = reports.month(MONTHS[-1]), reports.month(MONTHS[-2])
    unknown = []
    for slip in itertools.islice(slips(now, last), None, None, EVERY):
        before = last[slip.draft.network, slip.draft.region]
        write.save(tmp_path, [slip.draft, before])
        path, earlier = (tmp_path / draft.month / draft.name for draft in (slip.draft, before))
        shelf = PreviousReports(tmp_path / slip.draft.name)
        shelf.folder.mkdir(exist_ok=True)
        shelf.fill([engine.validate_file(earlier, Options(gather=True))])
        own = Options(budget=0, definitions=(exported("monthly", folder),), earlier=(earlier,))
        built = engine.validate_file(path, Options(budget=0, previous=shelf))
        defined = engine.validate_file(path, own)
        unknown += [(slip.kind, *d) for d in differences(built, defined) if d[1].meaning not in BESIDE]
        assert len(built.findings) == len(defined.findings), slip.kind

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
