"""Pages of what was not read, or read by itself: other sheets, and rows among signatures."""

from __future__ import annotations

from .page import ACROSS, FORM, Page, pair

UNREAD = (
    Page(
        "SHEET01",
        ("又一张同样的表", "The same table once more"),
        (
            "另一张工作表也有本表的表头并填了数：另一个县、另一个月，或改过的副本。核实性。",
            "Another sheet has the head of the table and is filled in: another county, another month, or a copy that was changed. 核实性.",
        ),
        (
            "汇总只取一张。另一张如果也该报，就漏了；如果是旧的，应当删去。",
            "A summary takes one of them. If the other should be reported too it is lost; if it is an old one it should go.",
        ),
        FORM,
        "",
        "",
        (
            "确认以哪张为准。程序优先取可见的、工作表名与表名相同或写着本期月份的；另一张只审核表内关系。",
            "Say which one holds. The program takes one in sight before a hidden one, one of the table's own name or of this month before others; the other is checked in itself only.",
        ),
    ),
    Page(
        "SHEET02",
        ("有数字的工作表没有审核", "Sheet with numbers that was not read"),
        (
            "工作簿里有一张不属于本表式、或被隐藏的工作表，其中有数字。核实性。",
            "The workbook has a sheet that the form does not have, or a hidden one, with numbers in it. 核实性.",
        ),
        ("没有审核的内容不能算通过。", "What was not read has not passed."),
        ACROSS,
        *pair(
            """
            ## 项目月报表
            项目名称 | 本年计划
            东港—西岭 | 200.1

            ## 附表
            补充项目 | 投资
            德惠—松原 | @
            """,
            "另报",
            "350",
        ),
        (
            "应报的内容移入表内；无关的工作表删除后再报。",
            "Move what should be reported into the table; delete sheets that have nothing to do with it.",
        ),
    ),
    Page(
        "SHEET03",
        ("只有图片的工作表", "Sheet with pictures only"),
        (
            "工作表里没有表，只有图片，如截图或扫描件。核实性。",
            "A sheet has no table but pictures, such as a screenshot or a scan. 核实性.",
        ),
        ("图片里的数读不到，也就没有审核。", "Numbers in a picture cannot be read, and so were not checked."),
        FORM,
        "",
        "",
        ("把应报的内容填入表内。", "Enter what should be reported into the table."),
    ),
    Page(
        "ROW01",
        ("表尾有金额没有审核", "Amounts below the table that were not read"),
        (
            "签署或说明所在的行及以下，有一行带着多个金额，没有项目代码，没有读作项目。核实性。",
            "At or below signatures and notes a row holds several amounts but no 项目代码; it was not read as a project. 核实性.",
        ),
        ("写在说明后面的项目不会参加合计。", "A project written behind the notes enters no sum."),
        FORM,
        "",
        "",
        (
            "是项目的移到表内并填项目代码；不是的删除。",
            "If it is a project, move it into the table with its 项目代码; if not, delete it.",
        ),
    ),
    Page(
        "ROW02",
        ("合计行没有可合计的行", "Total row that sums up nothing"),
        (
            "一行的名称是小计或合计，也有数，但表中找不到它所合计的各行。核实性。",
            "A row is named a subtotal or total and has amounts, but there are no rows in the table that it could sum up. 核实性.",
        ),
        ("核对不了的合计等于没有审。", "A total that cannot be checked has not been checked."),
        FORM,
        "",
        "",
        (
            "写明合计的范围（类别、地区，或与所合计的行放在一起）；是项目的，填项目代码。",
            "Say what it sums up (a class, a region, or by standing next to its rows); if it is a project, give it its 项目代码.",
        ),
    ),
    Page(
        "WHICH01",
        ("其中项超过所属行", "Part above its whole"),
        (
            "名称以“其中”开头的行是上一行的一部分，各栏不应超过上一行。强制性。",
            "A row whose name begins with 其中 is part of the row above, and none of its amounts may exceed that row's. 强制性.",
        ),
        (
            "其中项不参加合计，数错了别处看不出来。",
            "Such a row enters no sum, so that nothing else would show a wrong number.",
        ),
        FORM,
        "",
        "",
        (
            "核对两行；该行本身是一个项目的，去掉“其中”并填项目代码。",
            "Check both rows; if it is a project of its own, drop 其中 and give it its 项目代码.",
        ),
    ),
    Page(
        "NUM08",
        ("金额显示为百分比", "Amount shown as percent"),
        (
            "金额栏的单元格用了百分比格式：看到的是 39%，存的是 0.39。强制性。",
            "A cell of an amount column has a percent format: 39% is seen, 0.39 is stored. 强制性.",
        ),
        (
            "所见和所存差一百倍，哪个都不是金额，不能参加核对。",
            "What is seen and what is stored are a hundredfold apart, and neither is an amount: it cannot take part in a check.",
        ),
        (
            "单元格的显示格式不改变所存的数值（ISO/IEC 29500）。",
            "The display format of a cell does not change the value stored (ISO/IEC 29500).",
        ),
        "",
        "",
        ("改填金额，单元格格式改为数值。", "Enter the amount and make the format a number."),
    ),
    Page(
        "NUM09",
        ("显示的与所存的不在一个量级", "Seen in another scale than stored"),
        (
            "单元格格式把数缩小显示（如 0!.0000、#,##0,），看到的是万元，存的是元。核实性。",
            "The format shows the number scaled down (as 0!.0000 or #,##0, do): 万元 are seen, 元 are stored. 核实性.",
        ),
        (
            "填表人看着是对的，汇总时却大了一万倍。",
            "It looks right to the sender and enters the summary ten thousandfold.",
        ),
        (
            "单元格的显示格式不改变所存的数值（ISO/IEC 29500）。",
            "The display format of a cell does not change the value stored (ISO/IEC 29500).",
        ),
        "",
        "",
        (
            "确认金额的单位；按封面的计量单位填数，单元格格式改为普通数值。",
            "Confirm the unit of the amounts; enter them in the unit of the cover with a plain format.",
        ),
    ),
    Page(
        "MERGE01",
        ("几行的金额合并成一格", "One amount merged over several rows"),
        (
            "金额栏里上下几行合并成一格，只有一个数。文字合并的（网别、类别、地区等）按各行都有处理。强制性。",
            "In an amount column several rows are merged into one cell with one number. Merged words (network, class, region) count for each row. 强制性.",
        ),
        (
            "只有第一行有数，其余各行成了空白，每行是多少无从得知。",
            "Only the first row holds the number, the others are blank, and what belongs to which row is unknown.",
        ),
        FORM,
        "",
        "",
        ("取消合并，逐行填写。", "Unmerge the cells and fill in each row."),
    ),
    Page(
        "DATE04",
        ("日期差几秒到次日", "Date some seconds short of the next day"),
        (
            "日期单元格里带着 23:59 以后的时间，按次日读取。核实性。",
            "A date carries a time after 23:59 and is read as the next day. 核实性.",
        ),
        (
            "有的系统导出日期时差几十秒，按所存的日期读会早一天，月初的日期会早一个月。",
            "Some systems export dates short by some seconds; read as stored they are a day early, and at the start of a month a month early.",
        ),
        FORM,
        "",
        "",
        ("核实日期，改填不带时间的日期。", "Verify the date and enter it without a time."),
    ),
    Page(
        "COVER03",
        ("没有封面", "No cover"),
        (
            "封面的必填项有两项以上在工作簿里找不到。强制性。",
            "Two or more of the values that a cover must have are nowhere in the workbook. 强制性.",
        ),
        (
            "没有网别、地区和报告期，不知道是谁的哪一期报表。",
            "Without network, region and month nobody knows whose report it is, and for when.",
        ),
        FORM,
        "",
        "",
        (
            "补上封面并填写；分页打印或另存时不要漏掉“封面”工作表。",
            "Add the cover and fill it in; do not leave its sheet out when saving a copy.",
        ),
    ),
    Page(
        "LINK01",
        ("公式取自别的文件", "Formula that points to another file"),
        ("表内有公式引用另一个工作簿。提示性。", "A formula of the form refers to another workbook. 提示性."),
        (
            "对方文件改动或不在时，这里的数会变化或变成错误值；收表的人也看不到来源。",
            "When that file changes or is not there, the number here changes or becomes an error, and the receiver cannot see where it came from.",
        ),
        FORM,
        "",
        "",
        ("改填数值（复制后选择性粘贴为数值）。", "Enter the value (copy, then paste as values)."),
    ),
    Page(
        "FML01",
        ("合计公式漏了行", "Total whose formula leaves rows out"),
        (
            "合计公式的区域没有包括应加的某些行，例如在区域之外插入或补填了一行。强制性。",
            "The range of a total's formula does not take in rows that it should, as when a row was inserted or typed outside it. 强制性.",
        ),
        ("公式看着还在，加的却不是全部。", "The formula is still there, but it does not add up everything."),
        FORM,
        "",
        "",
        (
            "把公式的区域扩大到全部分项，或把行移到区域之内（在两个项目行之间插入整行）。",
            "Widen the range to all parts, or move the row inside it (insert whole rows between two projects).",
        ),
    ),
    Page(
        "FML02",
        ("小计行又被计入合计", "Subtotal counted beside its parts"),
        (
            "一行本身是别的行的合计，又和这些行一起被公式加了一次。强制性。",
            "A row that sums up others is added up together with them. 强制性.",
        ),
        ("同一笔投资计了两次。", "The same investment is counted twice."),
        FORM,
        "",
        "",
        ("删去这一行，或移出求和区域。", "Remove the row, or move it out of the range."),
    ),
    Page(
        "FML03",
        ("公式把同一行加了两次", "Formula that takes a row twice"),
        ("合计公式的区域有重叠。强制性。", "The ranges of a total's formula overlap. 强制性."),
        ("同一笔投资计了两次。", "The same investment is counted twice."),
        FORM,
        "",
        "",
        ("改正公式。", "Mend the formula."),
    ),
    Page(
        "FML04",
        ("公式引用已被删除", "Formula whose reference was deleted"),
        (
            "公式里出现 #REF!，所引用的行已被删除。强制性。",
            "A formula holds #REF!: the rows that it refers to were deleted. 强制性.",
        ),
        ("所有依赖它的数都成了错误值。", "Every number that rests on it is an error."),
        FORM,
        "",
        "",
        (
            "撤销删除，或重写公式；不需要的小计行留空，不要删行。",
            "Undo the deletion, or write the formula anew; leave a subtotal without projects blank instead of deleting its row.",
        ),
    ),
    Page(
        "FML05",
        ("类别的字样与汇总公式要找的不同", "Class that the summary's formula misses"),
        (
            "类别单元格多了空格或用了全角字，看着相同，SUMIFS 按原字比较就漏了这一行。强制性。",
            "A class has a blank too many or other forms of letters: it looks the same, but SUMIFS compares the text as it stands and misses the row. 强制性.",
        ),
        ("汇总表少了一个项目，却看不出少在哪里。", "The summary lacks a project and does not show which."),
        FORM,
        "",
        "",
        ("从下拉列表重新选择类别。", "Choose the class from its list again."),
    ),
    Page(
        "FML06",
        ("合计公式被数值覆盖", "Total typed over its formula"),
        (
            "合计行的一格或几格不是公式而是填写的数，且与分项之和不符，同行其余仍是公式。强制性。",
            "In a total row some cells hold typed numbers instead of formulas, which are not the sum of their parts, while the rest of the row has formulas. 强制性.",
        ),
        ("分项改了，这个数不会跟着变。", "When a part changes, this number does not."),
        FORM,
        "",
        "",
        ("恢复公式。", "Restore the formula."),
    ),
)
