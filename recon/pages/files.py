"""Pages of files that cannot be read (FILE)."""

from __future__ import annotations

from .page import FORM, XLSX, Page

UNREADABLE = (
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
        XLSX,
        "", "",
        ("重新保存，或请报送单位重新传送。", "Save it again, or ask the sender for it again."),
    ),
    Page(
        "FILE03",
        ("不是电子表格", "Not a spreadsheet"),
        ("文件内容不属于可读的格式：xlsx、xlsm、xlsb、xls、et、ods。按内容判断，不看扩展名。", "The content is none of the readable formats: xlsx, xlsm, xlsb, xls, et, ods. The content counts, not the file's extension."),
        ("改了扩展名的 csv、pdf 或网页不含可以定位的单元格。", "A csv, pdf or web page under another extension has no cells to point at."),
        XLSX,
        "", "",
        ("用 Excel 或 WPS 打开，另存为 xlsx。", "Open it in Excel or WPS and save it as xlsx."),
    ),
    Page(
        "FILE04",
        ("文件已损坏", "Damaged file"),
        ("文件像电子表格，但不能完整读取。", "The file looks like a spreadsheet but cannot be read in full."),
        ("只读到一部分就审核，会把缺的行当作没有。", "Checking the part that can be read would take the missing rows for absent ones."),
        XLSX,
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
        ("工作簿可读，但既没有工作表“指标”，也没有月报表的表头。", "The workbook can be read but has neither a sheet “指标” nor the header of the monthly report."),
        ("不认识的表没有规则可审，不能算通过。", "No rules exist for an unknown form, so it must not look like a pass."),
        FORM,
        "", "",
        ("使用 recon template 生成的表；工作表或栏目改过名的，改回原名。", "Use a form made by recon template; if a sheet or its columns were renamed, restore the names."),
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
)  # fmt: skip
