"""Punctuation stands close to the word before it and apart from the one after it, and brackets close to what they hold.

`resources/word_lists/mark_spaces.toml` says by language which marks take no space before them (`tight`) and which are followed by
one before a letter (`apart`). French spaces, Arabic spaces before a mark, and rows of blanks have rules of their own. Always
repaired.

Bad:
    Wait , what?
    No,I can't.
Good:
    Wait, what?
"""

import re
from collections.abc import Iterator
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

FACE = r"[:;](?=['’-]?[)(\]\[DPpOo3/|*])"
# Letters, and the vowel signs and tones that are written as marks of their own.
LETTER = r"(?:[^\W\d_]|[\u0900-\u0963\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u064b-\u0652])"
STOP = (
    r"[.?!](?=[A-ZÀ-ÞĐƠƯẠ-ỸŁŚŞİĞÇА-Я][^\W\d_A-ZÀ-Þ]|[IЯ][ '’])"
    r"|(?<=[\u0621-\u064a][\u0621-\u064a])[.؟!](?=[\u0621-\u064a]{2})|।(?=[\u0904-\u0939])"
)
NEVER = "(?!x)x"
ENTITY = "".join(f"(?<!&[a-z]{{{letters}}})" for letters in range(2, 7))


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a space, or without one."""
    texts = track.texts
    if not any(texts.has(mark) and suspect.search(texts.text) for mark, suspect in _suspects(track.language)):
        return
    for checked, match in track.first_matches(_pattern(track.language)):
        kind = next(name for name, value in match.groupdict().items() if value is not None)
        facts = {"mark": match.group().strip()}
        yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts=facts, read=(checked.text,), repairable=True)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Take the space away, or write it."""
    if remark.cue is None:
        return None

    def written(found: re.Match[str]) -> str:
        mark = found.group().strip()
        after = found.string[found.end() : found.end() + 1]
        return mark + " " if found["apart"] or found["stop"] or (found["tight"] and after.isalpha()) else mark

    return with_text(remark.cue, _pattern(track.language).sub(written, checked_of(track, remark.cue).text))


@cache
def _suspects(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What each kind of fault has in any case, quickly looked for: the character, and how it stands."""
    listed = word_list("mark_spaces")
    tight, apart, opens, closes = (_class(listed.text(language, key)) for key in ("tight", "apart", "opens", "closes"))
    suspects = (
        (tight, f"[ \u00a0]{tight}"),
        (closes, f"[ \u00a0]{closes}"),
        (apart, rf"{apart}(?=[^\W\d_])"),
        (opens, f"{opens}[ \u00a0]"),
        ("[.?!؟।]", STOP),
        (":", "[a-z]:[a-z]"),
    )
    return tuple((re.compile(mark), re.compile(suspect)) for mark, suspect in suspects)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = word_list("mark_spaces")
    tight, apart, opens, closes = (_class(listed.text(language, key)) for key in ("tight", "apart", "opens", "closes"))
    stop = rf"(?<={LETTER}{LETTER})(?<![A-ZÀ-Þ])(?:{STOP})" if listed.find(language, "stops") else NEVER
    parts = (
        rf"(?:(?<=[\d)\]”»’…?!])|(?<={LETTER}))(?P<tight>[ \u00a0](?!{FACE}){tight})(?<!\d :)(?!(?<=[.:])[\w.])",
        rf"(?:(?<={LETTER}{LETTER})|(?<=[가-힣])){ENTITY}(?P<apart>{apart})(?=[^\W\d_])",
        f"(?P<stop>{stop}|(?<=[a-z]{{3}}):(?=[a-z]{{3}}))",
        rf"(?<!\S)(?P<opens>{opens}[ \u00a0])(?=\w)",
        rf"(?<=[\w.?!…])(?P<closes>[ \u00a0]{closes})",
    )
    return re.compile("|".join(parts))


def _class(marks: str) -> str:
    return f"[{re.escape(marks)}]" if marks else NEVER


RULE = Rule(
    id="mark_spaces", title=N_("Spaces around punctuation"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair
)
