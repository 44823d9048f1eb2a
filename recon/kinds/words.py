"""How a form's total rows and numbered classes are written."""

import re

WHOLE = ("合计", "总计", "共计")
#: Chinese numbering before the name of a class: 一、 or (一).
ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\))")
