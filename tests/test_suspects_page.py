"""The worked example of docs/suspects.md: the program says of its first table what its second one says."""

from __future__ import annotations

from pathlib import Path

from tests.sheets import check

PAGE = Path(__file__).parents[1] / "docs" / "suspects.md"


def tables() -> list[list[list[str]]]:
    """The tables of the page, without the lines below their heads."""
    found: list[list[list[str]]] = []
    before = ""
    for line in PAGE.read_text("utf-8").splitlines():
        if line.startswith("|"):
            if not before.startswith("|"):
                found.append([])
            if not line.startswith("|---"):
                found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        before = line
    return found


def test_the_page_says_what_the_program_says() -> None:
    """The cell, what it would read at least and at most, the suggestion and its slip; nothing else is suspected."""
    ((_, *items), *rows), (_, expected), *_ = tables()
    cells = {(row[0], item): value for row in rows for item, value in zip(items, row[1:], strict=True)}
    numbers = {place: f"F{n}" for n, place in enumerate(cells, start=1)}
    *parts, whole = items
    *years, period = [row[0] for row in rows]
    report = check(
        "\n".join(
            [
                "## 来源",
                "来源编号 | 成文日期 | 可信度",
                "S1 | 2021-01-01 | 1",
                "",
                "## 口径",
                "指标名称 | 计量单位 | 类型 | 可加 | 舍入",
                "计划投资 | 亿元 | 金额 | 是 | 四舍五入",
                "",
                "## 层级",
                "维度 | 上级 | 下级 | 完整",
                *(f"项目 | {whole} | {part} | 是" for part in parts),
                *(f"时期 | {period} | {year} | 是" for year in years),
                "",
                "## 指标",
                "编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位",
                *(
                    f"{numbers[year, item]} | S1 | 表 | 计划投资 | {item} | {year} | 省 | {value} | 亿元"
                    for (year, item), value in cells.items()
                ),
            ]
        )
    )
    outcomes = [f.outcome for f in report.every if f.outcome]
    suspects = {
        (c.figure, f"{c.low:f}", f"{c.high:f}", f"{c.suggested:f}")
        for o in outcomes
        for s in o.suspects
        for c in s.cells
    }
    slips = {(h.kind, h.figure, h.suggested) for o in outcomes for h in o.hints}
    place, printed, least, most, suggested, slip = expected
    number = numbers[tuple(place.split())]  # type: ignore[index]

    assert len(outcomes) == 2
    assert cells[tuple(place.split())] == printed  # type: ignore[index]
    assert suspects == {(number, least, most, suggested)}
    assert slips == {(slip, number, suggested)}
