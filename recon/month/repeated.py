"""A project that two local reports of a month both tell of: its investment would be counted twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recon.catalogue import in_force
from recon.model import Finding
from recon.submission import Submission

CODE = "项目代码"


def check(reports: Sequence[Submission]) -> Iterator[Finding]:
    """One finding for each 项目代码 of several local reports on different subjects, at every cell it stands in.

    A lead department's report lists the same projects by intent, and two reports on one subject are told as
    such (DUP01); neither counts here.
    """
    places: dict[str, dict[tuple[str, str], tuple[Submission, int]]] = {}
    for report in reports:
        if report.subject[1] != in_force().whole:
            for code, found in report.places.items():
                places.setdefault(code, {}).setdefault(report.subject, (report, found[0]))
    for code, homes in places.items():
        if len(homes) > 1:
            cells = tuple(report.outside(place, CODE) for report, place in homes.values())
            words = {
                "column": CODE, "found": code, "homes": "、".join("·".join(subject) for subject in homes),
                "cells": "、".join(map(str, cells)),
            }  # fmt: skip
            yield Finding("REPT01", "强制性", cells, words)
