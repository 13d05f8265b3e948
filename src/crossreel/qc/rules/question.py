"""A question stays a question, and a statement a statement.

Told only where it is beyond doubt: the source of one cue is one sentence that asks (你爱他吗) and the translation neither has a
question mark nor a word that asks, or the source has nothing that asks and the translation is a question from beginning to end.
A sentence that goes on in the cue beside, exclamations and tags ("…, right?") are let alone.

Bad:
    你爱他吗？  ->  You love him.
    我已经结婚了  ->  Am I married already?
Good:
    你爱他吗？  ->  Do you love him?
    真的吗？  ->  No way!
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.joined_texts import BORDER, WORD
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.shifts import shifted_cues
from crossreel.qc.word_lists import word_list

MARK = re.compile("[?？؟]")
PARTED = re.compile(r"[。.!！?？،,，;；…\n:：]\s*\S|[，,]|\S\s+\S")
INNER = re.compile(r"[。.!！?？؟…]\s*\S")
LAST_COMMA = re.compile(r"[,，،、]")
CALM_END = re.compile(r"[\w.。।]$")
LEAST_WORDS, LEAST_LETTERS = 3, 5
UNSPACED = frozenset({"zh-Hans", "zh-Hant", "ja", "th"})


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield remarks on questions that ask no more, and on statements that ask."""
    for remark in _remarks(track):
        if remark.cue and remark.cue.id not in shifted_cues(track):
            yield remark


def _remarks(track: CheckedTrack) -> Iterator[Remark]:
    asks = _asks(track.source_texts.text, track.source_language)
    if len(asks) != len(track.spine):
        return
    said = track.said
    asked = {cue.id for cue, asks_ in zip(track.spine, asks, strict=True) if asks_}
    marked = {checked.cue.id for checked, _ in track.matches(MARK)} if track.texts.has(MARK) else set()
    for at, checked in enumerate(track.cues):
        if len(checked.sources) != 1 or not checked.text or checked.sources[0].id not in said:
            continue
        source = said[checked.sources[0].id].strip()
        if checked.sources[0].id in asked and checked.cue.id not in marked:
            if _asks_no_more(source, checked, track) and not _goes_on(track, at, marked):
                yield _remark(checked, "lost", source)
        elif checked.cue.id in marked and checked.sources[0].id not in asked and _asks_now(source, checked, track):
            beside = [said.get(cue.id, "") for near in _beside(track, at) for cue in near.sources]
            if not any(map(MARK.search, beside)):
                yield _remark(checked, "added", source)


def _remark(checked: CheckedCue, kind: str, source: str) -> Remark:
    return Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts={"source": source}, read=(source, checked.text))


def _asks_no_more(source: str, checked: CheckedCue, track: CheckedTrack) -> bool:
    text = checked.text.strip()
    calm = CALM_END.search(text) is not None and not INNER.search(text) and not INNER.search(source)
    text = _pattern("some", track.language).sub("", text)
    return calm and not _may_ask(text, track.language) and not _pattern("denies", track.language).search(text)


def _asks_now(source: str, checked: CheckedCue, track: CheckedTrack) -> bool:
    """Tell whether a translation is one question from beginning to end, where its source has nothing that asks."""
    text = checked.text.strip()
    if PARTED.search(source) or MARK.search(source) or _may_be_asked(source, track.source_language) or len(source) < LEAST_LETTERS:
        return False
    if not _pattern("states", track.source_language).search(source.rstrip("。.")):
        return False
    if not MARK.search(text[-1]) or INNER.search(text) or LAST_COMMA.search(text):
        return False
    return track.language in UNSPACED or len(text.split()) >= LEAST_WORDS


def _goes_on(track: CheckedTrack, at: int, marked: set[int]) -> bool:
    """Tell whether the sentence may end in the cue after, or has been asked in the one before."""
    return any(near.cue.id in marked for near in _beside(track, at))


def _beside(track: CheckedTrack, at: int) -> list[CheckedCue]:
    return [track.cues[near] for near in (at - 1, at + 1) if 0 <= near < len(track.cues)]


@lru_cache(maxsize=1024)
def _asks(joined: str, language: str) -> tuple[bool, ...]:
    """Tell of each of the joined source texts whether it asks beyond doubt; nothing where it is not known how its language asks."""
    pattern = word_list("question").text(language, "asking")
    asking = re.compile(pattern, re.IGNORECASE)
    return tuple(asking.search(text.strip()) is not None for text in joined.split(BORDER)) if pattern else ()


@cache
def _pattern(key: str, language: str) -> re.Pattern[str]:
    """What finds nothing where nothing is said of a language."""
    return re.compile(word_list("question").text(language, key) or r"(?!)", re.IGNORECASE)


def _may_be_asked(source: str, language: str) -> bool:
    listed = word_list("question").words(language, "open")
    return any(word in source for word in listed.listed) if language in UNSPACED else not listed.folded.isdisjoint(_words(source))


def _may_ask(text: str, language: str) -> bool:
    """Tell whether a translation asks without a mark; always, where it is not known how its language asks."""
    signs, words = word_list("question").words(language, "signs"), word_list("question").words(language, "words")
    if not signs.listed and not words.listed:
        return True
    bare = text.rstrip(" .。।")
    asked = any(bare.endswith(sign[:-1]) if sign.endswith("$") else sign in text for sign in signs.listed)
    return asked or not words.folded.isdisjoint(_words(text))


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


RULE = Rule(
    id="question",
    title=N_("Question or statement"),
    severity=Severity.WARNING,
    scope=Scope.EPISODE,
    needs=frozenset({"source"}),
    check=check,
)
