"""``recon doctor`` and ``recon text``: what was read is shown, and what was passed over is named."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from recon import doctor, messages, plaintext
from recon.cli import app
from recon.workbook import read


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A workbook with each thing that is told."""
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, hidden = book.add_worksheet("甲"), book.add_worksheet("乙")
        sheet.write_row(0, 0, ["项目", 12, True])
        sheet.write_number(1, 0, 0.5, book.add_format({"num_format": "0.00%"}))
        sheet.write_formula(1, 1, "=SUM(B1)", None, 12)
        sheet.write_formula(2, 0, "=NA()", None, "#N/A")
        sheet.write_blank(90_000, 3, None, book.add_format({"bg_color": "red"}))
        sheet.merge_range(3, 0, 3, 2, "合")
        sheet.set_row(1, options={"hidden": True})
        sheet.write_comment(0, 0, "注")
        hidden.hide()
        book.add_chartsheet("图").set_chart(_chart(book))
    return path


def _chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "column"})
    assert chart
    chart.add_series({"values": "=甲!$B$1:$C$1"})
    return chart


def test_all_that_was_read_is_told(sample: Path) -> None:
    """Sizes, kinds of values, formulas, formats, what is hidden, far blanks and sheets without cells."""
    told = [(line.key, dict(line.words)) for line in doctor.about(sample)]

    assert ("file", {"path": "表.xlsx", "format": "xlsx", "sheets": 2}) in told
    assert ("sheet", {"name": "甲", "last": "C4", "rows": 4, "columns": 3}) in told
    assert ("holds", {"numbers": 3, "texts": 2, "moments": 0, "truths": 1, "errors": 1}) in told
    assert ("formulas", {"count": 2}) in told
    assert ("merged", {"count": 1}) in told
    assert ("far_blank", {"cell": "D90001"}) in told
    assert ("number_format", {"code": "0.00%", "count": 1, "cell": "A2"}) in told
    assert ("hides", {"rows": 1, "columns": 0}) in told
    assert ("beside", {"notes": 1, "pictures": 0, "charts": 0}) in told
    assert ("empty_sheet", {"name": "乙"}) in told
    assert ("passed", {"name": "图", "kind": ("chartsheet", {})}) in told


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_the_command_prints_each_line(sample: Path, lang: str) -> None:
    """Every line of a file and of the computer can be said in both languages."""
    for arguments in (["doctor", str(sample)], ["doctor"]):
        done = CliRunner().invoke(app, [*arguments, "--lang", lang])

        assert (done.exit_code, "{" in done.output) == (0, False), done.output
    for key in messages.DOCTOR:
        assert messages.pick(messages.DOCTOR[key], lang)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """The refusal is that of every command."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"Rar!\x1a\x07\x00")
    done = CliRunner().invoke(app, ["doctor", str(path)])

    assert (done.exit_code, "FILE03" in done.output) == (3, True)


def test_text_shows_formulas_and_what_was_passed_over(sample: Path) -> None:
    """Formulas stand where their results stood, and a chart sheet is named in a line that is no row."""
    done = CliRunner().invoke(app, ["text", "--formulas", str(sample)])

    assert "=SUM(B1)" in done.output
    assert done.output.startswith("# ")
    assert [sheet.name for sheet in plaintext.parse(done.output).sheets] == ["甲", "乙"]
    assert plaintext.dump(read(sample)) in CliRunner().invoke(app, ["text", str(sample)]).output
