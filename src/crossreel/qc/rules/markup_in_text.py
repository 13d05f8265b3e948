"""What a viewer reads are words: no tags, entities, override codes or times that a program left there.

Real formatting (italics, colours, ruby) is none of it. Entities are repaired into the characters they stand for, tags and codes
are taken away; a time is not, as the text beside it may belong to another cue.

Bad:
    <font color="red">Run!</font>
    You &amp; me
    00:00:04,000 --> 00:00:06,000
Good:
    I <3 you
"""

import html
import re
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope, Turn

ENTITY = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|apos|nbsp|[lr][sd]?quo|laquo|raquo|hellip|[mn]dash|shy|zwn?j|lrm|rlm|[a-z]{1,2}(?:acute|grave|circ|tilde|uml|cedil|ring|slash|lig)|euro|copy|reg|deg|iexcl|iquest|times|middot|bull|trade);",
    re.I,
)
TAG = re.compile(
    r"</?(?:i|b|u|s|em|strong|font|span|br|p|div|ruby|rt|rp|c|v|lang|sync|a)(?:[ .=][^<>\n]*)?/?>"
    r"|\{\\[^{}\n]*\}|\{[/~]?[ibuysc](?::[^{}\n]*)?\}|\[/?(?:i|b|u|color|size)(?:=[^\[\]\n]*)?\]|(?<![\w*])\*\*(?=\S)[^*\n]+(?<=\S)\*\*(?![\w*])"
    r"|<\d\d:\d\d[:.][\d:.]+>|(?-i:\\[Nnh](?![a-z]))",
    re.I,
)
TIME = re.compile(
    r"\d\d:\d\d(?::\d\d)?[,.]\d{3}\b|\d\d:\d\d:\d\d[:;]\d\d\b|\b00:\d\d:\d\d|\[\d{1,2}:\d\d(?:[.:]\d{2,3})?\]|-->|[⟶→]\s*\d\d:\d\d"
)
ANY = re.compile(rf"{ENTITY.pattern}|{TAG.pattern}|{TIME.pattern}", re.I)
KINDS = {"entity": ENTITY, "tag": TAG, "time": TIME}


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a piece."""
    if track.texts.characters.isdisjoint("&<{[\\:>→⟶*"):
        return
    for checked, match in track.first_matches(ANY):
        kind = next(kind for kind, pattern in KINDS.items() if pattern.match(match.group()))
        facts = {"found": match.group()}
        repairable = kind != "time" and bool(_mended(checked.text).strip())
        yield Remark(cue=checked.cue, severity=Severity.ERROR, kind=kind, facts=facts, read=(checked.text,), repairable=repairable)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write what an entity stands for, and leave tags out."""
    return with_text(remark.cue, _mended(checked_of(track, remark.cue).text)) if remark.cue else None


def _mended(text: str) -> str:
    """An entity may hide a tag, or another entity."""
    for _ in range(3):
        text = TAG.sub(_without, ENTITY.sub(lambda found: html.unescape(found.group()), text))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _without(found: re.Match[str]) -> str:
    tag = found.group().lower()
    if tag.startswith("**"):
        return found.group().strip("*")
    return "\n" if tag.startswith("<br") or tag == "\\n" else " " if tag == "\\h" else ""


RULE = Rule(
    id="markup_in_text",
    title=N_("Code in the text"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    check=check,
    repair=repair,
    turn=Turn.CHARACTERS,
)
