"""Pages of what the search for suspects says of itself."""

from __future__ import annotations

from .page import Page

FAULTS = (
    Page(
        "SUSP01",
        ("查找原因和疑点时程序出错", "The search for causes and suspects failed"),
        (
            "查找共同原因和疑点单元格的程序自身出错。各项审核结果不受影响，照常列出；受影响的问题没有原因、疑点和疑因。提示性。",
            "The program failed while it looked for causes and suspect cells. All results of the check stand and are listed; the findings concerned have no cause, suspects or hints. 提示性.",
        ),
        (
            "程序的错误不能冒充报表的错误，也不能使已经查出的问题丢失。",
            "A fault of the program must not pass for a fault of the report, nor cost what has been found.",
        ),
        (
            "出错的地方写在信息里，供维护人员查找；同一文件再审，结果相同。",
            "The message names the place in the program for the maintainers; the same file gives the same message again.",
        ),
        "",
        "",
        (
            "问题照常改正；把文件和这条信息发给程序维护人员。",
            "Correct the findings as usual, and send the file and the message to the maintainers.",
        ),
    ),
    Page(
        "SUSP02",
        ("报表过大，未查共同原因", "Too large a report for causes to be looked for"),
        (
            "报表行数超过上限时，不再试改单元格查找共同原因（整块错位、计量单位写错等），查出的问题全部逐条列出。只在确有问题时提示。提示性。",
            "Beyond a number of rows cells are not corrected on trial to find common causes (blocks moved, units mistaken); all findings are listed one by one. Said only where rows are wrong. 提示性.",
        ),
        (
            "试改一次就要把全表重审一遍，行数很多时不能在合理的时间内完成；没有做的审核必须说明。",
            "Each trial checks the whole table again, which takes too long for so many rows; what was not looked for must be said.",
        ),
        (
            "应查共同原因的行数超过上限（信息中写明）。",
            "The table has more rows than the limit, which the message names.",
        ),
        "",
        "",
        (
            "按市县拆分后分别审核；或者逐条核对，同一原因的问题会一起消失。",
            "Split the table by city and check each part, or go through the findings: those of one cause vanish together.",
        ),
    ),
)
