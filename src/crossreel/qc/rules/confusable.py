"""A word is written in the letters of one script: no Cyrillic or Greek letter that looks like a Latin one, and the reverse.

Such letters come from another keyboard or from machines; searches and spelling miss the word, and fonts give it away. A word
counts where all its strange letters are look-alikes, or where one stands right inside (SMSка is left alone). Also a small letter
that stands alone between words of the other script. `resources/word_lists/confusable.toml` says what looks like what. Repaired
where all are look-alikes.

Bad:
    I love yоu (with a Cyrillic о)
Good:
    I love you
"""

import re
import unicodedata
from collections.abc import Iterator

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.language import script_of
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

LETTERS = "A-Za-z\u00c0-\u024f"
ALL = rf"[{LETTERS}\u0370-\u04ff]+"
WORD = re.compile(rf"(?=[{LETTERS}]*[\u0370-\u04ff]){ALL}|(?=[\u0370-\u04ff]*[A-Za-z]){ALL}")
LONE = re.compile(
    r"(?:(?<=[\u0400-\u04ff] )|(?<=[\u0400-\u04ff], ))[aceoxy](?= [\u0400-\u04ff])|^[AaCcOoBKy](?= [\u0400-\u04ff])", re.MULTILINE
)
ALONE = re.compile(r"(?:^|(?<=[A-Za-z] ))[АаІіОоУу](?= [A-Za-z])", re.MULTILINE)
# Kanji that look like katakana and stand among them, and two vowels of Thai that make another.
KANA = re.compile(
    "(?<=[ァ-ヴー])[力口二夕工八卜一](?=[ァ-ヴ])|(?<![一-龯])[力口夕工卜](?=[ッャュョァィゥェォー][ァ-ヴー])|(?<![一-龯々])[夕工卜](?=[ァ-ヴ]{2})|เเ"
)
LATIN, CYRILLIC = re.compile("[A-Za-z\u00c0-\u024f]"), re.compile("[\u0400-\u04ff]")
INSIDE = re.compile(rf"(?<=[\u0400-\u04ff])[{LETTERS}](?=[\u0400-\u04ff])|(?<=[{LETTERS}])[\u0400-\u04ff](?=[{LETTERS}])")
BEYOND = re.compile("เเ|[ァ-ヴ]|[\u0370-\u04ff\u2e80-\u2fd5\ufb00-\ufb06]")
# Radicals that look like the characters they are parts of, and letters that were joined into one for print.
FORM = re.compile("[\u2f00-\u2fd5\ufb00-\ufb06]")


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with such a word."""
    if track.texts.text.isascii() or not BEYOND.search(track.texts.text):
        return
    latin = script_of(track.language) != "Cyrl"
    told: dict[int, Remark] = {}
    for checked, match in track.matches(WORD):
        repairable = _mended(match.group(), latin) != match.group()
        if repairable or INSIDE.search(match.group()):
            told.setdefault(checked.cue.id, _remark(checked.cue, match, repairable))
    for checked, match in track.first_matches(FORM):
        told.setdefault(checked.cue.id, _remark(checked.cue, match, True))
    for checked, match in track.first_matches(ALONE if latin else LONE):
        told.setdefault(checked.cue.id, _remark(checked.cue, match, True))
    for checked, match in track.first_matches(KANA):
        told.setdefault(checked.cue.id, _remark(checked.cue, match, True))
    yield from sorted(told.values(), key=lambda remark: remark.cue.order if remark.cue else (0, 0, 0))


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the letters of the word's own script."""
    if remark.cue is None:
        return None
    latin = script_of(track.language) != "Cyrl"
    text = WORD.sub(lambda found: _mended(found.group(), latin), checked_of(track, remark.cue).text)
    text = FORM.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = (ALONE if latin else LONE).sub(lambda found: found.group().translate(_tables()[0 if latin else 1]), text)
    text = KANA.sub(lambda found: word_list("confusable").pairs("any", "drawn")[found.group()], text)
    return with_text(remark.cue, text)


def _remark(cue: Cue, match: re.Match[str], repairable: bool) -> Remark:
    facts = {"found": match.group()}
    return Remark(cue=cue, severity=Severity.WARNING, facts=facts, read=(match.string,), repairable=repairable)


def _tables() -> tuple[dict[int, str], dict[int, str]]:
    """Strange letters to Latin ones, and Latin ones to Cyrillic."""
    pairs = word_list("confusable").pairs("any", "latin")
    cyrillic = word_list("confusable").pairs("any", "cyrillic")
    return {ord(one): other for one, other in pairs.items()}, {ord(one): other for one, other in cyrillic.items()}


def _mended(word: str, latin_track: bool) -> str:
    """Return the word in one script, where its other letters are all look-alikes; else as it is."""
    own, strange = LATIN.findall(word), [char for char in word if not LATIN.match(char)]
    to_latin, to_cyrillic = _tables()
    if not own:
        # A whole word of the other script is another fault, if it is one.
        return word
    if all(ord(char) in to_latin for char in strange) and (latin_track or len(own) > len(strange)):
        return word.translate(to_latin)
    if all(ord(char) in to_cyrillic for char in own) and all(map(CYRILLIC.match, strange)):
        return word.translate(to_cyrillic)
    return word


RULE = Rule(
    id="confusable", title=N_("Letters of another script"), severity=Severity.WARNING, scope=Scope.CUE, check=check, repair=repair
)
