"""Pages of the monthly report's own form: cells, codes, months, cover and version."""

from __future__ import annotations

from .page import ACROSS, FORM, MONTHLY, Page, pair

MONTHLY_FIELDS = (
    Page(
        "FORM06",
        ("表式版本不符", "Form of another version"),
        (
            "隐藏工作表“字典”第一格记着表式和版本，与本程序的版本不同。核实性。",
            "The first cell of the hidden sheet 字典 tells form and version, and the version is not this program's. 核实性.",
        ),
        (
            "不同版本的栏目可能不同，按旧表填的数会落在别的栏目里。",
            "Columns may differ between versions, and numbers entered in an old form may land in other columns.",
        ),
        MONTHLY,
        *pair(
            """
            ## 字典
            ‹表号字头›月报/@
            """,
            "1",
            "2",
        ),
        (
            "用 recon template 生成新表，把数据以“数值”方式粘贴进去。",
            "Make a new form with recon template and paste the values into it.",
        ),
    ),
    Page(
        "FORM07",
        ("一个项目也没有填", "No project reported"),
        (
            "项目月报表有表头，但没有项目行。只填了网别、类别、地区的预留行不算项目。强制性。",
            "Sheet 项目月报表 has its header but no project row. Rows prefilled with 网别, 类别 and 地区 alone are not projects. 强制性.",
        ),
        (
            "空表各项关系都成立，看起来却像审核通过。",
            "In an empty table every relation holds, and it would look like a pass.",
        ),
        MONTHLY,
        *pair(
            """
            ## 封面
            填报单位 | ‹地区1›人民政府
            报告期 | 2021-03

            ## 项目月报表
            项目名称 | 总投资@
            """,
            "\n东港—西岭 | 1000.4",
            "",
        ),
        (
            "填报项目后再审核；本期确无项目的，电话告知汇总单位。",
            "Report the projects and check again; if there are none this month, tell the collecting office.",
        ),
    ),
    Page(
        "DUP01",
        ("同一内容报了两份", "Reported twice"),
        (
            "一次审核的几个文件中，有两份的网别、地区和报告期都相同，报出日期、收到日期和文件名中的版本号也都相同，内容却不同。核实性。",
            "Of the files checked together, two have the same network, region and month, the same date on the cover, day of receipt and version number in their names, and say different things. 核实性.",
        ),
        (
            "同一内容的几份按报出日期、收到日期、版本号依次取后一份；三者都相同时，程序不知道应取哪一份，两份都不计入汇总。内容完全相同的只算一份。",
            "Of several reports on one thing the later counts, by date on the cover, day of receipt and version number. Where all three are equal, which one holds is not for a program to say, and neither is rolled up. What says the same is one report.",
        ),
        MONTHLY,
        *pair(
            """
            ## 封面
            网别 | ‹网别2›
            地区 | ‹地区1›
            报告期 | 2021-03

            ## 封面（另一份）
            网别 | ‹网别2›
            地区 | ‹地区1›
            报告期 | 2021-@
            填表人 | 另一人
            """,
            "02",
            "03",
        ),
        (
            "向报送单位确认以哪份为准，只留那一份，或改正报出日期；报告期写错的改正。",
            "Ask the sender which one holds and keep that one, or correct the date on its cover; if a month is wrong, correct it.",
        ),
    ),
    Page(
        "NUM04",
        ("小数位数多于规定", "More decimals than declared"),
        (
            "金额的小数位数多于计量单位规定的（元、千元、万元 2 位，百万元、亿元 4 位），按所存数值核对。核实性。",
            "An amount has more decimals than its unit keeps (2 for 元, 千元, 万元; 4 for 百万元, 亿元) and is compared as stored. 核实性.",
        ),
        (
            "显示的位数与参加计算的不同，看起来相加正确的合计会差在末位。",
            "What is shown is not what is summed, so that a total which looks right is off in its last place.",
        ),
        (
            "单元格的显示格式不改变所存的数值（ISO/IEC 29500）。",
            "The display format of a cell does not change the value stored (ISO/IEC 29500).",
        ),
        *pair(
            """
            ## 项目月报表
            项目名称 | 本年计划
            东港—西岭 | 200.12@
            """,
            "",
            "3",
        ),
        (
            "按规定位数填报；公式外加 ROUND，如 =ROUND(A1/10000,2)。",
            "Enter the declared decimals; wrap formulas in ROUND, e.g. =ROUND(A1/10000,2).",
        ),
    ),
    Page(
        "NUM05",
        ("金额带有单位", "Amount with a unit of its own"),
        (
            "金额栏只填数字，现带有单位；程序已换算为全表的计量单位。提示性。",
            "Amounts are digits only, and this one carries a unit; it was converted to the unit of the form. 提示性.",
        ),
        (
            "带单位的是文本，电子表格的 SUM 会跳过它。",
            "With a unit it is text, which SUM of a spreadsheet skips.",
        ),
        FORM,
        *pair(
            """
            ## 项目月报表
            项目名称 | 本年计划
            东港—西岭 | 200.1@
            """,
            "",
            "万元",
        ),
        (
            "去掉单位，按全表的计量单位填数字；换算是否正确请一并核对。",
            "Remove the unit and enter the number in the unit of the form; see that it was converted as meant.",
        ),
    ),
    Page(
        "NUM06",
        ("数字以文本存储", "Number stored as text"),
        (
            "金额栏的数字是文本格式（例中以 ' 开头，电子表格中常有绿色小三角），程序已按数字读取。提示性。",
            "A number in an amount column is stored as text (with ' in the example; a spreadsheet shows a green corner) and was read as a number. 提示性.",
        ),
        (
            "电子表格的 SUM 会跳过文本，合计少算而不报错。",
            "SUM of a spreadsheet skips text: the total is too small and nothing says so.",
        ),
        (
            "文本单元格和数字单元格是两种类型（ISO/IEC 29500）。",
            "Text cells and number cells are of different types (ISO/IEC 29500).",
        ),
        *pair(
            """
            ## 项目月报表
            项目名称 | 本年计划
            东港—西岭 | @200.1
            """,
            "",
            "'",
        ),
        ("选中该列，用“分列”或“转换为数字”改为数值。", "Select the column and convert it to numbers."),
    ),
    Page(
        "NUM07",
        ("公式没有结果", "Formula without a result"),
        (
            "单元格是公式，但文件里没有它的计算结果。强制性。",
            "The cell holds a formula, but the file holds no result of it. 强制性.",
        ),
        (
            "由程序生成后没有用电子表格打开过的文件常有这种情况；当作空白就会漏掉一个数。",
            "Files made by a program and never opened in a spreadsheet are like this; taken for a blank, the number would be lost.",
        ),
        (
            "xlsx 的公式单元格分别存公式和上次的结果（ISO/IEC 29500）；本程序只读结果，不执行公式。",
            "A formula cell of an xlsx stores the formula and its last result apart (ISO/IEC 29500); this program reads results and runs no formulas.",
        ),
        *pair(
            """
            ## 项目月报表
            项目名称 | 本年计划
            东港—西岭 | @200.1
            """,
            "",
            "=2*",
        ),
        ("在 Excel 或 WPS 中打开，重算（F9）并保存。", "Open it in Excel or WPS, recalculate (F9) and save."),
    ),
    Page(
        "DATE01",
        ("日期写法不对", "Not a date"),
        (
            "应为年-月、年-月-日、季度或年度的单元格读不出来。2021.3、2021年3月、2021/03、2021年第一季度都能读。强制性。",
            "No month, day, quarter or year can be read from a cell that should hold one. 2021.3, 2021年3月, 2021/03 and 2021年第一季度 are all fine. 强制性.",
        ),
        (
            "读不出的日期不参加先后核对；报告期读不出，一月的关系就无从适用。",
            "A date that cannot be read is not compared; without the month of the report the rule for January cannot apply.",
        ),
        FORM,
        *pair(
            """
            ## 项目月报表
            项目名称 | 开工年月 | 竣工年月
            东港—西岭 | @ | 2024-10
            """,
            "2020-05",
            "前年5月",
        ),
        (
            "写成 2021-03、2021-03-31、2021Q1 这样；尚未确定的留空。",
            "Write it like 2021-03, 2021-03-31 or 2021Q1; leave blank what is not yet known.",
        ),
    ),
    Page(
        "DATE02",
        ("竣工早于开工", "Finish before start"),
        ("竣工年月早于开工年月。强制性。", "竣工年月 is before 开工年月. 强制性."),
        ("两个年月必有一个写错，或填颠倒了。", "One of the two is wrong, or they changed places."),
        MONTHLY,
        *pair(
            """
            ## 项目月报表
            项目名称 | 开工年月 | 竣工年月
            东港—西岭 | 2020-05 | 20@-10
            """,
            "24",
            "14",
        ),
        ("对照批复文件核对两个年月。", "Compare both months with the approval."),
    ),
    Page(
        "DATE03",
        ("年月不合常理", "Implausible month"),
        (
            "年份早于 1990 年或晚于 2060 年，或竣工比开工晚 30 年以上。核实性。",
            "The year is before 1990 or after 2060, or the finish is more than 30 years after the start. 核实性.",
        ),
        ("多半是年份敲错一位。", "A digit of the year was probably mistyped."),
        (
            "本程序的约定，取值宽于七张网各类项目的建设期。",
            "A convention of this program, wider than the works of any class in the plan take.",
        ),
        *pair(
            """
            ## 项目月报表
            项目名称 | 开工年月 | 竣工年月
            东港—西岭 | 2020-05 | 20@-10
            """,
            "24",
            "54",
        ),
        ("核对年份；属实的写审核说明。", "Check the year; if it is right, write an explanation."),
    ),
    Page(
        "CODE01",
        ("项目代码校验码不符", "Check digit of the project code"),
        (
            "2020 年 11 月起赋的项目代码，末位是前 19 位的校验码，算出的与所填的不同。更早的代码以年份开头，没有校验码，不作此项核对。核实性。",
            "In project codes given since November 2020 the last digit checks the 19 before it, and here it does not. Older codes begin with the year, have no check digit and are not asked. 核实性.",
        ),
        (
            "校验码查出任何一位的笔误；代码错了，项目就与项目库和以前月份对不上。",
            "The check digit shows any single wrong digit; under a wrong code a project matches neither the library nor its earlier months.",
        ),
        (
            "代码的组成见 GB/T 40058-2021；校验码按 ISO 7064 MOD 11,10（GB/T 17710）计算，公开的新代码与此相符。",
            "GB/T 40058-2021 for the parts of the code; the check digit is computed by ISO 7064 MOD 11,10 (GB/T 17710), with which published codes of the new form agree.",
        ),
        *pair(
            """
            ## 项目月报表
            项目代码 | 项目名称
            2509-320193-89-01-54406@ | 东港—西岭
            """,
            "0",
            "1",
        ),
        (
            "对照投资项目在线审批监管平台的赋码通知核对各位数字；确为平台所赋的写审核说明。",
            "Compare it with the notice of the national approval platform; if the platform gave it so, write an explanation.",
        ),
    ),
    Page(
        "CODE02",
        ("项目代码位数不符", "Shape of the project code"),
        (
            "项目代码应为 24 位：4-6-2-2-6 位数字，以短横相连。核实性。",
            "A project code has 24 characters: 4-6-2-2-6 digits with hyphens between. 核实性.",
        ),
        (
            "位数不符的代码在平台上查不到，也不能与以前月份相联。",
            "Such a code is unknown to the platform and cannot be linked with earlier months.",
        ),
        ("GB/T 40058-2021 投资项目代码的组成。", "GB/T 40058-2021 on the parts of the project code."),
        *pair(
            """
            ## 项目月报表
            项目代码 | 项目名称
            2509-320193-89-01-54406@ | 东港—西岭
            """,
            "0",
            "",
        ),
        (
            "对照赋码通知补全；尚未赋码的项目先在平台申报，并写审核说明。",
            "Complete it from the platform's notice; a project without a code yet should apply for one, with an explanation here.",
        ),
    ),
    Page(
        "CODE04",
        ("长代码被存成数字", "A long code stored as a number"),
        (
            "代码列的格子里是 16 位以上的数字，或写成 1.23E+17 的样子：表格软件的数字只有 15 位有效数字，其后的都成了 0。核实性。",
            "A cell for a code holds a number of more than 15 digits, or one written like 1.23E+17: numbers of a spreadsheet keep 15 digits, those behind them became zeros. 核实性.",
        ),
        (
            "丢失的数字无法找回，也看不出来；两个不同的代码还可能变得相同。",
            "Lost digits cannot be recovered or seen, and two codes that differ may have become one.",
        ),
        (
            "IEEE 754 双精度数；GB/T 40058-2021 投资项目代码为 20 位数字。",
            "IEEE 754 double precision; a project code has 20 digits by GB/T 40058-2021.",
        ),
        *pair(
            """
            ## 项目月报表
            项目代码 | 项目名称 | 责任单位 | 开工年月 | 竣工年月
            2603-141124-89-05-346948 | 东江—西坡 | ‹地区1›交通运输局 | 2020-05 | 2024-10
            @ | 东港—西岭 | ‹地区1›交通运输局 | 2020-05 | 2024-10
            """,
            "2509-320193-89-01-544060",
            "2.50932019389015E+19",
        ),
        (
            "把该列设为文本格式，再对照赋码通知重新录入。",
            "Format the column as text and enter the code again from the platform's notice.",
        ),
    ),
    Page(
        "LIST02",
        ("类别不属于网别", "Class of another network"),
        (
            "类别不在该行网别的类别之内。强制性。",
            "The class is not one of the network in the same row. 强制性.",
        ),
        (
            "小计和汇总按网别、类别取数，归错类的项目会算到别处。",
            "Subtotals and summaries go by network and class; a project in the wrong class is counted elsewhere.",
        ),
        ("‹报送依据›各附件的项目分类。", "The classes of projects in the annexes of ‹报送依据›."),
        *pair(
            """
            ## 项目月报表
            项目名称 | 网别 | 类别
            东港—西岭 | ‹网别2› | @
            """,
            "高速公路",
            "配电网",
        ),
        ("改正类别，或改正网别。", "Correct the class or the network."),
    ),
    Page(
        "UNIT02",
        ("计量单位不一致", "Units disagree"),
        (
            "表头或栏名里写的金额单位与封面的计量单位不同。强制性。",
            "The unit above a table or in a column's head is not that of the cover. 强制性.",
        ),
        (
            "万元和亿元差一万倍，而各项关系照样成立，别处查不出来。",
            "万元 and 亿元 differ by ten thousand, and since every relation still holds nothing else would show it.",
        ),
        ACROSS,
        *pair(
            """
            ## 封面
            计量单位 | 万元

            ## 项目月报表
            单位：@
            """,
            "万元",
            "亿元",
        ),
        (
            "先确认金额究竟以何为单位，再把各处改为一致。",
            "Confirm first which unit the amounts are in, then make all places agree.",
        ),
    ),
    Page(
        "UNIT03",
        ("小数位像是别的单位", "Decimals of another unit"),
        (
            "大半金额栏的小数位多于计量单位规定的位数。核实性；与上月或另一边相差 10 的若干次方倍的，列在那一条下面。",
            "Most columns of amounts hold more decimals than the unit of the form has. 核实性; where last month or the other view shows the factor, it hangs below that finding.",
        ),
        (
            "把亿元的数填进万元的表，各项关系照样成立，先露出来的是小数位。",
            "Amounts in 亿元 in a form in 万元 keep every relation; the decimals show first.",
        ),
        ACROSS,
        "",
        "",
        (
            "确认金额究竟以何为单位，改封面或换算全表。",
            "Confirm which unit the amounts are in; correct the cover or convert the table.",
        ),
    ),
    Page(
        "COVER01",
        ("同一内容各处不一致", "Told differently elsewhere"),
        (
            "报告期、网别、地区或填报单位在别的工作表上的写法与封面不同。强制性。",
            "Month, network, region or reporting unit reads differently on another sheet than on the cover. 强制性.",
        ),
        (
            "多半是沿用上月的表而没有改全，数也可能是上月的。",
            "Last month's form was probably reused without changing it everywhere, and the amounts may be last month's too.",
        ),
        ACROSS,
        *pair(
            """
            ## 封面
            报告期 | 2021-03

            ## 项目月报表
            报告期：2021-@
            """,
            "03",
            "02",
        ),
        (
            "确认数据属于哪一期、哪个单位，再改为一致。",
            "Confirm which month and unit the data belong to, then make them agree.",
        ),
    ),
    Page(
        "COVER02",
        ("项目行与封面不符", "Row does not belong to the cover"),
        (
            "项目行的网别或地区与封面不同。封面地区为“全省”的，各行可填各市（州）。强制性。",
            "The network or region of a row is not that of the cover. Under 全省 on the cover, rows may be of any region. 强制性.",
        ),
        (
            "不属于本表的项目会使汇总重复或错位。",
            "A project of another form would be counted twice or in the wrong place.",
        ),
        ACROSS,
        *pair(
            """
            ## 封面
            地区 | ‹地区1›

            ## 项目月报表
            项目名称 | 地区
            东港—西岭 | @
            """,
            "‹地区1›",
            "‹地区2›",
        ),
        (
            "改正该行，或把它移到所属单位的月报里。",
            "Correct the row, or move it to the report it belongs to.",
        ),
    ),
    Page(
        "COUNT01",
        ("项目数与项目行数不符", "Number of projects"),
        (
            "分类汇总表的项目数与项目月报表中该类（或该地区、合计）的行数不同。强制性。",
            "The 项目数 of a row of 分类汇总表 is not the number of rows of that class (or region, or of all) in 项目月报表. 强制性.",
        ),
        (
            "金额可能碰巧相等，漏报或重报的项目从个数上看得出来。",
            "Amounts may agree by chance; a project missing or told twice shows in the count.",
        ),
        ACROSS,
        *pair(
            """
            ## 项目月报表
            项目名称 | 类别
            东港—西岭 | 高速公路
            集安—桓仁 | 高速公路

            ## 分类汇总表
            分类 | 项目数
            高速公路 | @
            """,
            "2",
            "3",
        ),
        (
            "对照项目库核对是否漏报或重报；项目数宜用公式。",
            "Compare with the project library; the count is best left to a formula.",
        ),
    ),
)
