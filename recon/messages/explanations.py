"""审核说明: how they stand beside findings, and why one releases nothing (:mod:`recon.explanations`)."""

from __future__ import annotations

#: How an explanation is shown, and by its key why it releases nothing. Placeholders: text, by, values.
EXPLAINED: dict[str, tuple[str, str]] = {
    "holds": ("【已说明：{text}{by}】", " [Explained: {text}{by}]"),
    "refused": ("【说明未放行：{text}{by}。{reason}】", " [Explanation not accepted: {text}{by}. {reason}]"),
    "decided": ("；{decided} 认可", "; accepted: {decided}"),
    "by": ("（{author}）", " ({author})"),
    "by_since": ("（{author}，{since} 起）", " ({author}, since {since})"),
    "by_age": (
        "（{author}，{since} 起，{age} 个月）",
        " ({author}, since {since}, months: {age})",
    ),
    "mandatory": (
        "强制性问题不能用说明放行，请更正。",
        "An explanation does not release an error; correct it.",
    ),
    "unneeded": ("提示性问题不需要说明。", "A note needs no explanation."),
    "changed": (
        "数已改变{values}，请按现在的数重写说明。",
        "The values have changed{values}; explain them as they are now.",
    ),
    "changed_from": ("（写说明时为 {values}）", " (it was written for {values})"),
    "empty": (
        "说明太短，看不出原因。请写明这个数为什么对，如哪笔款项、哪份批复、哪项调整。",
        "Too short to give a reason. Say why the value is right: which payment, approval or adjustment.",
    ),
    "boilerplate": (
        "只说核实过、属实，没有写原因。请写明这个数为什么对，如哪笔款项、哪份批复、哪项调整。",
        "It says that somebody checked, not why. Say why the value is right: which payment, approval or adjustment.",
    ),
    "causeless": (
        "待补充：没有写出原因。请写明发生了什么，如停工、冲减、设备提前到货、概算调整。",
        "To be completed: no cause is named. Say what happened: work stopped, an amount reversed, equipment delivered early, a budget revised.",
    ),
    "uncheckable": (
        "待补充：没有可以查证的依据。请写明文号、合同号、日期、金额或数量、批准的机关，任一项。",
        "To be completed: nothing in it can be checked. Name a document or contract number, a date, an amount or quantity, or the office that decided.",
    ),
    "repeated": (
        "三个以上项目写了同一句话，只作一条说明，须由汇总单位认可。请逐个项目写明各自的原因。",
        "Three or more projects carry the same sentence, which counts as one explanation for the office to accept. Give each project its own reason.",
    ),
    "rejected": (
        "汇总单位不认可{values}。请补充依据后重写。",
        "The office has not accepted it{values}. Give more and write it again.",
    ),
    "status": ("状态", "Status"),
    "status_holds": ("有效{by}", "Holds{by}"),
    "status_changed": ("已失效：{reason}{by}", "Expired: {reason}{by}"),
    "status_refused": ("未放行：{reason}{by}", "Not accepted: {reason}{by}"),
    "status_unneeded": ("不需要{by}", "Not needed{by}"),
    "status_unclaimed": ("无对应问题{by}", "No such finding{by}"),
    "status_mismatched": (
        "未采用：所在行与隐藏列不符，可能曾排序、移行或改动，请重新填写{by}",
        "Not used: its row and the hidden column disagree, rows were sorted, moved or edited; write it again{by}",
    ),
    "unclaimed": (
        "以下说明没有对应的问题：数已改正，该行已不在表中，或本次没有审核该项。保留备查，不需要的可以删除。",
        "No finding asks for these explanations any more: the value was corrected, its row is gone, or the relation was not checked this time. They are kept for reference; delete what is not needed.",
    ),
    "unclaimed_values": ("写说明时为 {values}", "Written for {values}"),
    "count_released": (
        "另有 {count} 条已说明，不再须核实。",
        " Explained, need no verifying: {count}.",
    ),
    "count_mismatched": (
        "说明 {count} 条因所在行与隐藏列不符（曾排序、移行或改动）未采用，列在清单末尾，请重新填写。",
        " Explanations not used, since their rows and the hidden column disagree (sorted, moved or edited), listed at the end to be written again: {count}.",
    ),
    "count_unclaimed": (
        "说明 {count} 条无对应问题，保留在清单末尾。",
        " Explanations without a finding, kept at the end of the list: {count}.",
    ),
}
