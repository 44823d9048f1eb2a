"""The manual page of every code: one rule, one record, with a passing and a failing example.

An example is a workbook in the text form of :mod:`recon.plaintext`; ``@`` marks where the passing and
the failing one differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent, indent

from recon.messages import pick

Pair = tuple[str, str]  #: 中文, English


@dataclass(frozen=True, slots=True)
class Page:
    """What a code means, on one page. Codes of unreadable files have no examples."""

    code: str
    title: Pair
    what: Pair  #: what was checked
    why: Pair  #: why it matters
    basis: Pair  #: the standard, practice or convention it rests on
    passing: str  #: a workbook without any finding, as plain text
    failing: str  #: the same workbook with this one finding
    advice: Pair  #: what to do

    def sections(self, lang: str) -> Iterator[tuple[str, str, bool]]:
        """Heading, text and whether it is an example, in the order of reading."""
        for key, heading in HEADINGS.items():
            value = getattr(self, key)
            if value:
                example = isinstance(value, str)
                yield pick(heading, lang), value if example else pick(value, lang), example


HEADINGS: dict[str, Pair] = {
    "what": ("含义", "What"),
    "why": ("为什么", "Why"),
    "basis": ("依据", "Basis"),
    "passing": ("通过的例子", "Passing example"),
    "failing": ("不通过的例子", "Failing example"),
    "advice": ("怎么办", "What to do"),
}
REFERENCE: Pair = (
    "# 规则说明\n\n每个代码一节。例子是纯文本形式的工作簿：`## ` 后是工作表名，单元格之间以 ` | ` 分隔；正反两例只在出错处不同。\n"
    "级别：强制性须改正；核实性属实可附审核说明后保留；提示性只供参考。单个代码的说明：`recon explain FOOT01`。\n",
    "# Rules\n\nOne section per code. Examples are workbooks as plain text: a sheet begins with `## ` and its name, cells stand between ` | `; the two examples of a code differ only where the failing one is wrong.\n"
    "Levels: 强制性 must be corrected; 核实性 may stand with a written 审核说明 (explanation); 提示性 is for information. For one code: `recon explain FOOT01 --lang en`.\n",
)


def render(code: str, lang: str) -> str:
    """The page of ``code`` for a terminal, ending in a newline."""
    page = PAGES[code]
    lines = [f"{code}  {pick(page.title, lang)}"]
    lines += [f"{heading}\n{indent(text, '  ')}" for heading, text, _ in page.sections(lang)]
    return "\n\n".join(lines) + "\n"


def reference(lang: str) -> str:
    """All pages as one Markdown document, in the order of the catalogue."""
    parts = [pick(REFERENCE, lang)]
    for page in PAGES.values():
        parts.append(f"## {page.code} {pick(page.title, lang)}\n")
        for heading, text, example in page.sections(lang):
            parts.append(f"**{heading}**\n\n" + (f"```text\n{text}\n```\n" if example else f"{text}\n"))
    return "\n".join(parts)


def _pair(text: str, right: str, wrong: str) -> tuple[str, str]:
    """The passing and the failing example: ``text`` with ``@`` replaced."""
    text = dedent(text).strip()
    return text.replace("@", right), text.replace("@", wrong)


_FIGURES = "编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位 | 限定"
_EDGES = "维度 | 上级 | 下级 | 完整 | 适用指标"
_MEASURES = "指标名称 | 计量单位 | 类型 | 可加 | 舍入"
_RELATIONS = "编号 | 左式 | 关系 | 右式 | 级别"

_FORM: Pair = (
    "指标工作簿的固定列名和填法。",
    "The fixed columns of the targets workbook and how they are filled in.",
)
_XLSX: Pair = (
    "xlsx 是由 XML 部件组成的 ZIP 压缩包（ISO/IEC 29500、ECMA-376）。",
    "An xlsx file is a ZIP of XML parts (ISO/IEC 29500, ECMA-376).",
)
_INTERVAL: Pair = (
    "XBRL Calculations 1.1（2023-02-22 推荐标准）的区间比较：四舍五入到末位单位 u 的数 v，真值在 [v - u/2, v + u/2] 之内，两端均含；两边的区间没有公共点，舍入就解释不了差额。截断、精确和限定各有自己的区间。",
    "Interval comparison as in XBRL Calculations 1.1 (Recommendation of 2023-02-22): a number v rounded to the last place u stands for [v - u/2, v + u/2], both ends included; if the intervals of the two sides share no point, rounding cannot explain the gap. 截断 (truncated), 精确 (exact) and qualified figures have intervals of their own.",
)
_SIGMA: Pair = (
    "舍入误差在一个末位单位 u 内均匀分布，方差为 u×u/12；各数方差相加再开方得 σ。区间相交但差额超过 3σ 的，称为尾差偏大。核实性问题附审核说明可以保留，是报表审核的通行做法。",
    "A rounding error is spread evenly over one unit of the last place u, with variance u×u/12; σ is the root of the sum of the variances. A gap above 3σ within intervals that still meet is called wide. That a 核实性 finding may stand with a written explanation is common practice in checking official returns.",
)
_EXPLAIN: Pair = (
    "先核对原文和录入。有错改正；属实的写审核说明，说明只对现有数值有效，数值一变即失效。",
    "Compare the entries with the document first. Correct what is wrong; if all is right, write an explanation (审核说明). It holds for the present values only and expires when one changes.",
)

_CATALOGUE = (
    Page(
        "FILE01",
        ("找不到文件", "No such file"),
        ("命令中给出的路径没有文件。", "There is no file at the path given."),
        ("没有读到的文件不能算通过，退出码为 3。", "A file that was not read must not look like a pass; the exit code is 3."),
        ("命令行用法。", "Use of the command line."),
        "", "",
        ("检查文件夹和文件名；含空格的路径要加引号。", "Check the folder and the name; quote a path that has spaces."),
    ),
    Page(
        "FILE02",
        ("文件是空的", "Empty file"),
        ("文件大小为 0 字节。", "The file has 0 bytes."),
        ("多半是传送或保存中断，内容已不在文件里。", "Sending or saving was probably cut short, and the content is not in the file."),
        _XLSX,
        "", "",
        ("重新保存，或请报送单位重新传送。", "Save it again, or ask the sender for it again."),
    ),
    Page(
        "FILE03",
        ("不是电子表格", "Not a spreadsheet"),
        ("文件内容不属于可读的格式：xlsx、xlsm、xlsb、xls、et、ods、csv。按内容判断，不看扩展名；只有一列或各行列数不一的文字，须以 .csv 命名才读。", "The content is none of the readable formats: xlsx, xlsm, xlsb, xls, et, ods, csv. The content counts, not the file's extension; only text of one column or of uneven lines must be called .csv to be read."),
        ("改了扩展名的 pdf、网页或文章不含可以定位的单元格。", "A pdf, web page or letter under another extension has no cells to point at."),
        _XLSX,
        "", "",
        ("用 Excel 或 WPS 打开，另存为 xlsx。", "Open it in Excel or WPS and save it as xlsx."),
    ),
    Page(
        "FILE04",
        ("文件已损坏", "Damaged file"),
        ("文件像电子表格，但不能完整读取。", "The file looks like a spreadsheet but cannot be read in full."),
        ("只读到一部分就审核，会把缺的行当作没有。", "Checking the part that can be read would take the missing rows for absent ones."),
        _XLSX,
        "", "",
        ("在 Excel 或 WPS 中打开（按提示修复）并另存，核对行数后再审核；打不开的请重新传送。", "Open it in Excel or WPS (let it repair), save it again and compare the number of rows; if it will not open, have it sent again."),
    ),
    Page(
        "FILE05",
        ("文件已加密", "Encrypted file"),
        ("文件设有打开密码，内容读不到。", "The file has a password for opening and its content cannot be read."),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        ("加密的 xlsx 不再是 ZIP 压缩包，而是 OLE 复合文档（MS-OFFCRYPTO）。", "An encrypted xlsx is no longer a ZIP but an OLE compound file (MS-OFFCRYPTO)."),
        "", "",
        ("取消打开密码后另存。工作表保护不影响读取，不必取消。", "Remove the password for opening and save again. Sheet protection does not hinder reading and may stay."),
    ),
    Page(
        "FILE06",
        ("文件不安全", "Unsafe file"),
        ("文件会耗尽内存或时间，或含有不应有的内容：解压后过大、部件过多、XML 实体声明、单元格铺得过开、无效的单元格地址。", "The file would exhaust memory or time, or holds what a workbook should not: too large once inflated, too many parts, XML entity declarations, cells spread too wide, impossible cell addresses."),
        ("报表来自许多单位，审核的计算机不能因一个文件停下。", "Returns come from many senders; one file must not stop the computer that checks them."),
        ("压缩炸弹（CWE-409）和 XML 实体展开（CWE-776）是公开的攻击方式。", "Zip bombs (CWE-409) and XML entity expansion (CWE-776) are known attacks."),
        "", "",
        ("新建工作簿，把数据以“数值”方式粘贴进去再报送。来历不明的文件请先询问报送单位。", "Paste the values into a new workbook and send that. If you do not know where the file comes from, ask the sender first."),
    ),
    Page(
        "FILE07",
        ("不认识的表式", "Unknown form"),
        ("工作簿可读，但没有所需的工作表“指标”。", "The workbook can be read but has no sheet “指标”, which is needed."),
        ("不认识的表没有规则可审，不能算通过。", "No rules exist for an unknown form, so it must not look like a pass."),
        _FORM,
        "", "",
        ("使用 recon template 生成的表；工作表改过名的，改回原名。", "Use a form made by recon template; if the sheet was renamed, restore its name."),
    ),
    Page(
        "FILE08",
        ("文件打不开", "File cannot be opened"),
        ("文件存在，但系统不许读取。", "The file exists but the system will not let it be read."),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        ("操作系统的文件权限和占用。", "The permissions and locks of the operating system."),
        "", "",
        ("关闭正在占用它的程序，或检查读取权限；网络盘上的文件可先复制到本机。", "Close the program that holds it, or check the permissions; copy a file from a network drive to this computer first."),
    ),
    Page(
        "FILE09",
        ("给出的是文件夹", "A folder, not a file"),
        ("命令中给出的路径是文件夹，不是工作簿。", "The path given is a folder, not a workbook."),
        ("文件夹里可能还有不是报表的文件，逐个指明才不会漏审或错审。", "A folder may hold other files too; naming each workbook leaves nothing unchecked unnoticed."),
        ("命令行用法。", "Use of the command line."),
        "", "",
        ("给出其中的工作簿文件名，可以一次给多个。", "Name the workbook in it; several may be named at once."),
    ),
    Page(
        "FILE10",
        ("密码不对", "Wrong password"),
        ("给出的密码打不开这个加密文件。", "The password given does not open this encrypted file."),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        ("加密文件里存有密码的校验值（MS-OFFCRYPTO），不必解密全文就能知道密码对不对。", "An encrypted file holds a verifier of its password (MS-OFFCRYPTO), which tells a wrong one before anything is decrypted."),
        "", "",
        ("向报送单位核对密码，注意大小写和前后空格；或请对方取消打开密码后另存。", "Ask the sender for the password, capitals and spaces included, or for a copy saved without one."),
    ),
    Page(
        "FILE11",
        ("没有安装解密程序库", "Decryption library missing"),
        ("文件已加密，也给出了密码，但解密所需的 msoffcrypto-tool 没有安装。", "The file is encrypted and a password was given, but msoffcrypto-tool, which decrypts, is not installed."),
        ("没有读到的文件不能算通过。", "A file that was not read must not look like a pass."),
        ("解密是可选功能（crypto），不用的人不必安装。", "Decryption is an optional extra (crypto), so that nobody installs it without need."),
        "", "",
        ("运行 pip install recon[crypto]；或取消打开密码后另存。", "Run pip install recon[crypto], or remove the password and save the file again."),
    ),
    Page(
        "FORM02",
        ("缺少列", "Missing column"),
        ("表头中没有规定的列名。", "The header lacks a column that the sheet must have."),
        ("列名写错时，整列的数都不会被读到。", "Under a misspelt name a whole column goes unread."),
        _FORM,
        *_pair(f"""
            ## 指标
            {_FIGURES.replace("计量单位", "@")}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """, "计量单位", "单位"),
        ("在表头补上或改正列名。列的次序不限，多余的列不影响审核。", "Add or correct the name in the header. The order of columns is free, and extra columns do no harm."),
    ),
    Page(
        "FORM03",
        ("必填项空白", "Blank cell that must be filled in"),
        ("必填的单元格是空白。", "A cell that must be filled in is blank."),
        ("空白不等于 0：不知道的数不能参加合计。", "Blank is not zero: a number that is not known cannot enter a sum."),
        _FORM,
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @ | 亿元
            """, "10", ""),
        ("按原文补填；原文没有这个数的，删去整行。", "Fill it in from the document; if the document has no such number, delete the row."),
    ),
    Page(
        "FORM04",
        ("列名重复", "Column stands twice"),
        ("表头中同一列名出现两次，只读第一列。", "A name stands twice in the header; only the first column is read."),
        ("第二列的内容没有审核，看起来却像审过。", "The second column goes unchecked though it looks checked."),
        _FORM,
        *_pair(f"""
            ## 指标
            {_FIGURES} | 备注 | @
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """, "备注2", "备注"),
        ("删除其中一列，或改成别的列名。", "Remove one of them or give it another name."),
    ),
    Page(
        "LIST01",
        ("不在可选值之内", "Not one of the choices"),
        ("该列只能填列表中的值，所填的不在其中。", "The column takes only the values of a list, and this is none of them."),
        ("“大约”不会被当作“约”，差额会按准数计算。", "“大约” is not read as “约” (about): the figure would be taken as a plain one."),
        _FORM,
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元 | @
            """, "约", "大约"),
        ("从下拉列表选择；没有合适的，留空并在备注中说明。", "Choose from the list; if nothing fits, leave it blank where that is allowed and write a remark."),
    ),
    Page(
        "KEY01",
        ("编号重复", "Number used twice"),
        ("应当唯一的编号、指标名称或来源编号出现在多行。", "A number or name that must be unique stands in several rows."),
        ("问题、勾稽和说明都按编号找单元格；指标编号重复时只用第一行。", "Findings, relations and explanations find their cell by its number; of several figures under one number only the first is used."),
        _FORM,
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            @ | | | 计划投资 | 全省 | 2021 | | 12 | 亿元
            """, "F2", "F1"),
        ("逐行给出自己的编号；整行重复录入的，删去一行。", "Give each row a number of its own; delete a row that was entered twice."),
    ),
    Page(
        "NUM01",
        ("不是数字", "Not a number"),
        ("应填数字的单元格含有别的文字。", "A cell that should hold a number holds other text."),
        ("程序不猜：读不准的数不参加核对。", "Nothing is guessed: a number that cannot be read for certain takes no part in any check."),
        _FORM,
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @
            """, "10 | 亿元 | 约", "约10 | 亿元"),
        ("只填数字（可有千分位逗号）；单位填入“计量单位”，约、以上等填入“限定”，区间的上端填入“数值上限”。", "Enter digits only (thousands separators are fine); the unit goes into 计量单位, 约 or 以上 into 限定, the upper end of a range into 数值上限."),
    ),
    Page(
        "NUM02",
        ("数值按数字存储", "Figures stored as numbers"),
        ("单元格是数字格式，不是文本。数字格式的 43.40 存作 43.4，印刷的位数无从得知；下面两例的单元格，前者为文本，后者为数字。", "The cell holds a number, not text. As a number 43.40 is stored as 43.4, and the digits printed are lost; the cell is text in the first example below and a number in the second."),
        ("位数决定舍入区间：43.40 的容许误差是 43.4 的十分之一。", "The digits set the interval: 43.40 leaves a tenth of the room that 43.4 does."),
        ("电子表格的数字单元格只存数值，末位的 0 属于显示格式（ISO/IEC 29500）。", "A number cell stores a value; trailing zeros belong to its display format (ISO/IEC 29500)."),
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @ | 亿元
            """, "43.40", "43.4"),
        ("原文末位没有 0 的，不必处理；有 0 的，把该列设为文本后重填。", "If the print has no trailing zeros, nothing need be done; otherwise format the column as text and enter the figures again."),
    ),
    Page(
        "NUM03",
        ("单元格是错误值", "Cell shows an error"),
        ("单元格显示 #REF!、#DIV/0! 之类的错误值。", "The cell shows an error such as #REF! or #DIV/0!."),
        ("错误值既不是数也不是空白，依赖它的合计都不可信。", "An error is neither a number nor a blank; no sum that needs it can be trusted."),
        ("电子表格错误值（ISO/IEC 29500）。", "Error values of spreadsheets (ISO/IEC 29500)."),
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @ | 亿元
            """, "10", "#REF!"),
        ("改正公式，或改填数值。", "Mend the formula, or enter the value."),
    ),
    Page(
        "UNIT01",
        ("计量单位不能换算", "Unit does not convert"),
        ("指标值的计量单位与“口径”中该指标的单位不是同一类量。", "The unit of a figure and the unit of its measure in 口径 measure different things."),
        ("换算不了的数不能相加，也不能比较；该行暂不使用。", "What does not convert can be neither added nor compared; the row is not used."),
        ("单位按原文填写，换算为“口径”的单位时数值和精度同时换算（1 亿元 = 10000 万元）。", "Units are entered as printed; value and precision are both scaled to the unit in 口径 (1 亿元 = 10000 万元)."),
        *_pair(f"""
            ## 口径
            {_MEASURES}
            计划投资 | 亿元 | 金额 | 是 | 四舍五入

            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | @
            """, "万元", "公里"),
        ("改正单位；量纲确实不同的，在“口径”中另列一个指标。", "Correct the unit; if it really is another quantity, list another measure in 口径."),
    ),
    Page(
        "REF01",
        ("来源没有列出", "Source not listed"),
        ("“来源编号”在工作表“来源”中找不到。", "The 来源编号 is not listed in sheet 来源."),
        ("找不到文件，数字就无从核对；文件的日期还决定不平的级别。", "Without its document a number cannot be looked up, and the date of the document decides the level of a mismatch."),
        _FORM,
        *_pair(f"""
            ## 来源
            来源编号 | 标题
            S1 | 实施方案

            ## 指标
            {_FIGURES}
            F1 | @ | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """, "S1", "S2"),
        ("改正编号，或在“来源”中补列该文件。", "Correct the number, or list the document in 来源."),
    ),
    Page(
        "REF02",
        ("指标没有列入口径", "Measure not listed"),
        ("“指标名称”在工作表“口径”中找不到，暂按可加、四舍五入处理。", "The 指标名称 is not listed in sheet 口径; it is taken as additive and rounded for now."),
        ("写错一个字就成了另一个指标，它的数不再与别处核对。", "One wrong character makes it another measure, whose figures are compared with nothing."),
        _FORM,
        *_pair(f"""
            ## 口径
            {_MEASURES}
            计划投资 | 亿元 | 金额 | 是 | 四舍五入

            ## 指标
            {_FIGURES}
            F1 | | | @ | 全省 | 2020 | | 10 | 亿元
            """, "计划投资", "计划投资额"),
        ("写错的改正名称；确是另一指标的，在“口径”中补列。", "Correct the name; if it really is another measure, list it in 口径."),
    ),
    Page(
        "RANGE01",
        ("区间的上下端不成对", "Ends of a range do not match"),
        ("限定为“区间”或“确保力争”时，“数值上限”应有且不小于“数值”；其他限定不应有上限。", "With 区间 (a range) or 确保力争 (assured and aspired) there must be a 数值上限 not below 数值; other figures have none."),
        ("上下端颠倒或缺一端，就没有可比的区间。", "With the ends reversed or one missing there is no interval to compare."),
        _FORM,
        *_pair(f"""
            ## 指标
            {_FIGURES} | 数值上限
            F1 | | | 计划投资 | 全省 | 2020 | | 3 | 亿元 | 区间 | @
            """, "5", "2"),
        ("按原文核对两端和限定。", "Check both ends and the qualifier against the document."),
    ),
    Page(
        "TREE01",
        ("层级成了循环", "Hierarchy runs in a circle"),
        ("沿上级一直找，又回到了自己。", "Going from parent to parent leads back to the start."),
        ("循环中的合计等于自己加上别的数，无法计算；这些行暂不使用。", "A total in a circle would be itself plus something, which cannot be computed; these rows are not used."),
        ("每一维度的层级没有回路：上级等于其下级之和。", "The hierarchy of a dimension has no loops: a parent is the sum of its children."),
        *_pair(f"""
            ## 层级
            {_EDGES}
            项目 | 全省 | 交通 | 是
            项目 | 交通 | @ | 是

            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """, "铁路", "全省"),
        ("改正其中写反或写错的上级、下级。", "Correct the row in which parent and child are reversed or misspelt."),
    ),
    Page(
        "EXPR01",
        ("勾稽算式无法计算", "Relation cannot be evaluated"),
        ("左式或右式不是由指标编号、数字、+ - × ÷ 和括号组成的完整算式，或用了没有的编号。", "A side is not a complete expression of figure numbers, decimals, + - × ÷ and parentheses, or names a figure that does not exist."),
        ("算不出的勾稽等于没有审。", "A relation that cannot be evaluated has not been checked."),
        ("工作表“勾稽”的算式写法。", "The syntax of sheet 勾稽."),
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            F2 | | | 完成投资 | 全省 | 2020 | | 4 | 亿元
            F3 | | | 剩余投资 | 全省 | 2020 | | 6 | 亿元

            ## 勾稽
            {_RELATIONS}
            R1 | F1 | = | F2 + @
            """, "F3", "F9"),
        ("按提示改正算式；编号见工作表“指标”的编号列。", "Correct the expression as the message says; the numbers are those of column 编号 in sheet 指标."),
    ),
    Page(
        "FOOT01",
        ("分项之和与合计不平", "Parts do not sum to the total"),
        ("层级完整的下级都有数时，其和与上级的数相比，差额大于舍入所能解释的。", "All children of a complete hierarchy have a value, and their sum differs from the parent by more than rounding explains."),
        ("不是尾差，必有一处写错、漏列或口径不同。", "This is no rounding difference: something is wrong, left out or defined differently."),
        _INTERVAL,
        *_pair(f"""
            ## 层级
            {_EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是

            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 5.2 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 6.3 | 亿元
            """, "11.5", "12.5"),
        ("对照原文核对合计与各分项；录入无误的，由编制单位改正原文或说明。不同日期文件之间的不平为核实性，后文可能修订前文。", "Check the total and its parts against the document; if they are entered correctly, its author must correct or explain it. Between documents of different dates the level is 核实性, since the later one may supersede."),
    ),
    Page(
        "FOOT02",
        ("分项之和与合计尾差偏大", "Wide rounding difference in a sum"),
        ("分项之和与合计的差额，舍入仍能解释，但各数都要恰好偏向一边，可能性很小。", "Rounding could still explain the gap between the parts and the total, but only if nearly all errors lean the same way."),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        _SIGMA,
        *_pair(f"""
            ## 层级
            {_EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是
            项目 | 交通 | 民航 | 是
            项目 | 交通 | 水运 | 是

            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 3.0 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 3.0 | 亿元
            F4 | | | 计划投资 | 民航 | 2020 | | 3.0 | 亿元
            F5 | | | 计划投资 | 水运 | 2020 | | 3.0 | 亿元
            """, "12.1", "12.2"),
        _EXPLAIN,
    ),
    Page(
        "FOOT03",
        ("缺一个分项，可以推算", "One part is missing and implied"),
        ("合计有数，下级只缺一个，由合计减去其余各项推得。", "The total and all parts but one are known; the missing one follows by subtraction."),
        ("推算的数原文没有，应由人看是否合理；缺的数不当作 0。", "No document states the implied number, so a person should see whether it makes sense; a missing number is never taken as 0."),
        ("区间相减：推算值的误差是各数误差之和。提示性，不影响通过。", "Subtraction of intervals: the error of an implied value is the sum of all errors. 提示性: it never blocks."),
        *_pair(f"""
            ## 层级
            {_EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是

            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | 11.5 | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 5.2 | 亿元@
            """, "\nF3 | | | 计划投资 | 公路 | 2020 | | 6.3 | 亿元", ""),
        ("原文别处有这个数的，补入“指标”；没有的不必处理。", "If the document states the number elsewhere, add it to 指标; otherwise nothing need be done."),
    ),
    Page(
        "FOOT04",
        ("部分分项已超过合计", "Some parts exceed the total"),
        ("还有下级没有数，但已有各项之和超过了合计，舍入不能解释。", "Some children have no value, and yet the others already exceed the total by more than rounding explains."),
        ("缺的各项须为负数才能平，可加的指标不会如此。", "The missing parts would have to be negative, which an additive measure is not."),
        _INTERVAL,
        *_pair(f"""
            ## 层级
            {_EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是
            项目 | 交通 | 民航 | 是
            项目 | 交通 | 水运 | 是

            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 5.2 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 6.3 | 亿元
            """, "20.5", "10.5"),
        ("核对合计与已有各项；有的项目不属于这个合计时，改正“层级”。", "Check the total and the parts known; if a part does not belong to this total, correct 层级."),
    ),
    Page(
        "TIE01",
        ("同一个数两处不一致", "One figure told in two ways"),
        ("同一指标、项目、时期、地区的数印在两处，舍入不能解释其差。", "One measure at one item, period and region is printed in two places, and rounding does not explain the difference."),
        ("正文与附件、表与表说法不一，执行时就不知依哪一个。", "If main text and annex, or two tables, disagree, nobody knows which to follow."),
        _INTERVAL,
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | 正文·一 | 计划投资 | 交通 | 2020 | | 12 | 亿元
            F2 | | 附件1·一 | 计划投资 | 交通 | 2020 | | @ | 亿元
            """, "12.4", "12.6"),
        ("核对两处原文。含义其实不同的，改用不同的指标、项目或时期；不同日期文件之间的不一致为核实性。", "Check both places. If they mean different things, give them different measures, items or periods; between documents of different dates the level is 核实性."),
    ),
    Page(
        "TIE02",
        ("同一个数两处尾差偏大", "One figure told twice, far apart"),
        ("同一个数两处的差额在取舍的极限之内，但偏大。四舍五入的数不会出现；舍位平衡等办法会，因为末位可以为使合计相等而多调一个单位。", "The two prints of a figure differ by nearly all that its rounding allows. Plainly rounded figures never do; with methods such as 舍位平衡 (forced rounding) it happens, since a last digit may be moved by one more unit so that sums hold."),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        _SIGMA,
        *_pair(f"""
            ## 口径
            {_MEASURES}
            计划投资 | 亿元 | 金额 | 是 | 舍位平衡

            ## 指标
            {_FIGURES}
            F1 | | 正文·一 | 计划投资 | 交通 | 2020 | | 12.5 | 亿元
            F2 | | 附件1·一 | 计划投资 | 交通 | 2020 | | @ | 亿元
            """, "12.6", "12.7"),
        _EXPLAIN,
    ),
    Page(
        "BOUND01",
        ("超过限额", "Exceeds its bound"),
        ("应不超过另一数的数超过了它，舍入不能解释：“上限指标”（如计划投资不超过总投资），或层级“完整”为“否”的“其中”项不超过合计。", "A value that must not exceed another does, by more than rounding explains: a 上限指标 (planned investment within total investment), or 其中 parts (层级 with 完整 = 否) within their total."),
        ("部分大于整体，必有一处写错或口径不同。", "A part above its whole is wrong or defined differently."),
        _INTERVAL,
        *_pair(f"""
            ## 口径
            {_MEASURES} | 上限指标
            总投资 | 亿元 | 金额 | 是 | 四舍五入
            计划投资 | 亿元 | 金额 | 是 | 四舍五入 | 总投资

            ## 指标
            {_FIGURES}
            F1 | | | 总投资 | 交通 | | | 20.5 | 亿元
            F2 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            """, "11.5", "21.5"),
        ("核对两边的数；限额本不适用的，改正“上限指标”或“层级”。", "Check both sides; if the bound does not apply, correct 上限指标 or 层级."),
    ),
    Page(
        "BOUND02",
        ("略超限额，尾差偏大", "Exceeds its bound by a wide rounding difference"),
        ("超过限额的部分，舍入仍能解释，但各数都要恰好偏向一边。", "Rounding could still explain the excess, but only if nearly all errors lean the same way."),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        _SIGMA,
        *_pair(f"""
            ## 层级
            {_EDGES}
            项目 | 交通 | 铁路 | 否
            项目 | 交通 | 公路 | 否
            项目 | 交通 | 民航 | 否
            项目 | 交通 | 水运 | 否

            ## 指标
            {_FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 3.0 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 3.0 | 亿元
            F4 | | | 计划投资 | 民航 | 2020 | | 3.0 | 亿元
            F5 | | | 计划投资 | 水运 | 2020 | | 3.0 | 亿元
            """, "11.9", "11.8"),
        _EXPLAIN,
    ),
    Page(
        "REL01",
        ("勾稽关系不成立", "Relation does not hold"),
        ("工作表“勾稽”中的一行，两边算出的数不合，舍入不能解释。", "The two sides of a line of sheet 勾稽 disagree by more than rounding explains."),
        ("层级表达不了的关系（期末 = 期初 + 本期、单价 × 数量 = 金额）由此审核。", "Relations that no hierarchy expresses (closing = opening + movement, price × quantity = amount) are checked here."),
        _INTERVAL,
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 通车里程 | 高速公路 | 2020 | | @ | 公里
            F2 | | | 通车里程 | 高速公路 | 2019 | | 90.5 | 公里
            F3 | | | 新增通车里程 | 高速公路 | 2020 | | 12.0 | 公里

            ## 勾稽
            {_RELATIONS}
            R1 | F1 | = | F2 + F3
            """, "102.5", "112.5"),
        ("核对所列各数和算式本身；级别可在“级别”列改为核实性或提示性。", "Check the figures named, and the line itself; column 级别 can make it 核实性 or 提示性."),
    ),
    Page(
        "REL02",
        ("勾稽关系尾差偏大", "Wide rounding difference in a relation"),
        ("勾稽两边的差额，舍入仍能解释，但各数都要恰好偏向一边。", "Rounding could still explain the gap between the sides, but only if nearly all errors lean the same way."),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        _SIGMA,
        *_pair(f"""
            ## 指标
            {_FIGURES}
            F1 | | | 完成投资 | 交通 | 累计 | | @ | 亿元
            F2 | | | 完成投资 | 交通 | 一季度 | | 3.0 | 亿元
            F3 | | | 完成投资 | 交通 | 二季度 | | 3.0 | 亿元
            F4 | | | 完成投资 | 交通 | 三季度 | | 3.0 | 亿元
            F5 | | | 完成投资 | 交通 | 四季度 | | 3.0 | 亿元

            ## 勾稽
            {_RELATIONS}
            R1 | F1 | = | F2 + F3 + F4 + F5
            """, "12.1", "12.2"),
        _EXPLAIN,
    ),
)  # fmt: skip
#: Every page by its code, in the order of reading.
PAGES: dict[str, Page] = {page.code: page for page in _CATALOGUE}
