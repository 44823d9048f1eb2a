"""Pages of what the files of a month say together."""

from __future__ import annotations

from .page import ACROSS, MONTHLY, Page, Pair, pair

_VIEWS: Pair = (
    "同一项目由牵头部门（行业）和市（州）（地方）分别报送，同一内容应当一致，是报表审核的通行做法；两边单位不同的，先换算为万元，各数误差至多末位单位的一半。",
    "The same project is told by the lead department and by its region, and the same content must agree, as is common practice with official returns; different units are converted to 万元 first, and each number is off by half its last place at most.",
)
_TALKS: Pair = (
    "‹报送依据›附件4三·(五)、附件5三·(四)：对推进缓慢的‹网别4›、‹网别5›项目业主约谈和通报；正文三·(六)：适时通报各专项行动实施情况。",
    "‹报送依据› annexes 4 3(5) and 5 3(4) provide for talks with the owners of slow projects of the power and the oil and gas network; the main text, 3(6), for reports on all of them.",
)

MONTH = (
    Page(
        "VIEW01",
        ("行业与地方不一致", "The two views differ"),
        (
            "同一项目代码的同一金额，牵头部门月报与地方月报相差超过舍入能解释的。本表自己须更正的金额不比，更正后再核。强制性。",
            "An amount of one project differs between the lead department's and the local report by more than rounding explains. Amounts that their own file must correct anyway are not compared until then. 强制性.",
        ),
        (
            "全省数取行业的，市（州）按地方的管理；两个数不同，总有一个是错的。",
            "The province adds up the lead departments' figures and the regions work by their own; where the two differ, one is wrong.",
        ),
        _VIEWS,
        *pair(
            """
            ## 封面
            地区 | 全省

            ## 项目月报表
            项目代码 | 项目名称 | 本年计划
            2509-320193-89-01-544060 | 东港—西岭 | 200.1

            ## 封面（另一份）
            地区 | ‹地区1›

            ## 项目月报表（另一份）
            项目代码 | 项目名称 | 本年计划
            2509-320193-89-01-544060 | 东港—西岭 | 200.@
            """,
            "1",
            "3",
        ),
        (
            "两家对照项目资料，由填错的一方更正；单位填错的先改单位。",
            "Both compare with the project's papers and the one that is wrong corrects it; a wrong unit first.",
        ),
    ),
    Page(
        "VIEW02",
        ("行业与地方名称不一致", "Two names in the two views"),
        (
            "同一项目代码在牵头部门和地方月报中的名称不同；与上月不同已在本表问到的，不再说。核实性。",
            "One code has two names in the two views; what its own file asks about against last month is not told again. 核实性.",
        ),
        (
            "名称不同，多半是代码抄错，或有一边没有随批复更名。",
            "Either the code was copied wrong, or one of the two did not follow the approval.",
        ),
        _VIEWS,
        *pair(
            """
            ## 封面
            地区 | 全省

            ## 项目月报表
            项目代码 | 项目名称
            2509-320193-89-01-544060 | @

            ## 封面（另一份）
            地区 | ‹地区1›

            ## 项目月报表（另一份）
            项目代码 | 项目名称
            2509-320193-89-01-544060 | 长春—太平川
            """,
            "长春—太平川",
            "长春—太平川改扩建",
        ),
        (
            "对照批复文件统一名称；代码抄错的改代码。",
            "See the approval and use one name; a wrong code is corrected.",
        ),
    ),
    Page(
        "VIEW03",
        ("两边差同一个倍数", "Off by one factor in every project"),
        (
            "地方月报与牵头部门月报的每个项目、每项金额都差 10 的同一次方倍，只说一条，逐格的不符列在下面；与各地都差同样倍数的，说在牵头部门的月报上。强制性。",
            "Every amount of every project differs between the two views by one power of ten; told once, with the cells below it, and of the lead department's report where it differs so from several. 强制性.",
        ),
        (
            "计量单位填错，本表自己的关系照样成立，几十上百格却都不符。",
            "With a wrong unit a report holds in itself, and yet dozens of cells differ.",
        ),
        _VIEWS,
        "",
        "",
        ("先核对封面的计量单位，改一处即可。", "See the unit on the cover first; one change mends it."),
    ),
    Page(
        "VIEW04",
        ("两边金额错行", "Amounts at other projects"),
        (
            "两边是同样的几组金额，而所在的项目不同。强制性。",
            "Both views have the same rows of amounts, at other projects. 强制性.",
        ),
        (
            "排序或粘贴时名称与金额错开，每一行单看都是好的。",
            "Names and amounts were sorted or pasted apart; each row is sound in itself.",
        ),
        _VIEWS,
        "",
        "",
        ("按项目代码对齐后重填。", "Align the rows by 项目代码."),
    ),
    Page(
        "VIEW05",
        ("一边是上月的数", "One view tells last month's"),
        (
            "一边各项目的开工以来累计完成正是另一边的上月末累计，投资计划各项相同。强制性。",
            "What one view has done ends where the other's month begins, project by project, with the same plans. 强制性.",
        ),
        (
            "沿用上月的表改了月份，单看一份看不出来。",
            "Last month's form was sent with its month changed; by itself it shows nothing.",
        ),
        _VIEWS,
        "",
        "",
        ("改填本月数后重报。", "Enter this month's amounts and send it again."),
    ),
    Page(
        "VIEW06",
        ("两边大半不符", "Most projects differ"),
        (
            "两边都报的项目中大半不符，看不出是哪一种差错；逐格的列在下面。强制性。",
            "Most projects that both tell differ, by no one slip that is seen; the cells are listed below. 强制性.",
        ),
        (
            "大半不符，多半是一整份报错了版本、月份或口径。",
            "Where most differ, a whole report is of another version, month or scope.",
        ),
        _VIEWS,
        "",
        "",
        (
            "先核对两份是不是同一口径的定稿，再逐格看。",
            "See first whether both are final; then look at the cells.",
        ),
    ),
    Page(
        "GAP03",
        ("整份对不上", "A report the other does not know"),
        (
            "一份月报的项目与另一边大半对不上，只说一条；其项目在别的地方月报里也有的，说是哪一份，为强制性，否则核实性。",
            "Most projects of a report are unknown to the other view, told once; where they stand in another region's report it is named and the finding 强制性, else 核实性.",
        ),
        (
            "多半是把别的单位的报表报到了这个名下。",
            "Another unit's report was probably sent under this name.",
        ),
        _VIEWS,
        "",
        "",
        (
            "换成本单位的报表；确是新的项目，逐个核实。",
            "Send the unit's own report; if the projects are new, look at each.",
        ),
    ),
    Page(
        "REPT01",
        ("两地重复填报", "Reported by two regions"),
        (
            "同一个项目代码出现在同月两份地方报表中。牵头部门的报表不算。强制性。",
            "One 项目代码 stands in two local reports of a month; a lead department's report does not count. 强制性.",
        ),
        (
            "全省汇总时投资和项目数会算两次。",
            "The province's totals would count its investment and itself twice.",
        ),
        ACROSS,
        "",
        "",
        (
            "确认由谁填报，另一家删去；代码填错的改正。",
            "Settle who reports it and remove it from the other; correct a mistyped code.",
        ),
    ),
    Page(
        "GAP01",
        ("只有一边报了项目", "Project in one view only"),
        (
            "牵头部门和项目所在地方都报了月报，而项目只在其中一份里。核实性。",
            "Lead department and region both reported, but a project is in one of the two reports only. 核实性.",
        ),
        (
            "漏报的项目使汇总少一块，代码写错的项目两边各多一个。",
            "A project left out is missing from the sums; one under a wrong code stands in both as two.",
        ),
        _VIEWS,
        *pair(
            """
            ## 封面
            地区 | 全省

            ## 项目月报表
            项目代码 | 项目名称
            2509-320193-89-01-544060 | 东港—西岭
            2603-141124-89-05-346948 | 集安—桓仁@

            ## 封面（另一份）
            地区 | ‹地区1›

            ## 项目月报表（另一份）
            项目代码 | 项目名称
            2509-320193-89-01-544060 | 东港—西岭
            2603-141124-89-05-346948 | 集安—桓仁
            """,
            "",
            "\n2411-130202-89-01-637015 | 大蒲柴河—烟筒山",
        ),
        (
            "问清项目归谁报，漏报的补报；代码不同的以平台赋码为准改为一致。",
            "Find out who reports it and add it where it is missing; if the codes differ, the platform's one holds.",
        ),
    ),
    Page(
        "GAP02",
        ("两边归属不同", "Placed differently"),
        (
            "同一项目代码在行业和地方月报中的地区或类别不同。核实性。",
            "One project stands under different regions or classes in the two views. 核实性.",
        ),
        (
            "金额对得上，分地区、分类别的汇总却各差一块。",
            "The amounts agree, but the sums by region and class do not.",
        ),
        ACROSS,
        *pair(
            """
            ## 封面
            地区 | 全省

            ## 项目月报表
            项目代码 | 项目名称 | 类别
            2509-320193-89-01-544060 | 东港—西岭 | @

            ## 封面（另一份）
            地区 | ‹地区1›

            ## 项目月报表（另一份）
            项目代码 | 项目名称 | 类别
            2509-320193-89-01-544060 | 东港—西岭 | 高速公路
            """,
            "高速公路",
            "铁路",
        ),
        ("两家商定归属，一方改正。", "Agree on the place; one of the two corrects it."),
    ),
    Page(
        "LACK01",
        ("月报未报齐", "Reports missing"),
        (
            "一个网的牵头部门或市（州）没有可以计入的月报，汇总数缺这几家。缺报不当作零。核实性。",
            "The lead department of a network or some of its regions have no report that counts; the sums lack them. What is missing is not taken for zero. 核实性.",
        ),
        ("缺了几家的合计看上去与报齐的一样。", "A total that lacks some looks just like a whole one."),
        MONTHLY,
        "",
        "",
        ("催报；该地确无此类项目的，写说明。", "Ask for them; where there are no such projects, say so."),
    ),
    Page(
        "LEFT01",
        ("月报未计入汇总", "Report left out"),
        (
            "文件可读，但报告期不是本月、网别或地区不明、没有项目行，或同一内容报了两份。核实性。",
            "The file can be read, but it is for another month, its network or region is unknown, it has no projects, or it is told twice. 核实性.",
        ),
        (
            "算进去会重复或错位，不算又不说就是漏报。",
            "Adding it would count twice or in the wrong place; leaving it out unsaid would lose it.",
        ),
        MONTHLY,
        *pair(
            """
            ## 封面
            地区 | ‹地区1›
            报告期 | 2021-03

            ## 封面（另一份）
            地区 | ‹地区2›
            报告期 | 2021-@
            """,
            "03",
            "02",
        ),
        (
            "改正封面，或从文件夹中取走不属于本月的文件；重复的只留一份。",
            "Correct the cover, or take the file out of the folder; of two on the same subject keep one.",
        ),
    ),
    Page(
        "LAG01",
        ("进度落后", "Behind the calendar"),
        (
            "单位的未完工项目中，本年累计完成占本年计划、或开工以来累计完成占总投资的比率，落后于时间进度 10 个百分点以上；只有本年落后的，开工以来也须落后于本项目自己的工期。提示性。",
            "Among a unit's unfinished projects some have done less of the year's plan, or of their total investment, than the calendar would have by more than 10 percentage points; one that trails in the year alone must trail its own period, too. 提示性.",
        ),
        ("先看落后的，才知道找谁谈、谈什么。", "Those that lag show with whom to talk, and about what."),
        _TALKS,
        *pair(
            """
            ## 封面
            报告期 | 2021-03

            ## 项目月报表
            项目名称 | 责任单位 | 竣工年月 | 本年计划 | 本年累计完成
            东港—西岭 | ‹地区1›交通运输局 | 2023-12 | @ | 30.75
            """,
            "200.1",
            "300.1",
        ),
        (
            "按名单向责任单位了解原因；数填错的更正月报。",
            "Ask the units on the list why; a wrong figure is corrected in the report.",
        ),
    ),
)
