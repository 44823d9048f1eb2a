"""Pages of what was not read, or read by itself: other sheets, and rows among signatures."""

from __future__ import annotations

from .page import ACROSS, FORM, Page, pair

UNREAD = (
    Page(
        "SHEET01",
        ("又一张同样的表", "The same table once more"),
        ("另一张工作表也有本表的表头并填了数：另一个县、另一个月，或改过的副本。核实性。", "Another sheet has the head of the table and is filled in: another county, another month, or a copy that was changed. 核实性."),
        ("汇总只取一张。另一张如果也该报，就漏了；如果是旧的，应当删去。", "A summary takes one of them. If the other should be reported too it is lost; if it is an old one it should go."),
        FORM,
        "", "",
        ("确认以哪张为准。程序优先取可见的、工作表名与表名相同或写着本期月份的；另一张只审核表内关系。", "Say which one holds. The program takes one in sight before a hidden one, one of the table's own name or of this month before others; the other is checked in itself only."),
    ),
    Page(
        "SHEET02",
        ("有数字的工作表没有审核", "Sheet with numbers that was not read"),
        ("工作簿里有一张不属于本表式、或被隐藏的工作表，其中有数字。核实性。", "The workbook has a sheet that the form does not have, or a hidden one, with numbers in it. 核实性."),
        ("没有审核的内容不能算通过。", "What was not read has not passed."),
        ACROSS,
        *pair("""
            ## 项目月报表
            项目名称 | 本年计划
            长春—太平川 | 200.1

            ## 附表
            补充项目 | 投资
            德惠—松原 | @
            """, "另报", "350"),
        ("应报的内容移入表内；无关的工作表删除后再报。", "Move what should be reported into the table; delete sheets that have nothing to do with it."),
    ),
    Page(
        "ROW01",
        ("表尾有金额没有审核", "Amounts below the table that were not read"),
        ("签署或说明所在的行及以下，有一行带着多个金额，没有项目代码，没有读作项目。核实性。", "At or below signatures and notes a row holds several amounts but no 项目代码; it was not read as a project. 核实性."),
        ("写在说明后面的项目不会参加合计。", "A project written behind the notes enters no sum."),
        FORM,
        "", "",
        ("是项目的移到表内并填项目代码；不是的删除。", "If it is a project, move it into the table with its 项目代码; if not, delete it."),
    ),
)  # fmt: skip
