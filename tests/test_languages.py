"""What is printed is in the language asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from recon import cli, messages
from recon.catalogue import in_force
from recon.cli import words
from recon.cli.template import template
from recon.model import LEVELS, CellRef, Finding
from recon.month import intake
from recon.reports import text
from recon.schemas import definition, forms, targets
from recon.schemas.form import Columns
from recon.workbook import RawBook

CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Four words of English in a row; an example of a command is not a sentence.
SENTENCE = re.compile(r"[a-z]+(?: [a-z]+){3}")
NETWORK = next(iter(in_force().networks))
REGION = next(iter(in_force().regions))


def commands(command: click.Command) -> Iterator[click.Command]:
    """The command and all below it."""
    yield command
    for one in command.commands.values() if isinstance(command, click.Group) else ():
        yield from commands(one)


@pytest.fixture(params=messages.LANGUAGES)
def lang(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language spoken by the command line, Chinese again afterwards."""
    words.speak(["--lang", request.param])
    yield request.param
    words.speak([])


def test_help_of_an_option_is_in_one_language(lang: str) -> None:
    """Each text has two halves; Chinese help has no English sentence, English help begins in English."""
    for command in commands(cli.app):
        helps = [p.help for p in command.params if isinstance(p, click.Option) and p.help]
        for told in map(words.half, helps):
            assert not SENTENCE.search(told) if lang == "zh" else not CHINESE.match(told), (
                command.name,
                told,
            )
            assert lang == "zh" or not re.search(r"[，。；]|）/", told), (command.name, told)


@pytest.mark.parametrize("reason", intake.REASONS)
def test_a_report_left_out_is_told_in_english(reason: str) -> None:
    """LEFT01 says why without a Chinese word."""
    left = Finding("LEFT01", "核实性", (CellRef("S"),), {"reason": reason, "expected": "2021-03"})
    assert not CHINESE.search(text.sentence(left, "en"))
    assert CHINESE.search(text.sentence(left, "zh"))


@pytest.mark.parametrize("absent", ["lead_only", "lead_and_others", "others"])
def test_reports_missing_are_told_in_english(absent: str) -> None:
    """LACK01 has no Chinese but the plan's own names."""
    told = {"network": NETWORK, "expected": "2", "found": "1", "others": REGION, "absent": absent}
    said = text.sentence(Finding("LACK01", "核实性", (CellRef(NETWORK),), told), "en")
    assert not CHINESE.search(said.replace(NETWORK, "").replace(REGION, ""))


def test_english_sentences_have_no_chinese_clause() -> None:
    """Of each code's sentence and fragment the English half has Chinese words for names of columns, but no Chinese punctuation."""
    pairs = {
        **messages.MESSAGES,
        **messages.DETAILS,
        **messages.SLIPS,
        **messages.HINTS,
        **messages.EXPRESSIONS,
    }
    leaks = {key for key, (_, told) in pairs.items() if re.search(r"[，。；：]", re.sub("“[^”]*”", "", told))}
    assert not leaks


CALLED = re.compile(r"[\u4e00-\u9fff]+")


@cache
def names() -> str:
    """What forms, sheets, columns, closed lists and the plan call things, in no language but their own."""
    declared = [model for spec in forms.every() for model in (spec.cover, *(table.model for table in spec.tables))]
    models: list[Columns] = [*declared, *targets.SHEETS.values(), *definition.SHEETS.values()]
    schemas = [model.to_schema() for model in models]
    found = [*targets.SHEETS, *definition.SHEETS, *(table.sheet for spec in forms.every() for table in spec.tables)]
    for schema in schemas:
        for label, column in schema.columns.items():
            found += [label, str(column.metadata), *(str(check.statistics) for check in column.checks)]
    for entry in in_force().entries:
        found += [entry.value, entry.lead]
    return " ".join([*found, str(in_force().parameters), *LEVELS])


def strangers(finding: Finding, book: RawBook, example: str = "") -> set[str]:
    """Chinese words of a finding told in English that neither the file nor a form nor the English sentence itself has."""
    held = " ".join(str(cell) for sheet in book.sheets for row in sheet.rows for cell in row if cell is not None)
    operator = finding.outcome.operator if finding.outcome else ""
    known = " ".join(
        (names(), example, held, *(sheet.name for sheet in book.sheets), messages.pattern(finding.code, operator)[1])
    )
    return {word for word in CALLED.findall(text.sentence(finding, "en")) if word not in known}


def test_phrases_of_rules_are_told_in_english() -> None:
    """Lines of a table, blanks and relations that are counted; what a file calls itself stays as it is."""
    pairs = {
        "第4行 = 第2行 + 第3行": "row 4 = row 2 + row 3",
        "第9行 = 第2至8行之和": "row 9 = the sum of rows 2 to 8",
        "第5行 = 前列第5行 + 第4行": "row 5 = row 5 of the column before + row 4",
        "C = 上行 C + B": "C = C of the row above + B",
        "'第1行'!C = “第2行”!D": "'第1行'!C = “第2行”!D",
        "空白 3 格": "3 blank cells",
        messages.FORM["check_TASK05"][0]: messages.FORM["check_TASK05"][1],
    }
    assert {zh: messages.phrase(zh, "en") for zh in pairs} == pairs
    assert [messages.phrase(zh, "zh") for zh in pairs] == [*pairs]


def test_what_is_counted_has_its_english() -> None:
    """The formula of a tally that a rule writes in words is told in English, but for names of columns."""
    modules = [ast.parse(path.read_text("utf-8")) for path in (Path(__file__).parents[1] / "recon").rglob("*.py")]
    for node in (node for module in modules for node in ast.walk(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            for formula in node.args if called in ("Tally", "counted") else ():
                for part in ast.walk(formula):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value:
                        told = messages.phrase(part.value, "en")
                        assert not {word for word in CALLED.findall(told) if word not in names() + "表其中小计合计"}, (
                            told
                        )


def examples() -> list[str]:
    """The examples of ``recon template --help`` that need no file beside them."""
    told = words.half(template.help or "")
    lines = [line.strip() for line in told.splitlines() if line.strip().startswith("recon template")]
    return [line for line in lines if not re.search(r"--(all|previous|from|form)\b", line)]


@pytest.mark.parametrize("line", examples())
def test_an_example_of_help_does_what_it_shows(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typed as it stands in an empty folder, it makes the workbook that it names."""
    monkeypatch.chdir(tmp_path)
    command = re.split(r"\s{2,}", line)[0].split()
    done = CliRunner().invoke(cli.app, command[1:])

    assert done.exit_code == 0, done.output
    assert (tmp_path / command[-1]).is_file()
