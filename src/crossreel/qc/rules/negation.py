"""What the source denies is denied, and what it says is said.

Told only of short lines of one clause about a list of plain things (to love, know, marry, sign, go …, whose son somebody is, what
one has), and only where the translation says the very thing: "I love you" for 我不爱你. Other words for it ("I'm done with
you"), questions, conditions and whatever else may deny ("as if", "refuse", "somebody else's", "hardly") are let alone.

Bad:
    我不爱你  ->  I love you.
    他不是我儿子  ->  He's my son.
    我相信你  ->  I don't believe you.
Good:
    我不爱你  ->  I don't love you.
    我不得不相信你  ->  I have to believe you.
    别走  ->  Stay.
"""

import re
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.denial import UNSPACED, denials, denies, pattern_of, says, thing_pattern
from crossreel.qc.garbled import garbled_cues
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

ENDED = re.compile(r"[,，،、;；:：]|[.。!！…]\s*\S")
MARK = re.compile("[?？؟]")
MOST_WORDS, MOST_LETTERS = 8, 24


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for each translation that says what its source denies, or denies what it says."""
    listed = word_list("negation")
    if not listed.text(track.language, "not") or not listed.text(track.source_language, "denies"):
        return
    things = {track.spine[number].id: things for number, things in denials(track.source_texts.text, track.source_language)}
    turned: dict[int, tuple[CheckedCue, str]] = {}
    hit = [each for each in track.cues if len(each.sources) == 1 and each.sources[0].id in things] if things else ()
    for checked in hit:
        if _is_said(things[checked.sources[0].id], checked, track.language):
            turned[checked.cue.id] = checked, "lost"
    for checked, _ in track.first_matches(pattern_of("plainly", track.language)):
        source = _source_of(checked)
        if source in track.said and source not in things and _is_denied(track.said[source], checked, track):
            turned[checked.cue.id] = checked, "added"
    for checked, kind in turned.values():
        if checked.cue.id not in garbled_cues(track):
            said = track.said[checked.sources[0].id]
            read = (said, checked.text)
            yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts={"source": said}, read=read)


def _source_of(checked: CheckedCue) -> int:
    """Return the id of the one cue of the spine that a cue renders; 0 where there are more, or none."""
    return checked.sources[0].id if len(checked.sources) == 1 else 0


def _is_said(things: tuple[str, ...], checked: CheckedCue, language: str) -> bool:
    """Tell whether a translation says one of some things, and nothing that may deny it beside."""
    text = _plain(checked, language)
    spans = [match.span() for match in thing_pattern(things, language).finditer(text)]
    if not spans:
        return False
    beside = (match.span() for match in pattern_of("not", language).finditer(text))
    if word_list("negation").text(language, "joined"):
        return not any(beside)
    return all(any(start < last and first < end for first, last in spans) for start, end in beside)


def _is_denied(source: str, checked: CheckedCue, track: CheckedTrack) -> bool:
    """Tell whether a translation plainly denies the thing that its source says."""
    text = _plain(checked, track.language)
    if not text or pattern_of("spared", track.language).search(text):
        return False
    thing = says(source, track.source_language)
    if not thing or not thing_pattern((thing,), track.language).search(text):
        return False
    return not track.language.startswith("zh") or denies(text, (thing,), track.language)


def _plain(checked: CheckedCue, language: str) -> str:
    """Return a translation that is one short sentence and asks nothing; "" of any other."""
    text = " ".join(checked.text.split()).casefold()
    long = len(text) > MOST_LETTERS if language in UNSPACED else len(text.split()) > MOST_WORDS
    return "" if long or MARK.search(text) or ENDED.search(text) else text


RULE = Rule(
    id="negation",
    title=N_("Negation lost or added"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"source"}),
    check=check,
)
