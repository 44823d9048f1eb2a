"""Links and formulas that call out are read as what they showed, and never followed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from recon.engine import validate_file
from recon.reports import annotate
from tests import forms


@pytest.fixture
def calls() -> Iterator[tuple[int, list[object]]]:
    """A server on this machine that notes who connects: its port, and the notes."""
    server = socket.create_server(("127.0.0.1", 0))
    noted: list[object] = []

    def listen() -> None:
        while True:
            try:
                noted.append(server.accept()[1])
            except OSError:
                return

    threading.Thread(target=listen, daemon=True).start()
    yield server.getsockname()[1], noted
    server.close()


def test_nothing_is_followed(tmp_path: Path, calls: tuple[int, list[object]]) -> None:
    """WEBSERVICE, an external reference, a hyperlink and a picture by address: checked and marked without a call."""
    port, noted = calls
    there = f"http://127.0.0.1:{port}/"
    form = forms.Form()
    form.rows[2]["开工以来累计完成"] = 999
    path = tmp_path / "月报.xlsx"
    with xlsxwriter.Workbook(str(path)) as out:
        for sheet in form.book().sheets:
            page = out.add_worksheet(sheet.name)
            for r, row in enumerate(sheet.rows):
                page.write_row(r, 0, row)
        page.write_formula(40, 0, f'=WEBSERVICE("{there}")', None, "7")
        page.write_formula(41, 0, f"='{there}[b.xlsx]Sheet1'!A1", None, 8)
        page.write_url(42, 0, there)

    report = validate_file(path)
    annotate.write(report, path, tmp_path / "标注.xlsx", lang="zh")

    assert "ROLL01" in {finding.code for finding in report.every}
    assert noted == []
