"""Explanations judged: which release their finding, which do not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from recon.explanations import boilerplate
from recon.explanations.alike import Box, repeated
from recon.explanations.decisions import about as deciding
from recon.explanations.key import Key, row
from recon.explanations.own import own
from recon.explanations.place import Places
from recon.explanations.weight import Own
from recon.model import Decision, Explanation, Finding

#: Level → why an explanation releases nothing there, whatever it says.
LEVELS = {"强制性": "mandatory", "提示性": "unneeded"}


def judged(
    findings: tuple[Finding, ...], index: Sequence[Key], places: Places, decided: Mapping[str, Decision]
) -> tuple[Finding, ...]:
    """Each explanation with the reason why it releases nothing, if there is one; what the office decided outweighs."""
    weighed: list[Explanation | None] = []
    for finding, key in zip(findings, index, strict=True):
        explanation = _reasoned(finding, own(places, key, finding)) if finding.explanation else None
        made = (
            decided.get(deciding(key.identity, explanation.written_for or key.values, explanation.text))
            if explanation
            else None
        )
        weighed.append(_decided(explanation, made) if explanation and made else explanation)
    open_ = [
        n for n, explanation in enumerate(weighed) if explanation and (not explanation.refused or explanation.decided)
    ]
    boxes = [Box(row(index[n].identity), _text(findings[n]), tuple(places.names(findings[n].cell))) for n in open_]
    for group in repeated(boxes):
        members = [open_[place] for place in group]
        accepted = next((s for n in members if (s := weighed[n]) and s.decided and not s.refused), None)
        for n in members:
            explanation = weighed[n]
            if explanation and not explanation.decided:
                weighed[n] = (
                    replace(explanation, decided=accepted.decided)
                    if accepted
                    else replace(explanation, refused="repeated")
                )
    return tuple(map(with_explanation, findings, weighed))


def _text(finding: Finding) -> str:
    return finding.explanation.text if finding.explanation else ""


def _decided(explanation: Explanation, made: Decision) -> Explanation:
    """An explanation as the office sees it; an error, or values that have changed, it cannot let stand."""
    if explanation.refused in (*LEVELS.values(), "changed"):
        return explanation
    return replace(explanation, refused="" if made.accepted else "rejected", decided=made.signed)


def _reasoned(finding: Finding, own_words: Own) -> Explanation | None:
    explanation = finding.explanation
    if explanation is None or explanation.decided:
        return explanation
    reason = LEVELS.get(finding.level) or (
        "changed" if explanation.written_for else boilerplate.refused(explanation.text, own_words)
    )
    return explanation if reason == explanation.refused else replace(explanation, refused=reason)


def with_explanation(finding: Finding, explanation: Explanation | None) -> Finding:
    """The finding with its explanation."""
    return finding if explanation is finding.explanation else replace(finding, explanation=explanation)
