"""What a cause's sentence needs besides the words of its finding, in the reader's language."""

from __future__ import annotations

from recon import messages
from recon.model import Finding


def words(finding: Finding, lang: str) -> dict[str, str]:
    """The fragments of a cause's sentence; nothing for other findings."""
    if finding.code not in messages.SLIPPED or finding.outcome is not None:
        return {}
    said = finding.words
    way = _say(said.get("way") or "nothing", lang)
    return {
        "before": _say(f"before_{said.get('every') or 'month'}", lang),
        "way_words": way,
        "back_words": _say(f"back_{said['way']}" if said.get("way") in ("large", "small") else "nothing", lang),
        "whole_words": _say("whole" if said.get("whole") else "nothing", lang),
        "proof": _say(said.get("proof") or "nothing", lang),
        "kept_words": _say("kept" if said.get("kept") else "none", lang, kept=said.get("kept", "")),
        "parts_words": _say("parts" if said.get("parts") else "nothing", lang, parts=said.get("parts", "")),
        "alike": _say(said.get("alike") or "nothing", lang),
        "late_words": _say(said.get("late") or "nothing", lang),
        "absent_words": _say(said.get("absent") or "nothing", lang, others=said.get("others", "")),
        "reason_words": _say(f"left_{said['reason']}" if said.get("reason") else "nothing", lang),
        "home_words": _say("home" if said.get("home") else "nothing", lang, home=said.get("home", "")),
        "source_words": _say(
            said.get("source") or "nothing", lang, rows=said.get("rows", ""), month=said.get("month", "")
        ),
    }


def _say(key: str, lang: str, **filled: str) -> str:
    return messages.pick(messages.SLIPS[key], lang).format(**filled)
