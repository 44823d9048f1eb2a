"""The plan's lists as data: they stand in its workbook, and beside it as text."""

from __future__ import annotations

from pathlib import Path

from recon import catalogue, packaged, workbook
from recon.plan import catalogue as sheets
from tools import lists

PACKAGE = Path(catalogue.__file__).parent


def test_the_text_beside_the_plan_is_what_its_workbook_says() -> None:
    """``data/catalogue.json`` is made from ``data/targets.xlsx``: ``python -m tools.lists``."""
    assert packaged.catalogue().read_text("utf-8") == lists.text()


def test_the_text_and_the_workbook_are_one_catalogue() -> None:
    """Read from the text or from the workbook, entries and parameters are the same."""
    read = sheets.from_tables(sheets.loaded(workbook.read(packaged.targets())))

    assert read is not None
    assert (read.entries, read.parameters) == (catalogue.ours().entries, catalogue.ours().parameters)


#: Names that are everyday words: what is built, or "all of it"; they say nothing of a place, a plan or an office.
EVERYDAY = frozenset(
    [
        "全省",
        "铁路",
        "机场",
        "高速公路",
        "普通国省道",
        "农村公路",
        "综合交通枢纽",
        "人工智能",
        "工业互联网",
        "大数据中心",
        "充电桩",
        "加油站",
        "配电网",
        "储气设施",
        "高标准农田",
        "城市供水",
        "城市污水",
        "城市道路",
        "城市桥梁",
        "排水防涝",
        "垃圾处理",
        "引调水",
    ]
)
#: What is held against the code: networks, regions, departments and groups; classes of three characters or more.
NAMES = {
    name
    for entry in catalogue.ours().entries
    if entry.listed in (catalogue.NETWORK, catalogue.REGION, catalogue.GROUP)
    or (entry.listed == catalogue.CLASS and len(entry.value) > 2)
    for name in (entry.value, entry.lead, *entry.others)
    if name and name not in EVERYDAY
}
#: Module → names that stand in it as words of trade: characters that look alike, words that names are made of, usual forms.
ALLOWED = {"match/slips.py": {"路网", "电网"}, "match/short.py": {"电网"}}


def test_no_name_of_the_plan_stands_in_the_code() -> None:
    """Networks, classes, regions, departments and groups stand in the plan's workbook, not in code, helps or docstrings."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        for word in EVERYDAY:
            text = text.replace(word, "")
        found[path.relative_to(PACKAGE).as_posix()] = {name for name in NAMES if name in text}

    assert {path: names for path, names in found.items() if not names <= ALLOWED.get(path, set())} == {}
