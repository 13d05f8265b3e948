"""Simplified Chinese has no traditional characters, and traditional Chinese no simplified ones.

Only characters that belong to one script alone are looked for (`resources/word_lists/chinese_script.toml`, made of ICU's tables);
what both write (后, 台, 干, 里) is left alone, and so are names of the series bible. Traditional characters are repaired in
simplified text; the other way round a character has several answers.

Bad:
    你為什麼不說話   (zh-Hans)
    你为什么不说话   (zh-Hant)
Good:
    你为什么不说话   (zh-Hans)
"""

from collections.abc import Iterator, Mapping
from functools import cache

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack, checked_of
from crossreel.qc.retext import with_text
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue with characters of the other script."""
    strange = _strange(track.language)
    if not strange or strange.isdisjoint(track.texts.characters):
        return
    repairable = bool(_becomes(track.language))
    for checked in track.cues:
        found = strange.intersection(_without(checked.text, track.names)) if not strange.isdisjoint(checked.text) else ()
        if found:
            facts = {"found": "".join(sorted(found, key=checked.text.index))}
            yield Remark(cue=checked.cue, severity=Severity.ERROR, facts=facts, read=(checked.text,), repairable=repairable)


def repair(track: CheckedTrack, remark: Remark) -> Cue | None:
    """Write the simplified characters; names stay as the bible has them."""
    becomes = _becomes(track.language)
    if remark.cue is None or not becomes:
        return None
    text = checked_of(track, remark.cue).text
    kept = _without(text, track.names)
    return with_text(
        remark.cue, "".join(becomes.get(char, char) if own != "\0" else char for char, own in zip(text, kept, strict=True))
    )


def _without(text: str, names: tuple[str, ...]) -> str:
    """Return the text with its names blotted out."""
    for name in names:
        if name and name in text:
            text = text.replace(name, "\0" * len(name))
    return text


@cache
def _strange(language: str) -> frozenset[str]:
    return frozenset(word_list("chinese_script").text(language, "strange"))


@cache
def _becomes(language: str) -> Mapping[str, str]:
    listed = word_list("chinese_script")
    return dict(zip(listed.text(language, "strange"), listed.text(language, "becomes"), strict=False))


RULE = Rule(
    id="chinese_script",
    title=N_("Simplified and traditional characters"),
    severity=Severity.ERROR,
    scope=Scope.CUE,
    check=check,
    repair=repair,
)
