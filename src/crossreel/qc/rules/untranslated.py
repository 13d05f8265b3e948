"""Every source cue has a translation, no cue is empty, and no translation is the source text itself or stands without a source.

A copied text is an error where the two languages are written in different scripts, and a warning where it may be a name. Texts
without letters, numbers and captions of a date in Chinese and Japanese, names of the bible and what many languages share ("No.",
"Taxi!": `resources/word_lists/untranslated.toml`), and varieties of one language, may be equal. A forced track need not render
every cue.

Bad:
    你到底在哪里  ->  (nothing)
    你到底在哪里  ->  你到底在哪里
Good:
    你到底在哪里  ->  Where are you?
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import are_kin, script_of
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.joined_texts import WORD
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

DATED = re.compile(r"\d+\s*[年月]|[\d\s.,:〇零一二三四五六七八九十百千万萬億兆]+$")
HAN = frozenset({"Hans", "Hant", "Jpan"})


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield remarks on empty and copied cues, then on source cues that nothing renders."""
    reached: set[int] = set()
    copied = _copied_severity(track)
    for checked in track.cues:
        for source in checked.sources:
            reached.add(source.id)
        if not checked.text.strip():
            facts = {"source": _source_text(checked)} if checked.sources else {}
            kind = "blank" if checked.sources else "empty"
            yield Remark(cue=checked.cue, severity=Severity.ERROR, kind=kind, facts=facts, read=tuple(facts.values()))
        elif copied and checked.sources and _is_copy(checked):
            if copied is Severity.ERROR or not (DATED.match(checked.text) or _is_shared(checked, track)):
                yield Remark(cue=checked.cue, severity=copied, kind="copied", read=(checked.text,))
        elif track.spine and track.must_be_complete and not checked.sources and checked.cue.anchor_id is None:
            yield Remark(cue=checked.cue, severity=Severity.WARNING, kind="unanchored", read=(checked.text,))
    if track.must_be_complete:
        for cue in track.spine:
            if cue.id not in reached and (text := plain_text(cue.text).strip()):
                facts = {"source": text}
                yield Remark(cue=replace(cue, text=""), severity=Severity.ERROR, kind="missing", facts=facts, read=(text,))


def _copied_severity(track: CheckedTrack) -> Severity | None:
    source, target = track.source_language, track.language
    if not track.spine or not source or are_kin(source, target):
        return None
    scripts = {script_of(source), script_of(target)}
    return Severity.WARNING if len(scripts) == 1 or scripts <= HAN else Severity.ERROR


def _source_text(checked: CheckedCue) -> str:
    return " ".join(plain_text(source.text) for source in checked.sources)


def _is_copy(checked: CheckedCue) -> bool:
    first = checked.sources[0].text
    if first[:1] != checked.cue.text[:1] and "<" not in first and "<" not in checked.cue.text:
        return False
    if sum(char.isalpha() for char in checked.text) < 2:
        return False
    return _source_text(checked).split() == checked.text.split()


def _is_shared(checked: CheckedCue, track: CheckedTrack) -> bool:
    """Tell whether a line is made of words that both languages have, and of names."""
    text = checked.text.casefold()
    for name in track.names:
        text = text.replace(name.casefold(), " ")
    shared = (
        word_list("untranslated").words(track.language, "shared").folded | word_list("untranslated").words("any", "shared").folded
    )
    return all(word in shared for word in WORD.findall(text))


RULE = Rule(id="untranslated", title=N_("Empty or untranslated"), severity=Severity.ERROR, scope=Scope.CUE, check=check)
