"""Pages of the office's register: its list of reports owed, its working days, its history."""

from __future__ import annotations

from .page import MONTHLY, Page, Pair, pair

_HEAD = "## 应报单位\n网别 | 地区 | 填报单位 | 联系人 | 电话 | 起报月 | 止报月\n"
_DAYS = "## 放假调休\n日期 | 类型 | 说明\n"
_ROW = "‹网别2› | ‹地区1› | ‹地区1›人民政府 | | | 2020-05 |"

SQLITE: Pair = (
    "SQLite 的回滚日志（Atomic Commit In SQLite）：一次写入要么全部生效，要么全部不生效；损坏的文件打开时即可查出。",
    "SQLite's rollback journal (Atomic Commit In SQLite): a write takes effect whole or not at all, and a damaged file is found when it is opened.",
)
_LOST: Pair = (
    "历史读不出来，就说不清谁在什么时候报了哪一版。",
    "Without its history nobody can tell who sent which version when.",
)

REGISTER = (
    Page(
        "OWED01",
        ("同一报表重复应报", "Report owed twice"),
        (
            "登记簿“应报单位”中同一网别、地区的两行，起止月不应重叠。强制性。",
            "Two rows of 应报单位 on the same network and region should not overlap in their months. 强制性.",
        ),
        (
            "一份报表会被算作两份应报，催报也会发给两个单位。",
            "One report would count as two, and two units would be reminded of it.",
        ),
        MONTHLY,
        *pair(
            f"{_HEAD}‹网别2› | ‹地区1› | ‹地区1›交通运输局 | | | 2020-05 | @\n‹网别2› | ‹地区1› | ‹地区1›人民政府 | | | 2021-01 |",
            "2020-12",
            "2021-02",
        ),
        (
            "换单位的，旧行填止报月，新行从下一个月起报；重复录入的删去一行。",
            "Where the unit changed, end the old row and begin the new one the month after; remove a row entered twice.",
        ),
    ),
    Page(
        "OWED02",
        ("止报月早于起报月", "Last month before the first"),
        ("登记簿“应报单位”的止报月不应早于起报月。强制性。", "止报月 should not be before 起报月. 强制性."),
        (
            "这一行没有应报的月份，单位漏报也无人知道。",
            "Nothing is owed by such a row, so nobody would notice that nothing was sent.",
        ),
        MONTHLY,
        *pair(f"{_HEAD}‹网别2› | ‹地区1› | ‹地区1›人民政府 | | | 2021-03 | @", "2021-12", "2020-12"),
        ("核对两个年月。", "Check both months."),
    ),
    Page(
        "OWED03",
        ("放假调休的日期写法", "How a day off is written"),
        (
            "登记簿“放假调休”的日期应写成 2027-02-05 这样，一天一行；类型为“全年”的只写年份，表示该年的放假和调休上班日已全部列在本表。强制性。",
            "A day is written like 2027-02-05, one a row; with 全年 the year alone, which says that all days off and make-up days of that year are listed. 强制性.",
        ),
        (
            "认不出的日子不采用，报送限期就可能算错一天。",
            "A day that cannot be read is not used, and the deadline may be a day off.",
        ),
        (
            "报送限期按工作日计（‹报送依据›三·(六)），放假和调休以国务院办公厅每年公布的安排为准。",
            "Deadlines count working days (‹报送依据› 3(6)); days off and make-up days are those the State Council's office publishes each year.",
        ),
        *pair(f"{_HEAD}{_ROW}\n\n{_DAYS}@ | 放假 | 春节", "2027-02-05", "2027-02-30"),
        ("照公布的安排改写。", "Rewrite it as published."),
    ),
    Page(
        "STORE01",
        ("登记历史已损坏", "Damaged history"),
        (
            "登记簿旁的 .sqlite 文件不是完好的 SQLite 数据库。",
            "The .sqlite file beside the register is no sound SQLite database.",
        ),
        _LOST,
        SQLITE,
        "",
        "",
        (
            "从备份恢复。没有备份的，把损坏的文件改名保存，再把历次报表重新审核登记。",
            "Restore a backup. Without one, rename the damaged file and check and record the reports again.",
        ),
    ),
    Page(
        "STORE02",
        ("登记历史正被占用", "History in use"),
        (
            "另一个程序正在写入，等待之后仍未结束。",
            "Another program is writing to it and did not end while this one waited.",
        ),
        (
            "两次审核同时写入，历史的先后就乱了。",
            "Two runs that write at once would muddle the order of the history.",
        ),
        SQLITE,
        "",
        "",
        (
            "等另一次审核结束后再运行；没有别的审核在运行的，检查网络盘和同步软件。",
            "Run again when the other run has ended; if there is none, look at network drives and programs that synchronise files.",
        ),
    ),
    Page(
        "STORE03",
        ("不是可用的登记历史", "Not a history this program can use"),
        (
            "登记簿旁的 .sqlite 文件是别的程序的，或由更新版本的本程序所写。",
            "The .sqlite file beside the register belongs to another program or was written by a later version of this one.",
        ),
        (
            "写入不认识的文件，会毁坏其中的内容。",
            "Writing to a file of unknown form would ruin what is in it.",
        ),
        SQLITE,
        "",
        "",
        (
            "更新本程序；是别的程序的文件，给登记簿另取一个名字。",
            "Update this program; if the file is another program's, give the register another name.",
        ),
    ),
    Page(
        "STORE04",
        ("登记历史无法打开或写入", "History cannot be opened or written"),
        (
            "系统不许打开或写入登记簿旁的 .sqlite 文件，或磁盘已满。",
            "The system does not let the .sqlite file be opened or written, or the disk is full.",
        ),
        _LOST,
        ("操作系统的文件权限和磁盘空间。", "The permissions of the operating system, and disk space."),
        "",
        "",
        (
            "检查文件夹、权限和磁盘空间，再运行一次；已登记的不会丢失，也不会重复。",
            "Check folder, permissions and disk space, then run again; what was recorded is neither lost nor repeated.",
        ),
    ),
    Page(
        "STORE05",
        ("登记历史不在或是空的", "History gone or empty"),
        (
            "登记簿旁的 .count 文件或备份文件夹说明曾有登记历史，而 .sqlite 文件现在不在或长度为零。",
            "The .count file or the folder of copies beside the register tells of a history, and the .sqlite file is gone or of length zero.",
        ),
        _LOST,
        (
            "同步软件、误删和磁盘故障都会清空文件；从头记起会把已报的单位列为未报，随后列为迟报。",
            "Synchronising programs, slips and faults of disks empty files; a history begun anew would list units that reported as missing, then as late.",
        ),
        "",
        "",
        (
            "从备份文件夹复制最近一份，改名为 登记簿.sqlite；确要重新开始的，删除 .count 文件和备份文件夹。",
            "Copy the latest one from the folder of copies and give it the history's name; to begin again on purpose, delete the .count file and the folder.",
        ),
    ),
    Page(
        "STORE06",
        ("登记簿改过名", "Register renamed"),
        (
            "登记簿旁没有同名的登记历史，而同一文件夹里有一份登记历史没有登记簿。",
            "Beside the register there is no history of its name, and in the folder there is a history without its register.",
        ),
        _LOST,
        (
            "登记历史按登记簿的文件名查找；改名之后会另起一份空的。",
            "The history is found by the register's name; renamed, it would begin an empty one.",
        ),
        "",
        "",
        (
            "把登记历史（连同 .count 和备份文件夹）改成与登记簿同名，或把登记簿改回原名。",
            "Give the history (with its .count and folder of copies) the register's name, or the register its old one.",
        ),
    ),
    Page(
        "STORE07",
        ("登记历史比记下的少", "History holds less than was written down"),
        (
            "登记历史中的文件数少于 .count 文件记下的，或不是同一份登记历史。",
            "The history holds fewer files than the .count file says, or is another one.",
        ),
        _LOST,
        (
            "用旧副本覆盖之后，其后登记的都不在了，而没有任何提示。",
            "An old copy put in its place drops everything recorded since, without a word.",
        ),
        "",
        "",
        (
            "从备份文件夹恢复最近一份；确以现有的为准的，删除 .count 文件。",
            "Restore the latest copy; if the one there is right, delete the .count file.",
        ),
    ),
)
