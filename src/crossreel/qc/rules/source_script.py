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
from crossreel.qc.checked_track import CheckedCue, CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope

RANGES = {
    "Hani": "\u3400-\u9fff\uf900-\ufaff々〆",
    "Kana": "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9f",
    "Hang": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Arab": "\u0621-\u063a\u0641-\u064a\u0671-\u06d3",
    "Deva": "\u0904-\u0939\u0958-\u0961",
    "Hebr": "\u05d0-\u05ea",
    "Grek": "\u0391-\u03a9\u03b1-\u03c9",
    "Cyrl": "\u0400-\u04ff",
}
OWN = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Hani", "Kana"}, "Kore": {"Hang"}}
ONE_IS_ENOUGH = frozenset({"Hani", "Hang"})
LOOK_ALIKES = frozenset("АВЕЅІЈКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
PAIRS = {"“": "”", '"': '"', "「": "」", "『": "』", "«": "»", "‘": "’", "'": "'", "《": "》", "(": ")", "（": "）"}
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
COPIED_WORDS = {True: 4, False: 3}
JAPANESE = "cp932"
HAN = re.compile(f"[{RANGES['Hani']}]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for each cue with something that is not of its language, on the first of it."""
    told: set[int] = set()
    strangers = _strangers(track.language)
    here = strangers[0].search("".join(track.texts.characters)) is not None
    for checked, match in track.matches(strangers[1]) if here else ():
        if checked.cue.id not in told and _is_left(match, checked, track.source_language):
            told.add(checked.cue.id)
            yield _remark(checked, match.group())
    for checked, found in (*_simplified(track), *_copied(track)):
        if checked.cue.id not in told:
            told.add(checked.cue.id)
            yield _remark(checked, found)


def _remark(checked: CheckedCue, found: str) -> Remark:
    return Remark(cue=checked.cue, severity=Severity.ERROR, facts={"found": found}, read=(found, checked.text))


@cache
def _strangers(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds letters, and words, in scripts that a language is not written in; one letter of an alphabet may be a sign."""
    script = script_of(language)
    own = OWN.get(script, {script})
    listed = [
        f"[{letters}]+" if name in ONE_IS_ENOUGH else f"[{letters}]{{2,}}" for name, letters in RANGES.items() if name not in own
    ]
    letters = "".join(letters for name, letters in RANGES.items() if name not in own)
    return re.compile(f"[{letters}]"), re.compile("|".join(listed))


def _is_left(match: re.Match[str], checked: CheckedCue, source_language: str) -> bool:
    found, text = match.group(), checked.text
    if LOOK_ALIKES.issuperset(found) or _is_inside_word(match):
        return False
    sources = [source.text for source in checked.sources]
    if text in sources:
        return False
    if len(found) == 1 and match.start() and PAIRS.get(text[match.start() - 1]) == text[match.end() : match.end() + 1]:
        return False
    quoted = source_language and _strangers(source_language)[1].fullmatch(found) is not None
    return not (quoted and any(found in source for source in sources))


def _is_inside_word(match: re.Match[str]) -> bool:
    """Cyrillic or Greek letters beside Latin ones are look-alikes, which is another matter."""
    text, start, end = match.string, match.start(), match.end()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return match.group()[0] < "\u0530" and any(char.isascii() and char.isalpha() for char in beside)


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
        for at in range(len(words) - least + 1):
            run = " ".join(words[at : at + least])
            if run.casefold() in source and not run.istitle() and not run.isupper() and not _is_name(run, track):
                if checked.text.split() != " ".join(each.text for each in checked.sources).split():
                    yield checked, run
                break


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
