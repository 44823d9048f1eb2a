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
    Page(
        "ROW02",
        ("合计行没有可合计的行", "Total row that sums up nothing"),
        ("一行的名称是小计或合计，也有数，但表中找不到它所合计的各行。核实性。", "A row is named a subtotal or total and has amounts, but there are no rows in the table that it could sum up. 核实性."),
        ("核对不了的合计等于没有审。", "A total that cannot be checked has not been checked."),
        FORM,
        "", "",
        ("写明合计的范围（类别、地区，或与所合计的行放在一起）；是项目的，填项目代码。", "Say what it sums up (a class, a region, or by standing next to its rows); if it is a project, give it its 项目代码."),
    ),
    Page(
        "WHICH01",
        ("其中项超过所属行", "Part above its whole"),
        ("名称以“其中”开头的行是上一行的一部分，各栏不应超过上一行。强制性。", "A row whose name begins with 其中 is part of the row above, and none of its amounts may exceed that row's. 强制性."),
        ("其中项不参加合计，数错了别处看不出来。", "Such a row enters no sum, so that nothing else would show a wrong number."),
        FORM,
        "", "",
        ("核对两行；该行本身是一个项目的，去掉“其中”并填项目代码。", "Check both rows; if it is a project of its own, drop 其中 and give it its 项目代码."),
    ),
    Page(
        "NUM08",
        ("金额显示为百分比", "Amount shown as percent"),
        ("金额栏的单元格用了百分比格式：看到的是 39%，存的是 0.39。强制性。", "A cell of an amount column has a percent format: 39% is seen, 0.39 is stored. 强制性."),
        ("所见和所存差一百倍，哪个都不是金额，不能参加核对。", "What is seen and what is stored are a hundredfold apart, and neither is an amount: it cannot take part in a check."),
        ("单元格的显示格式不改变所存的数值（ISO/IEC 29500）。", "The display format of a cell does not change the value stored (ISO/IEC 29500)."),
        "", "",
        ("改填金额，单元格格式改为数值。", "Enter the amount and make the format a number."),
    ),
    Page(
        "NUM09",
        ("显示的与所存的不在一个量级", "Seen in another scale than stored"),
        ("单元格格式把数缩小显示（如 0!.0000、#,##0,），看到的是万元，存的是元。核实性。", "The format shows the number scaled down (as 0!.0000 or #,##0, do): 万元 are seen, 元 are stored. 核实性."),
        ("填表人看着是对的，汇总时却大了一万倍。", "It looks right to the sender and enters the summary ten thousandfold."),
        ("单元格的显示格式不改变所存的数值（ISO/IEC 29500）。", "The display format of a cell does not change the value stored (ISO/IEC 29500)."),
        "", "",
        ("确认金额的单位；按封面的计量单位填数，单元格格式改为普通数值。", "Confirm the unit of the amounts; enter them in the unit of the cover with a plain format."),
    ),
    Page(
        "MERGE01",
        ("几行的金额合并成一格", "One amount merged over several rows"),
        ("金额栏里上下几行合并成一格，只有一个数。文字合并的（网别、类别、地区等）按各行都有处理。强制性。", "In an amount column several rows are merged into one cell with one number. Merged words (network, class, region) count for each row. 强制性."),
        ("只有第一行有数，其余各行成了空白，每行是多少无从得知。", "Only the first row holds the number, the others are blank, and what belongs to which row is unknown."),
        FORM,
        "", "",
        ("取消合并，逐行填写。", "Unmerge the cells and fill in each row."),
    ),
)  # fmt: skip
