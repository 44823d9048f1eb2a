"""Pages of what the search for suspects says of itself."""

from __future__ import annotations

from .page import Page

FAULTS = (
    Page(
        "SUSP01",
        ("查找疑点时程序出错", "The search for suspects failed"),
        (
            "查找疑点单元格的程序自身出错。各项审核结果不受影响，照常列出；受影响的问题没有疑点和疑因。提示性。",
            "The program failed while it looked for suspect cells. All results of the check stand and are listed; the findings concerned have no suspects or hints. 提示性.",
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
)
