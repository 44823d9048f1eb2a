"""What a cause's sentence needs besides the words of its finding, in the reader's language."""

from __future__ import annotations

from recon import messages
from recon.model import Finding


def words(finding: Finding, lang: str) -> dict[str, str]:
    """The fragments of a cause's sentence; nothing for other findings."""
    if finding.code not in messages.SLIPPED or finding.outcome is not None:
        return {}
    given = finding.words
    way = _say(given.get("way") or "nothing", lang)
    return {
        "before": _say(f"before_{given.get('every') or 'month'}", lang),
        "way_words": way,
        "back_words": _say(f"back_{given['way']}" if given.get("way") in ("large", "small") else "nothing", lang),
        "whole_words": _say("whole" if given.get("whole") else "nothing", lang),
        "proof": _say(given.get("proof") or "nothing", lang),
        "kept_words": _say("kept" if given.get("kept") else "none", lang, kept=given.get("kept", "")),
        "parts_words": _say("parts" if given.get("parts") else "nothing", lang, parts=given.get("parts", "")),
        "alike": _say(given.get("alike") or "nothing", lang),
        "late_words": _say(given.get("late") or "nothing", lang),
        "absent_words": _say(given.get("absent") or "nothing", lang, others=given.get("others", "")),
        "reason_words": _say(f"left_{given['reason']}" if given.get("reason") else "nothing", lang),
        "home_words": _say("home" if given.get("home") else "nothing", lang, home=given.get("home", "")),
        "source_words": _say(
            given.get("source") or "nothing", lang, rows=given.get("rows", ""), month=given.get("month", "")
        ),
    }


def _say(key: str, lang: str, **filled: str) -> str:
    return messages.pick(messages.SLIPS[key], lang).format(**filled)
