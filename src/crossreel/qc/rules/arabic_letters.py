"""Arabic is written in its own letters: none of the ready-made forms of old systems, no Persian look-alikes, no stretched words.

Presentation forms (U+FB50 to U+FDFF, U+FE70 to U+FEFC) are shapes, not letters; religious signs among them may stand. ک and ی are
Persian. A tatweel may join the article to a quoted or Latin word, and stand in ‎هـ; between two letters it only stretches. Field
of the style guide: `arabic_marks`. Repaired, except forms that stand in the wrong order and a Persian ی at the end of a word.

Bad:
    جميـــل
    كیف حالك (with a Persian ی)
Good:
    جميل
"""

import re
import unicodedata
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope

FORMS = "\ufb50-\ufd3d\ufd50-\ufdf1\ufe70-\ufefc"
FORM = re.compile(f"[{FORMS}]+")
LETTER = "\u0621-\u063a\u0641-\u064a\u064b-\u0652"
TATWEEL = re.compile(f"(?<=[{LETTER}])\u0640+(?=[\u0621-\u063a\u0641-\u064a])")
PERSIAN = re.compile("[\u06a9\u06cc\u06be\u06c1]")
SUSPECT = re.compile(f"[{FORMS}\u0640\u06a9\u06cc\u06be\u06c1]")
ARABIC_OF = {"\u06a9": "\u0643", "\u06cc": "\u064a", "\u06be": "\u0647", "\u06c1": "\u0647"}
INNER_YEH = re.compile("\u06cc(?=[\u0620-\u064a])")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a letter."""
    for checked, _ in track.first_matches(SUSPECT):
        text = checked.text
        for kind, pattern in (("form", FORM), ("persian", PERSIAN), ("tatweel", TATWEEL)):
            found = pattern.search(text)
            if found:
                facts = {"found": found.group()}
                yield Remark(
                    cue=checked.cue,
                    severity=Severity.WARNING,
                    kind=kind,
                    facts=facts,
                    read=(text,),
                    repairable=_mended(text) != text,
                )
                break


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the letters."""
    return with_text(remark.cue, _mended(checked_of(track, remark.cue).text)) if remark.cue else None


def _mended(text: str) -> str:
    if any(map(_is_backwards, FORM.findall(text))):
        return text
    text = FORM.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = INNER_YEH.sub("\u064a", text)
    text = re.sub("[\u06a9\u06be\u06c1]", lambda found: ARABIC_OF[found.group()], text)
    return TATWEEL.sub("", text)


def _is_backwards(forms: str) -> bool:
    """Whether a stretch of forms begins as a word ends: text that was laid out for systems without joining."""
    return len(forms) > 1 and "FINAL" in unicodedata.name(forms[0], "")


RULE = Rule(
    id="arabic_letters",
    title=N_("Arabic letters"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"convention:arabic_marks"}),
    check=check,
    repair=repair,
)
