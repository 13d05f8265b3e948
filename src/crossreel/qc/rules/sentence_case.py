"""A sentence begins with a capital letter, in languages that have them.

In English the word I is capital everywhere. Looked for after a full stop or a question mark inside a cue, and at the start of a
cue where the one before ended its sentence. Fine are sentences that go on over cues, what follows an ellipsis, a closing
quotation mark or an abbreviation (of `resources/word_lists/sentence_case.toml`), names like iPhone, and songs. Not repaired: the
stop may be what is wrong.

Bad:
    He left. we stayed.
Good:
    He left at 5 p.m. with Mr. lin-something…   (an abbreviation)
"""

import re
from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import WordList, word_list

OPENS = "¿¡"
LONGEST_INITIALS = 3  # as in EE. UU.
DASHES = frozenset("-–—")
INSIDE = re.compile(r"(?P<end>[.?])(?:(?<=[^\W\d_][.?])|(?<=[^\W\d_][\u00a0\u202f]\?))\s+[-–—]?\s?(?P<word>[^\W\d_]+)")
# After an exclamation in English: elsewhere a sentence may go on.
EXCLAIMED = re.compile(
    r"(?P<before>[^\W\d_]+)!\s+(?=(?:i|you|he|she|it|we|they|my|your|don|let|get|this|that|what|why|how|go|come|stop)\b)"
)
START = re.compile(r"[-–—]?\s?[¿¡]*(?P<word>[^\W\d_]+)")
AFTER_I = "am|was|have|had|will|can|could|do|don|did|know|think|love|hate|want|need|said|never|just"
# The letter first: it is found at once, and mostly what follows is another.
PRONOUN = re.compile(rf"i(?:(?=['’](?:m|ll|ve|d)\b| (?:{AFTER_I})\b)(?<![\w.'’/-]i)|(?= are\b)(?<=\band i))")
END = re.compile(r"(?<=[^\W\d_])(?P<end>[.?])$")
BEFORE = re.compile(r"[^\s.]+$")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue in which a sentence begins small."""
    listed = word_list("sentence_case")
    if not listed.words(track.language, "abbreviations").listed:
        return
    told: set[int] = set()
    for checked, match in track.matches(INSIDE):
        if checked.cue.id not in told and _is_fault(match, match["word"], track.language, listed) and not _is_song(checked):
            told.add(checked.cue.id)
    for checked, _ in track.first_matches(PRONOUN) if track.language.startswith("en") else ():
        told.add(checked.cue.id)
    for checked, match in track.matches(EXCLAIMED) if track.language.startswith("en") else ():
        if match["before"].casefold() not in listed.words(track.language, "interjections").folded and not _is_song(checked):
            told.add(checked.cue.id)
    for checked, match in track.word_matches(listed.words(track.language, "capital")):
        if match.group()[0].islower():
            told.add(checked.cue.id)
    lower = [
        number
        for number, text in enumerate(track.texts.texts)
        if text.lstrip(OPENS)[:1].islower() or (text[:1] in DASHES and _begins_small(text))
    ]
    for number in lower:
        if not number and _stands_alone(track.cues[0]):
            told.add(track.cues[0].cue.id)
        elif number and _goes_wrong(track.cues[number - 1], track.cues[number], track.language, listed):
            told.add(track.cues[number].cue.id)
    for checked in track.cues if told else ():
        if checked.cue.id in told:
            yield Remark(cue=checked.cue, severity=Severity.WARNING, read=(checked.text,))


def _begins_small(text: str) -> bool:
    return text[:1] in DASHES and text[1:3].strip()[:1].islower()


def _stands_alone(first: CheckedCue) -> bool:
    """Whether the first cue of an episode is a sentence of its own that begins small."""
    start = START.match(first.text)
    return bool(
        start and (len(start["word"]) > 1 or start["word"] == "я") and start["word"].islower() and END.search(first.text.rstrip())
    ) and not _is_song(first)


def _goes_wrong(before: CheckedCue, checked: CheckedCue, language: str, listed: WordList) -> bool:
    end, start = END.search(before.text.rstrip()), START.match(checked.text)
    if not end or not start or _is_song(checked) or _is_song(before) or checked.cue.start_ms < before.cue.end_ms:
        return False
    return _is_fault(end, start["word"], language, listed)


def _is_fault(end: re.Match[str], word: str, language: str, listed: WordList) -> bool:
    if not word.islower() or (len(word) == 1 and word in "dlnts"):
        return False
    if end["end"] == "?":
        return word not in listed.words(language, "tells").folded
    written = BEFORE.search(end.string, 0, end.start())
    if written is None or end.string[: written.start()].endswith("."):
        return False
    if written.group().isupper() and len(written.group()) <= LONGEST_INITIALS:
        return False
    before = written.group().casefold().lstrip("\"'“”«„([¿¡-–—")
    return len(before) > 1 and before not in listed.words(language, "abbreviations").folded


def _is_song(checked: CheckedCue) -> bool:
    return "♪" in checked.text or "♫" in checked.text or checked.text.startswith("#")


RULE = Rule(
    id="sentence_case", title=N_("Small letter begins a sentence"), severity=Severity.WARNING, scope=Scope.EPISODE, check=check
)
