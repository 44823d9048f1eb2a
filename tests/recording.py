"""A run of sixty reports to be recorded, by a process that may be killed at any moment."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from examples.lists import REGIONS
from recon import register
from recon.model import CellRef, Explanation, FileReport, Finding
from recon.register.store import beside
from recon.submission import Submission

DAY = datetime.date(2021, 4, 8)
NETWORKS = ("路网", "水网", "电网", "油气网", "智能信息网")


def say(finding: Finding) -> str:
    """The sentence of a finding."""
    return f"{finding.code} 在 {finding.cell}"


def report(
    path: Path,
    network: str,
    region: str,
    content: str,
    *,
    month: str = "2021-03",
    stated: str = "2021-04-07",
    findings: tuple[Finding, ...] = (),
) -> FileReport:
    """A report on a file as the engine would give it."""
    cover = {
        "填报单位": f"{region}人民政府",
        "网别": network,
        "地区": region,
        "报告期": month,
        "报出日期": stated,
    }
    sent = Submission(str(path), content, cover, "项目月报表", "万元", 4, 2, (), {}, {}, {})
    return FileReport(
        str(path), content, "monthly", findings=findings, subject=(network, region, month), submission=sent
    )


def findings(number: int) -> tuple[Finding, ...]:
    """Some findings: to correct, to verify and explained, for information."""
    explained = Explanation("按概算批复调整，文号另附", "丙", "2021-01")
    return (
        Finding("ROLL01", "强制性", (CellRef("项目月报表", 8 + number, 24), CellRef("项目月报表", 8, 21)), {}),
        Finding("OVER01", "核实性", (CellRef("项目月报表", 9, 24),), {}, explanation=explained),
        Finding("NEW01", "提示性", (CellRef("项目月报表", 9, 2),), {}),
    )[: number % 4]


def sixty(folder: Path) -> Iterator[FileReport]:
    """Sixty reports, one after the other."""
    for number, (network, region) in enumerate((n, r) for n in NETWORKS for r in REGIONS):
        path = folder / f"月报_{network}_{region}.xlsx"
        yield report(path, network, region, f"{number:064d}", findings=findings(number))


def statements(path: Path) -> list[str]:
    """Everything in the history beside a register, as statements of SQL."""
    with sqlite3.connect(beside(path)) as db:
        return list(db.iterdump())


def main(path: Path, told: Callable[[], object] = lambda: None) -> None:
    """Record them all, telling after each."""
    for _ in register.record(path, "2021-03", DAY, sixty(path.parent / "2021-03"), say):
        told()
