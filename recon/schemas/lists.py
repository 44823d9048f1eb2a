"""The closed lists that every office's forms share: units of amounts, sources of funds. All others are the plan's (``recon.catalogue``)."""

from __future__ import annotations

#: The sheets of every form that hold no figures of the sender: how to fill it in, and the lists of its dropdowns.
NOTES, LISTS = "填报说明", "字典"
#: Unit of a form → decimals of its amounts.
UNITS = {"元": 2, "千元": 2, "万元": 2, "百万元": 4, "亿元": 4}
#: Sources of funds with their helps, in the order of the forms: columns and sums of every form are made from this list.
FUNDS = (
    ("中央", "中央资金", "Central government"),
    ("省级", "省级资金", "Province"),
    ("市县", "市县资金", "Cities and counties"),
    ("专项债券", "专项债券", "Special bonds"),
    ("银行贷款", "银行贷款", "Bank loans"),
    ("社会资本", "社会资本", "Private capital"),
)
SOURCES = tuple(label for label, _, _ in FUNDS)
