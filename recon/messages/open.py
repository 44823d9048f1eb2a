"""What is said of tables of no known form."""

from __future__ import annotations

OPEN: dict[str, tuple[str, str]] = {
    "OPEN01": (
        "{label} {stated}{unit} ≠ {sum} = {computed}{unit}（差 {difference}，{explained}）。本表规律“{patterns}”另有 {holds} 处成立，因此不平的共 {count} 处。请核对该数与各分项。",
        "{label} {stated} {unit} ≠ {sum} = {computed} {unit} (off by {difference}, {explained}). The table's pattern “{patterns}” holds in {holds} other places; {count} in all fail for this cause. Check the number and its parts.",
    ),
}
