"""A project that stands in two local reports of a month: its investment would be counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from recon.catalogue import in_force
from recon.model import Finding
from recon.month.faults import FaultsByFile
from recon.submission import Submission

CODE = "项目代码"


def check(reports: Sequence[Submission], by_file: FaultsByFile = MappingProxyType({})) -> Iterator[Finding]:
    """One finding for each 项目代码 of several local reports on different subjects, at every cell it stands in.

    A lead department's report lists the same projects by intent, and two reports on one subject are told as
    such (DUP01); neither counts here, nor does a report whose projects are known to be another's.
    """
    places: dict[str, dict[tuple[str, str], tuple[Submission, int]]] = {}
    for report in reports:
        if report.subject[1] != in_force().whole and not _another(report, by_file):
            for code, rows in report.places.items():
                places.setdefault(code, {}).setdefault(report.subject, (report, rows[0]))
    for code, homes in places.items():
        if len(homes) > 1:
            cells = tuple(report.outside(place, CODE) for report, place in homes.values())
            words = {
                "column": CODE,
                "found": code,
                "homes": "、".join("·".join(subject) for subject in homes),
                "cells": "、".join(map(str, cells)),
            }
            yield Finding("REPT01", "强制性", cells, words)


def _another(report: Submission, by_file: FaultsByFile) -> bool:
    fault = by_file.get(report.path)
    return fault is not None and fault.another


def hung(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, those of repeated projects below the report that has another's projects (GAP03)."""
    heads = {f.words["home"] for f in findings if f.code == "GAP03" and f.words["home"]}
    below: dict[str, list[Finding]] = {}
    rest: list[Finding] = []
    for finding in findings:
        homes = finding.words.get("homes", "").split("、") if finding.code == "REPT01" else ()
        home = next((name for name in homes if name in heads), "")
        (below.setdefault(home, []) if home else rest).append(finding)
    return [f.with_followers(below.get(f.words["home"], ())) if f.code == "GAP03" else f for f in rest]
