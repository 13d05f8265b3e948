"""Nothing of the source, and nothing in the script of another language, is left inside a translation.

Han, kana, Hangul, Thai, Arabic, Devanagari, Hebrew, Greek or Cyrillic letters in a language that is not written in them are told,
also simplified characters in Japanese; between languages of one script, several words in a row that are the source's own. What
the source quotes from a third language may stay, and so may one character in quotation marks. A text that is the source as a
whole is told by another rule.

Bad:
    顾总在哪  ->  Where is 顾总?
    I need to talk to you now.  ->  Necesito talk to you now.
Good:
    顾总在哪  ->  Where is Mr. Gu?
    门上贴着“囍”字  ->  There's a “囍” on the door.
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.language import are_kin, base_of, script_of
from crossreel.kernel.marks import N_
from crossreel.language.scripts import RANGES, is_left_over, stranger_letters, stranger_words
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
COPIED_WORDS = {True: 4, False: 3}
SMALL_WORD, QUOTED = re.compile(r"(?<![A-Za-z'’-])[a-z]{3,}(?![A-Za-z'’-])"), re.compile('["“”「」『』《》«»‘’]')
TELLING_WORDS = 3  # with a small word that only the language of the source has
JAPANESE = "cp932"
HAN = re.compile(f"[{RANGES['Hani']}]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for each cue with something that is not of its language, on the first of it."""
    told: set[int] = set()
    here = stranger_letters(track.language).search("".join(track.texts.characters)) is not None
    for checked, match in track.matches(stranger_words(track.language)) if here else ():
        if checked.cue.id not in told and _is_left(match, checked, track.source_language):
            told.add(checked.cue.id)
            yield _remark(checked, match.group())
    for checked, found in (*_simplified(track), *_copied(track)):
        if checked.cue.id not in told:
            told.add(checked.cue.id)
            yield _remark(checked, found)


def _remark(checked: CheckedCue, found: str) -> Remark:
    return Remark(cue=checked.cue, severity=Severity.ERROR, facts={"found": found}, read=(found, checked.text))


def _is_left(match: re.Match[str], checked: CheckedCue, source_language: str) -> bool:
    sources = [source.text for source in checked.sources]
    return checked.text not in sources and is_left_over(match, sources, source_language)


def _simplified(track: CheckedTrack) -> Iterator[tuple[CheckedCue, str]]:
    if track.language != "ja" or base_of(track.source_language) != "zh":
        return
    strange = "".join(sorted(char for char in track.texts.characters if HAN.match(char) and not _is_japanese(char)))
    if strange:
        for checked, match in track.matches(re.compile(f"[{RANGES['Hani']}]*[{strange}][{RANGES['Hani']}]*")):
            if checked.text not in [source.text for source in checked.sources]:
                yield checked, match.group()


@cache
def _is_japanese(char: str) -> bool:
    try:
        char.encode(JAPANESE)
    except UnicodeEncodeError:
        return False
    return True


def _copied(track: CheckedTrack) -> Iterator[tuple[CheckedCue, str]]:
    """Yield runs of words that stand so in the source: a few in another script, more where both have the same letters."""
    if script_of(track.source_language or "zh") != "Latn" or are_kin(track.source_language, track.language):
        return
    least = COPIED_WORDS[script_of(track.language) == "Latn"]
    for checked in track.cues:
        if not checked.sources or " " not in checked.text:
            continue
        source = " ".join(" ".join(WORDS.findall(each.text.casefold())) for each in checked.sources)
        words = WORDS.findall(checked.text)
        runs = [words[at : at + least] for at in range(len(words) - least + 1)]
        runs += [words[at : at + TELLING_WORDS] for at in range(len(words) - TELLING_WORDS + 1) if least > TELLING_WORDS]
        for listed in runs:
            if len(listed) < least and _small_words(track.source_language, track.language).isdisjoint(map(str.casefold, listed)):
                continue
            run = " ".join(listed)
            if run.casefold() in source and not run.istitle() and not run.isupper() and not _is_name(run, track):
                if checked.text.split() != " ".join(each.text for each in checked.sources).split():
                    yield checked, run
                break
    if script_of(track.language) != "Latn":
        yield from _small_words_left(track)


def _small_words_left(track: CheckedTrack) -> Iterator[tuple[CheckedCue, str]]:
    """Yield small words of the source that stand between letters of another script: 我是the boss."""
    small = word_list("other_language").words(base_of(track.source_language)).folded
    for checked, match in track.matches(SMALL_WORD):
        said = {word for source in checked.sources for word in WORDS.findall(source.text.casefold())}
        if match.group() in small and match.group() in said and not QUOTED.search(checked.text):
            yield checked, match.group()


@cache
def _small_words(language: str, other: str) -> frozenset[str]:
    """Return the small words that a language has and another has not."""
    listed = word_list("other_language")
    return listed.words(base_of(language)).folded - listed.words(base_of(other)).folded


def _is_name(run: str, track: CheckedTrack) -> bool:
    return any(run.casefold() in name.casefold() for name in track.names)


RULE = Rule(
    id="source_script",
    title=N_("Not in this language's script"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    needs=frozenset({"source"}),
    check=check,
)
