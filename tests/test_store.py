"""The history of the register: append-only, idempotent, whole after any crash, and plain about what is wrong with it."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recon import register
from recon.errors import UnreadableError
from recon.model import FileReport
from recon.register import events, history, ledger
from recon.register.entries import digest, entry
from recon.register.events import Event
from recon.register.store import beside, connect
from recon.register.values import Entry, Note, Problem
from tests import recording, soak
from tests.recording import DAY, report, say, sixty, statements

LATER = datetime.date(2021, 4, 12)
SUBJECT = ("路网", "长春市")
PROBLEM = Problem("ROLL01", "强制性", ("项目月报表!X8", "项目月报表!U8"), "自开工累计 ≠ 上月累计 + 本月")
NOTE = Note("OVER01|项目月报表|长春—太平川|开工以来累计完成", "1005.4#3f", "按概算批复调整", "丙", "2021-01", "")


def one(path: str = "a.xlsx", content: str = "1", **changes: object) -> Entry:
    """A report of 路网 长春市."""
    plain = {"network": "路网", "region": "长春市", "month": "2021-03", "stated": "2021-04-07"}
    return Entry(path, content, "monthly", "pass", **{**plain, **changes})  # type: ignore[arg-type]


def versions(store: register.Store, until: datetime.date = datetime.date.max) -> list[tuple[int, str, str, bool]]:
    """Number, content, day of receipt and standing of each version of 路网 长春市."""
    found = history.history(store, SUBJECT, "2021-03", until)
    return [(v.number, v.file.sha256, v.received.isoformat(), v.current) for v in found]


# crashes


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork and no SIGKILL here")
@soak.longer
def test_a_run_killed_at_any_moment_and_run_again_is_the_run_undisturbed(tmp_path: Path) -> None:
    """kill -9 at random moments of a run; the histories are equal row by row."""
    whole = tmp_path / "登记簿.xlsx"
    start = time.perf_counter()
    recording.main(whole)
    each = (time.perf_counter() - start) / 60
    expected = statements(whole)
    chance = random.Random(20210408)
    torn = 0
    moments = soak.times(5, 20)
    for number in range(moments):
        path = tmp_path / f"{number}" / "登记簿.xlsx"
        path.parent.mkdir()
        killed(path, chance.randrange(60), chance.random() * each)
        copy = Path(shutil.copytree(path.parent, tmp_path / f"{number}_as_left")) / path.name
        torn += not beside(copy).exists() or statements(copy) != expected
        recording.main(path)

        assert statements(path) == expected

    assert 2 * torn > moments  # a slow reader may find the run at its end now and then


def killed(path: Path, reports: int, wait: float) -> None:
    """Record in a process of its own and kill that once it has told of so many reports, ``wait`` seconds later."""
    reader, writer = os.pipe()
    if not (child := os.fork()):
        try:
            recording.main(path, lambda: os.write(writer, b"."))
        finally:
            os._exit(0)
    os.close(writer)
    for _ in range(reports):
        os.read(reader, 1)
    until = time.perf_counter() + wait
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reader)


def test_a_run_broken_off_is_said(tmp_path: Path) -> None:
    """Until it has been run to its end."""
    path = tmp_path / "登记簿.xlsx"
    reports = register.record(path, "2021-03", DAY, sixty(tmp_path), say)
    for _ in range(7):
        next(reports)
    reports.close()  # type: ignore[attr-defined]
    with register.open(path) as store:
        assert history.unfinished(store, "2021-03")
        assert len(history.current(store, "2021-03")) == 7
    recording.main(path)
    with register.open(path) as store:
        assert not history.unfinished(store, "2021-03")
        assert len(history.current(store, "2021-03")) == 60


def test_a_record_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    """A finding that cannot be stored takes its file with it, and nothing else."""
    bad = Problem("ROLL01", "强制性", ("a",), None)  # type: ignore[arg-type]
    with register.open(tmp_path / "登记簿.xlsx") as store:
        run = store.run("2021-03", DAY)
        run.record(one())
        with pytest.raises(sqlite3.IntegrityError):
            run.record(one("b.xlsx", "2", problems=(PROBLEM, bad), notes=(NOTE,)))

        counts = [store.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ledger.KEYS]
        assert dict(zip(ledger.KEYS, counts, strict=True)) == {
            "runs": 1,
            "files": 1,
            "findings": 0,
            "explanations": 0,
            "closings": 0,
            "events": 0,
        }


# append-only, idempotent


def test_nothing_is_changed_taken_away_or_replaced(tmp_path: Path) -> None:
    """Neither by UPDATE, DELETE nor INSERT OR REPLACE, in any table, by any program."""
    path = tmp_path / "登记簿.xlsx"
    with register.open(path) as store:
        run = store.run("2021-03", DAY)
        run.record(one(problems=(PROBLEM,), notes=(NOTE,)))
        run.close()
        events.keep(store, Event(DAY, "2021-03", "路网", "长春市", "returned"))
    before = statements(path)
    db = sqlite3.connect(beside(path))
    for table in ledger.KEYS:
        column = [row[1] for row in db.execute(f"PRAGMA table_info({table})")][-1]
        for statement in (
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        ):
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                db.execute(statement)
    db.close()

    assert statements(path) == before


def test_the_same_run_again_adds_nothing(tmp_path: Path) -> None:
    """Neither runs nor files nor findings, however often."""
    path = tmp_path / "登记簿.xlsx"
    recording.main(path)
    before = statements(path)
    recording.main(path)

    assert statements(path) == before


@soak.examples(4, 25)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123"), st.integers(1, 4)), max_size=12),
    st.randoms(),
)
def test_versions_depend_on_what_was_seen_when_and_not_on_the_order_of_arrival(
    seen: list[tuple[str, str, int]], chance: random.Random
) -> None:
    """Files of each day recorded in any order, and any of them twice, give the same versions."""
    results = []
    for again in (False, True):
        with connect(Path("unused"), create=False) as store:
            for day in sorted({day for *_, day in seen}):
                files = [(path, content) for path, content, on in seen if on == day]
                files = files + files if again else files
                chance.shuffle(files) if again else None
                run = store.run("2021-03", datetime.date(2021, 4, day))
                for path, content in files:
                    run.record(one(path, content))
                run.close()
            results.append(versions(store))

    assert results[0] == results[1]
    assert [number for number, *_ in results[0]] == list(range(1, len({c for _, c, _ in seen}) + 1))
    first = {content: min(day for _, c, day in seen if c == content) for _, content, _ in seen}
    latest = [content for content, day in first.items() if day == max(first.values())]
    counting = [content for _, content, _, current in results[0] if current]
    assert counting == (latest if len(latest) == 1 else [])  # those of one day that tell no date are asked about


# what is kept is what was found


def test_findings_and_explanations_come_back_as_they_were(tmp_path: Path) -> None:
    """Code, level, cells, sentence, release; key, values, text, author, month, refusal."""
    told = one(problems=(PROBLEM, Problem("OVER01", "核实性", ("a!B2",), "“=1+1”", True)), notes=(NOTE,))
    with register.open(tmp_path / "登记簿.xlsx") as store:
        store.run("2021-03", DAY).record(told)
        (version,) = history.current(store, "2021-03")

        assert history.findings(store, version.file) == told.problems
        assert history.explanations(store, version.file) == told.notes
        assert (version.file.must, version.file.verify) == (1, 0)


def test_a_report_becomes_an_entry_with_its_cover(tmp_path: Path) -> None:
    """Subject, sender, day on the cover in one spelling, path from the register's folder, findings in words."""
    file = report(tmp_path / "2021-03" / "a.xlsx", *SUBJECT, "1", stated="2021年4月7日", findings=recording.findings(3))
    kept = entry(file, say, tmp_path)

    assert (kept.path, kept.network, kept.region, kept.month) == ("2021-03/a.xlsx", *SUBJECT, "2021-03")
    assert (kept.sender, kept.stated, kept.verdict) == ("长春市人民政府", "2021-04-07", "fail")
    assert [(p.code, p.cells[0], p.released) for p in kept.problems] == [
        ("ROLL01", "项目月报表!X11", False),
        ("OVER01", "项目月报表!X9", True),
        ("NEW01", "项目月报表!B9", False),
    ]
    assert kept.problems[0].message == say(file.findings[0])
    assert [(n.key, n.author, n.since) for n in kept.notes] == [("OVER01|项目月报表!X9", "丙", "2021-01")]


# versions


def test_a_new_content_supersedes_and_the_old_one_stays(tmp_path: Path) -> None:
    """Received on the day of the run that first saw it; the same again adds none."""
    with register.open(tmp_path / "登记簿.xlsx") as store:
        for day, content in ((DAY, "1"), (LATER, "1"), (LATER, "2")):
            store.run("2021-03", day).record(one(content=content))

        assert versions(store) == [(1, "1", "2021-04-08", False), (2, "2", "2021-04-12", True)]
        assert versions(store, until=DAY) == [(1, "1", "2021-04-08", True)]


def test_several_new_ones_of_a_day_go_by_the_date_on_the_cover_then_by_path(tmp_path: Path) -> None:
    """Whatever the order they were read in."""
    with register.open(tmp_path / "登记簿.xlsx") as store:
        run = store.run("2021-03", DAY)
        for path, content, stated in (
            ("a", "late", "2021-04-08"),
            ("c", "third", "2021-04-07"),
            ("b", "second", "2021-04-07"),
            ("z", "first", "2021-03-31"),
        ):
            run.record(one(path, content, stated=stated))

        assert [content for _, content, *_ in versions(store)] == ["first", "second", "third", "late"]


def test_a_report_of_another_month_supersedes_nothing(tmp_path: Path) -> None:
    """A cover that was not changed must not replace last month's report; the file is told as a stray."""
    with register.open(tmp_path / "登记簿.xlsx") as store:
        store.run("2021-02", DAY).record(one("2021-02/a.xlsx", "1", month="2021-02"))
        run = store.run("2021-03", LATER)
        run.record(one("2021-03/a.xlsx", "2", month="2021-02"))
        run.record(Entry("坏.xlsx", "3", "unknown", "unreadable", error="文件已损坏"))
        run.record(Entry("2021-03", "", "month", "pass", problems=(PROBLEM,)))

        assert [v.file.sha256 for v in history.current(store, "2021-02")] == ["1"]
        assert history.current(store, "2021-03") == ()
        assert {k.path for k in history.strays(store, "2021-03")} == {"2021-03/a.xlsx", "坏.xlsx"}
        assert [k.path for k in history.whole(store, "2021-03")] == ["2021-03"]


def test_a_run_is_another_one_if_anything_it_rests_on_is(tmp_path: Path) -> None:
    """Name, content or option; not the order of the files nor the folder the register lies in."""
    for name, content in (("a", "1"), ("b", "2"), ("移/a", "1"), ("移/b", "2")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    a, b = tmp_path / "a", tmp_path / "b"
    plain = digest(tmp_path, [a, b])
    moved = tmp_path / "移"

    assert plain == digest(tmp_path, [b, a]) == digest(moved, [moved / "a", moved / "b"])
    different = {digest(tmp_path, [a]), digest(tmp_path, [a, b], ["strict"])}
    a.write_text("3")
    assert len({plain, digest(tmp_path, [a, b]), *different}) == 4


# trouble


def refused(path: Path, **options: float) -> tuple[str, str]:
    """Code and sentence of what opening or writing raises."""
    with pytest.raises(UnreadableError) as caught, connect(beside(path), **options) as store:  # type: ignore[arg-type]
        store.run("2021-03", DAY)
    return caught.value.code, caught.value.sentence()


@pytest.mark.parametrize("content", [b"not a database, but long enough to be one", os.urandom(4096)])
def test_a_file_that_is_no_database_is_said(tmp_path: Path, content: bytes) -> None:
    """Its name is in the sentence, and it is left as it was."""
    path = tmp_path / "登记簿.xlsx"
    beside(path).write_bytes(content)
    code, sentence = refused(path)

    assert (code, "登记簿.sqlite" in sentence) == ("STORE01", True)
    assert beside(path).read_bytes() == content


def test_a_damaged_history_is_said(tmp_path: Path) -> None:
    """Pages overwritten in the middle, and a file cut short."""
    path = tmp_path / "登记簿.xlsx"
    recording.main(path)
    whole = beside(path).read_bytes()
    middle = bytearray(whole)
    for start in range(4096, len(middle), 4096):
        middle[start : start + 64] = os.urandom(64)
    for content in (bytes(middle), whole[: len(whole) // 2]):
        beside(path).write_bytes(content)
        assert refused(path)[0] == "STORE01"


def test_a_locked_history_is_said(tmp_path: Path) -> None:
    """While somebody else is writing."""
    path = tmp_path / "登记簿.xlsx"
    register.open(path).db.close()
    other = sqlite3.connect(beside(path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    assert refused(path, patience=0.05)[0] == "STORE02"
    other.close()


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 99", "PRAGMA application_id = 7"])
def test_a_history_of_another_version_or_program_is_said(tmp_path: Path, statement: str) -> None:
    """It is not written to."""
    path = tmp_path / "登记簿.xlsx"
    register.open(path).db.close()
    with sqlite3.connect(beside(path)) as db:
        db.execute(statement)
    db.close()

    assert refused(path)[0] == "STORE03"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """So is a folder in the place of the file."""
    beside(tmp_path / "b.xlsx").mkdir()

    assert refused(tmp_path / "没有" / "登记簿.xlsx")[0] == "STORE04"
    assert refused(tmp_path / "b.xlsx")[0] == "STORE04"


def test_looking_makes_no_history(tmp_path: Path) -> None:
    """An absent one is empty, and stays absent."""
    with register.open(tmp_path / "登记簿.xlsx", create=False) as store:
        assert history.current(store, "2021-03") == ()

    assert list(tmp_path.iterdir()) == []


def test_a_plain_report_without_a_cover_is_kept(tmp_path: Path) -> None:
    """A plan, or a report checked without gathering: nothing to guess from."""
    with register.open(tmp_path / "登记簿.xlsx") as store:
        run = store.run("2021-03", DAY)
        run.record(entry(FileReport(str(tmp_path / "指标.xlsx"), "1", "targets"), say, tmp_path))

        assert [k.kind for k in history.strays(store, "2021-03")] == ["targets"]


# --- a history is not lost without a word


def recorded(tmp_path: Path) -> Path:
    """A register's workbook with a history of one run."""
    path = tmp_path / "登记簿.xlsx"
    path.write_bytes(b"")
    with register.open(path) as kept:
        run = kept.run("2021-03", DAY)
        run.record(one())
        run.close()
    return path


def test_a_history_that_is_gone_or_empty_is_not_begun_anew(tmp_path: Path) -> None:
    """Told with the latest copy, which brings it back."""
    path = recorded(tmp_path)
    history = beside(path)
    copy = tmp_path / "备份" / f"登记簿_{DAY}.sqlite"
    for change in (history.unlink, lambda: history.write_bytes(b"")):
        change()
        code, sentence = refused(path)
        assert code == "STORE05"
        assert str(copy) in sentence
    history.write_bytes(copy.read_bytes())
    with register.open(path) as back:
        assert back.rows("SELECT count(*) AS n FROM files")[0]["n"] == 1


def test_a_renamed_register_is_told_of_its_history(tmp_path: Path) -> None:
    """And a second register in the same folder has one of its own."""
    path = recorded(tmp_path)
    other = path.rename(tmp_path / "登记簿2022.xlsx")
    assert refused(other)[0] == "STORE06"
    other.rename(path)
    with register.open(tmp_path / "乙.xlsx") as second:
        assert second.rows("SELECT count(*) AS n FROM files")[0]["n"] == 0


def test_an_older_copy_is_told(tmp_path: Path) -> None:
    """It holds less than was written down."""
    path = recorded(tmp_path)
    older = beside(path).read_bytes()
    with register.open(path) as kept:
        run = kept.run("2021-03", LATER)
        run.record(one("b.xlsx", "2"))
        run.close()
    beside(path).write_bytes(older)

    assert refused(path)[0] == "STORE07"
