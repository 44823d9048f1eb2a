"""What is printed is in the language asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from recon import cli, messages
from recon.catalogue import in_force
from recon.cli import words
from recon.model import CellRef, Finding
from recon.month import intake
from recon.reports import text

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


def examples() -> list[str]:
    """The examples of ``recon template --help`` that need no file beside them."""
    told = words.half(cli.template.help or "")
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
