"""Marks are full-width in Chinese and Japanese, and half-width everywhere else.

A half-width mark counts beside a Han character or kana; in figures, times and Latin phrases it stays. Half-width katakana count
too. `resources/word_lists/width.toml` says what is written for what. Marks that the guide leaves out altogether, quotation marks
and question marks of Thai are for their own rules. Always repaired.

Bad:
    你在哪里?   (zh)
    Where are you？   (en)
Good:
    你在哪里？ 晚上10:30   (zh)
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of, first_of_each
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
ENTITY = "".join(f"(?<!&[a-z]{{{letters}}})" for letters in range(2, 7))
KATAKANA = re.compile("[\uff66-\uff9f]+")
THAI = re.compile("[\u0e01-\u0e4e]")
BEFORE_WORDS = ",.?!;:،؟؛"


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with a mark of the other width."""
    if not track.texts.has(_foreign(track.language)):
        return
    pattern = _pattern(track.language)
    hits = ((checked, match) for checked, match in track.matches(pattern) if not _is_left(track, match))
    for checked, match in first_of_each(hits):
        kind = "half" if match.lastgroup == "half" else "full"
        facts = {"found": match.group(), "expected": _written(track.language, match.group())}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the marks of the language."""
    if remark.cue is None:
        return None

    def written(found: re.Match[str]) -> str:
        if _is_left(track, found):
            return found.group()
        mark = _written(track.language, found.group())
        after = found.string[found.end() : found.end() + 1]
        return mark + " " if found.lastgroup == "full" and mark in BEFORE_WORDS and after.isalpha() else mark

    pattern = _pattern(track.language)
    # What stood beside half-width katakana stands beside kana after the first time.
    return with_text(remark.cue, pattern.sub(written, pattern.sub(written, checked_of(track, remark.cue).text)))


def _is_left(track: CheckedTrack, found: re.Match[str]) -> bool:
    """Whether another rule tells of the mark: those that the guide leaves out, and question marks of Thai."""
    mark, text = found.group(), found.string
    left_out = track.guide.conventions.get("no_stops")
    if isinstance(left_out, Mapping) and mark[0] in f"{left_out['stops']}{left_out['commas']}":
        return left_out["where"] == "anywhere" or not text[found.end() :].split("\n")[0].strip(" ”’」』）)")
    if track.guide.conventions.get("no_line_end") and mark in "。．，、":
        return not text[found.end() :].split("\n")[0].strip(' "”’」』)')
    return bool(mark == "？" and track.guide.conventions.get("no_question_mark") and THAI.search(text))


def _written(language: str, found: str) -> str:
    if KATAKANA.fullmatch(found):
        return unicodedata.normalize("NFKC", found)
    listed = word_list("width")
    pairs = {**listed.pairs(language, "full"), **listed.pairs(language, "half")}
    return "".join(pairs.get(char) or unicodedata.normalize("NFKC", char) for char in found)


@cache
def _foreign(language: str) -> re.Pattern[str]:
    """A character that a fault may begin with."""
    listed = word_list("width")
    marks = re.escape("".join(mark for key in ("half", "full") for mark in listed.pairs(language, key)))
    return re.compile(f"[{marks}{listed.text(language, 'full_ranges')}]|{KATAKANA.pattern}")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = word_list("width")
    half = re.escape("".join(listed.pairs(language, "half")))
    full = re.escape("".join(listed.pairs(language, "full")))
    ranges = listed.text(language, "full_ranges")
    parts = []
    if half:
        parts.append(rf"(?P<half>{ENTITY}(?:(?<=[{HAN}])[{half}]+|(?<![A-Za-z0-9])[{half}]+(?=[{HAN}])|{KATAKANA.pattern}))")
    if full or ranges:
        parts.append(f"(?P<full>(?<![{HAN}])[{full}{ranges}](?![{HAN}]))" if not half else f"(?P<full>[{full}{ranges}])")
    return re.compile("|".join(parts) or "(?!x)x")


RULE = Rule(id="width", title=N_("Full and half width"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair)
