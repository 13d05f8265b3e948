"""A person speaks formally or informally to another as the series brief says: du or Sie, tu or vous, 你 or 您.

Only words of `resources/word_lists/formality.toml` are meant, which say so whatever else the line says. To whom a line speaks is
known where it begins by calling somebody (“Lin, …”), and where two people speak in turn, two lines before it and two after; else
only a form that the brief gives a speaker towards everybody counts, and only where it makes no exception. Lines that quote, sing or
hold two speakers are left alone. Not repaired: verbs would have to follow.

Bad:
    Lin: Herr Gu, hast du kurz Zeit?   (Lin speaks formally to Gu, says the brief)
Good:
    Lin: Herr Gu, haben Sie kurz Zeit?
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.breaking import is_unspaced
from crossreel.qc.checked_track import CheckedCue, CheckedTrack, KnownAddress
from crossreel.qc.joined_texts import IN_WORDS
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

EVERYBODY = 0
BESIDE, PAUSE_MS = 2, 4000
"""How many lines on each side two people must share, and the longest pause between them, before one answers the other."""
OTHERS_WORDS = re.compile('[“”„«»「」『』"♪♫]')
TWO_SPEAKERS = re.compile(r"^\s*[-–—].*\n\s*[-–—]")


@dataclass(frozen=True, slots=True)
class _Words:
    """What finds forms in a line: surely, or only where one person is called."""

    informal: re.Pattern[str] | None
    formal: re.Pattern[str] | None
    informal_to_one: re.Pattern[str] | None
    formal_to_one: re.Pattern[str] | None
    several: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    not_meant: re.Pattern[str] | None


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every line that speaks to somebody otherwise."""
    words = _words(track.language)
    if words.informal is None and words.formal is None and words.formal_to_one is None:
        return
    forms: dict[int, dict[int, KnownAddress]] = {}
    for each in track.addresses:
        forms.setdefault(each.speaker_id, {})[each.to_id] = each
    called = _called(track)
    speakers = [_speaker(checked) for checked in track.cues]
    for at, checked in enumerate(track.cues):
        mine = forms.get(speakers[at] or 0)
        if mine is None or OTHERS_WORDS.search(checked.text) or TWO_SPEAKERS.search(checked.text):
            continue
        found = _expected(track.cues, speakers, at, mine, called)
        if found is not None:
            address, by_name = found
            said = _said(checked.text, words, by_name=by_name)
            if said is not None and address.form and said[0] != address.form:
                kind = said[0] + ("_to" if address.to_id else "")
                facts = {"found": said[1], "name": address.speaker, "to": address.to}
                read = (checked.text, kind, address.speaker, address.to)
                yield Remark(cue=checked.cue, severity=Severity.WARNING, kind=kind, facts=facts, read=read)


def _speaker(checked: CheckedCue) -> int | None:
    """Return who says a line, None where nobody knows or several do."""
    known = {cue.speaker_id for cue in checked.sources} if checked.sources else {checked.cue.speaker_id}
    return known.pop() if len(known) == 1 else None


def _expected(
    cues: Sequence[CheckedCue], speakers: Sequence[int | None], at: int, mine: Mapping[int, KnownAddress],
    called: Mapping[int, re.Pattern[str]],
) -> tuple[KnownAddress, bool] | None:  # fmt: skip
    """Return how a line has to speak, and whether it calls the one it speaks to; None where that is not sure."""
    text = cues[at].text
    named = {id: match.lastgroup for id, pattern in called.items() if (match := pattern.search(text))}
    partner = _partner(cues, speakers, at)
    if named:
        (to, place), *others = named.items()
        if others or (place != "call" and to != partner) or to == speakers[at]:
            return None
        address = mine.get(to) or mine.get(EVERYBODY)
        return None if address is None else (address, place == "call")
    if partner is not None and (partner in mine or EVERYBODY in mine):
        return mine.get(partner) or mine[EVERYBODY], False
    if EVERYBODY in mine and len({each.form for each in mine.values()}) == 1:
        return mine[EVERYBODY], False
    return None


def _partner(cues: Sequence[CheckedCue], speakers: Sequence[int | None], at: int) -> int | None:
    """Return who speaks with the speaker of a line in turn, and nobody else, on both sides of it."""
    first, last = at - BESIDE, at + BESIDE
    if first < 0 or last >= len(cues):
        return None
    if any(cues[n + 1].cue.start_ms - cues[n].cue.end_ms > PAUSE_MS for n in range(first, last)):
        return None
    others = {*speakers[first : last + 1]} - {speakers[at]}
    other = others.pop() if len(others) == 1 else None
    return other if other is not None and other in (speakers[at - 1], speakers[at + 1]) else None


def _said(text: str, words: _Words, *, by_name: bool) -> tuple[str, str] | None:
    """Return how a line speaks to somebody, and by which word; None where it does not say, or speaks both ways."""
    if words.not_meant is not None:
        text = words.not_meant.sub(lambda match: " " * len(match.group()), text)
    to_one = by_name and not (words.several and words.several.search(text))
    informal = (words.informal, words.informal_to_one if to_one else None)
    formal = (words.formal, words.inside, words.formal_to_one if to_one else None)
    hits = {
        form: next((match.group().strip() for pattern in patterns if pattern and (match := pattern.search(text))), None)
        for form, patterns in (("informal", informal), ("formal", formal))
    }
    (form, word), *more = [(form, word) for form, word in hits.items() if word] or [("", "")]
    return None if more or not form else (form, word)


def _called(track: CheckedTrack) -> Mapping[int, re.Pattern[str]]:
    """Return what finds, by person, that a line calls them at its beginning (`call`), or names them elsewhere (`name`).

    People of whom the brief says nothing have a number below 0.
    """
    names: dict[int, set[str]] = {}
    for each in track.addresses:
        names.setdefault(each.speaker_id, set()).add(each.speaker)
        if each.to_id:
            names.setdefault(each.to_id, set()).update(filter(None, (each.to, each.calls)))
    known = set[str]().union(*names.values())
    names |= {-number: {person.name} for number, person in enumerate(track.people, 1) if person.name not in known}
    return {id: _calling(frozenset(listed), is_unspaced(track.language)) for id, listed in names.items() if listed}


@lru_cache(maxsize=1024)
def _calling(names: frozenset[str], unspaced: bool) -> re.Pattern[str]:
    name = "|".join(re.escape(each) for each in sorted(names, key=lambda each: (-len(each), each)))
    edge = "" if unspaced else f"(?![{IN_WORDS}])"
    pause = r"(?:\s*[,，、،!！]|\s)" if unspaced else r"\s*[,،!]"
    begins = r"(?:\A|[.!?…。！？؟।]\s*)[-–—]?\s*"
    return re.compile(rf"(?P<call>{begins}(?:{name}){edge}{pause})|(?P<name>(?<![{IN_WORDS}])(?:{name}){edge})")


@lru_cache(maxsize=64)
def _words(language: str) -> _Words:
    listed = word_list("formality")
    unspaced = is_unspaced(language)

    def words(key: str) -> re.Pattern[str] | None:
        found = sorted(listed.words(language, key).listed, key=len, reverse=True)
        return re.compile("|".join(_whole(each, unspaced) for each in found), re.IGNORECASE) if found else None

    inside = listed.words(language, "inside").listed
    ends = listed.words(language, "formal_ends").listed
    return _Words(
        informal=words("informal"),
        formal=re.compile(rf"\w*(?:{'|'.join(ends)})(?=\s*(?:[.!?…,]|\Z))") if ends else words("formal"),
        informal_to_one=words("informal_or_several"), formal_to_one=words("or_several"), several=words("several"),
        inside=re.compile(rf"(?<=[\w,])\s+(?:{'|'.join(inside)})(?!\w)") if inside else None, not_meant=words("not_meant"),
    )  # fmt: skip


def _whole(word: str, unspaced: bool) -> str:
    pattern = r"\s+".join(map(re.escape, word.split()))
    if unspaced:
        return pattern
    after = "" if word[-1] in "'’" else f"(?![{IN_WORDS}])"
    return rf"(?<![{IN_WORDS}])(?<!\d\s){pattern}{after}"


RULE = Rule(
    id="formality",
    title=N_("Formal and informal address"),
    severity=Severity.WARNING,
    scope=Scope.EPISODE,
    needs=frozenset({"addresses"}),
    check=check,
)
