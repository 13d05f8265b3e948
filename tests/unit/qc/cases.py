"""The Bad and Good cases of `tests/qc/<rule>.yml`, as tracks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from crossreel.domain.cues.cue import Cue, text_digest
from crossreel.domain.drafting.burned_text import BurnedIn
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.picture.caption import Box, LineSize
from crossreel.domain.picture.mark import Span as Region
from crossreel.domain.picture.safe_zone import SafeZone
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.text.inline import Span, plain_text, split_lines
from crossreel.domain.text.language import base_of
from crossreel.domain.text.spelling import UnknownWords
from crossreel.language.breaking import NO_WORDS
from crossreel.language.spelling import spelled_words
from crossreel.qc.checked_track import CheckedTrack, KnownAddress, KnownPerson, RequiredTerm, checked_cues, measured
from crossreel.qc.rule import Remark, Rule
from crossreel.qc.runner import remarks, title_remarks
from crossreel.services.files.presets import shipped_break_words, shipped_guides, shipped_zones

FOLDER = Path(__file__).resolve().parents[2] / "qc"
PIXELS = 40.0


@dataclass(frozen=True)
class Case:
    """One Bad or Good case."""

    rule: str
    field: str
    language: str
    bad: bool
    given: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}-{self.language}-{'bad' if self.bad else 'good'}-{str(self.given)[:60]}"


def cases() -> Iterator[Case]:
    """Yield every case of every file."""
    for path in sorted(FOLDER.glob("*.yml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        assert data["rule"] == path.stem
        for block in data["cases"]:
            for name in ("bad", "good"):
                for given in block[name]:
                    mapping = {"text": given} if isinstance(given, str) else given
                    yield Case(data["rule"], data.get("field", ""), block["language"], name == "bad", mapping)


def sizes(texts: Sequence[str], language: str) -> list[tuple[LineSize, ...]]:
    """Forty pixels a character, twenty for slanted ones; readings take eighty each and thirty above the line."""
    return [tuple(_size(spans) for spans in split_lines(text)) for text in texts]


def _size(spans: Sequence[Span]) -> LineSize:
    width = sum(max((PIXELS / 2 if span.italic else PIXELS) * len(span.text), 2 * PIXELS * len(span.reading)) for span in spans)
    rise = 30.0 if any(span.reading for span in spans) else 0.0
    return LineSize(text="".join(span.text for span in spans), width_px=width, rise_px=rise)


def track_of(case: Case) -> CheckedTrack:
    """Build the track a case describes."""
    given = case.given
    shipped = shipped_guides().get(given.get("guides", "vertical"), case.language)
    guide = replace(shipped.of_role(given.get("role", "full")), **given.get("guide", {}))
    given = _with_pairs(given)
    spine = tuple(
        Cue(id=100 + index, track_id=1, start_ms=start_ms, end_ms=end_ms, text=text)
        for index, (text, (start_ms, end_ms)) in enumerate(zip(given.get("source", ()), _times(given), strict=False))
    )
    cues = tuple(_cues(given, spine))
    checked = checked_cues(cues, spine)
    missing = given.get("missing", "")
    picture = Box(x=0, y=0, width=1080, height=1920)
    anywhere = SafeZone(id="test", name="Test", text=picture, max_width_px=given.get("zone_width", 0))
    zone = next((zone for zone in shipped_zones().all() if zone.id == given.get("zone")), anywhere)
    return CheckedTrack(
        language=case.language, guide=guide, cues=checked, spine=spine, track_id=2,
        picture=PictureShape(frame_rate=Fraction(given.get("rate", 30)), end_ms=given.get("video_ms", 0)),
        find_shots=lambda: given.get("shots", ()),
        find_speech=lambda: _speech(given["speech"]) if "speech" in given else None,
        find_burned=lambda: _burned(given["burned"]) if "burned" in given else None,
        source_language=given.get("source_language", "zh-Hans") if spine else "",
        terms=tuple(RequiredTerm(source=source, rendering=by) for source, by in given.get("terms", {}).items()),
        sizes=measured((cue for cue in checked if not missing), sizes, case.language) if given.get("measured", True) else None,
        people=tuple(KnownPerson(name, gender) for name, gender in given.get("people", {}).items()),
        addresses=tuple(_addresses(given.get("forms", {}))),
        unknown_words=_unknown_words(given["known"], case.language) if "known" in given else None,
        missing=missing, measure=sizes, zone=zone, must_be_complete=given.get("complete", True),
        break_words=shipped_break_words().get(base_of(case.language), NO_WORDS), names=tuple(given.get("names", ())),
        role=given.get("role", "full"),
    )  # fmt: skip


def _addresses(forms: Mapping[str, Mapping[str, str]]) -> Iterator[KnownAddress]:
    """Yield who speaks how to whom: `{Lin: {all: formal, Gu: informal}}`; people have the ids of their letters in the alphabet."""
    for speaker, listed in forms.items():
        for to, form in listed.items():
            yield KnownAddress(id_of_person(speaker), speaker, *((0, "") if to == "all" else (id_of_person(to), to)), "", form)


def id_of_person(name: str) -> int:
    """Return the id of a person in a case: of the first letter of the name."""
    return ord(name[0])


def _times(given: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield start and end of one cue after the other, without end: every `step_ms`, `length_ms` long."""
    step_ms, length_ms = given.get("step_ms", 3000), given.get("length_ms", 2500)
    return ((start_ms, start_ms + length_ms) for start_ms in count(0, step_ms))


def _with_pairs(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Spread `pairs` (source and translation, cue by cue) over `source` and `cues`."""
    if "pairs" not in given:
        return given
    cues = [[*times, text] for (_, text), times in zip(given["pairs"], _times(given), strict=False)]
    return {**given, "source": [source for source, _ in given["pairs"]], "cues": cues}


def _unknown_words(known: str, language: str) -> UnknownWords:
    words = frozenset(known.lower().split())
    return lambda text: [word for _, word in spelled_words(text, language) if word.lower() not in words]


def remarks_in(case: Case, rule: Rule) -> list[Remark]:
    """Return what a rule says of a case: of its track, or of the tracks of its `episodes` where the rule reads a title."""
    if rule.check_title is None:
        return list(remarks(track_of(case), rule))
    return [remark for _, remark in title_remarks(tracks_of(case), rule)]


def tracks_of(case: Case) -> list[CheckedTrack]:
    """Build the tracks of the `episodes` a case describes."""
    tracks = []
    speeches = case.given.get("speeches", ())
    for number, cues in enumerate(case.given.get("episodes") or [*_spoken(case.given)], 1):
        by_role = cues if isinstance(cues, Mapping) else {case.given.get("role", "full"): cues}
        for place, (role, listed) in enumerate(by_role.items()):
            given = {**case.given, "cues": listed, "role": role, "first_id": 1000 * number + 100 * place}
            given |= {"speech": speeches[number - 1]} if speeches else {}
            if given.get("paired"):
                given["pairs"] = given.pop("cues")
            track = track_of(replace(case, given=given))
            tracks.append(replace(track, episode_id=number, episode_number=number, track_id=10 * number + place))
    return tracks


def _burned(given: Mapping[str, Any]) -> BurnedIn:
    signs = tuple((start_ms, end_ms, box) for start_ms, end_ms, written in given.get("signs", ()) if (box := read_box(written)))
    return BurnedIn(band=read_box(given.get("band", "")), signs=signs)


def _speech(spans: Sequence[Sequence[int]]) -> SpeechRegions:
    listed = tuple(Region(start_ms=start_ms, end_ms=end_ms) for start_ms, end_ms in spans)
    return SpeechRegions(spans=listed, faint=listed)


def _spoken(given: Mapping[str, Any]) -> Iterator[list[list[Any]]]:
    """Yield the cues of each episode as somebody would set them to its speech, or to that of the one that `like` names.

    They stay a little longer than what is said. All are `late` milliseconds late and run at `factor` times the speed; some are
    `left_out`, by their numbers from 0, and some are put in (`more`).
    """
    for at in given.get("like", range(len(given["speeches"]))):
        slower = given.get("factor", 1)
        cues: list[list[Any]] = [
            [max(0, round(start_ms * slower) + given.get("late", 0)), round((end_ms + 200) * slower) + given.get("late", 0), "Yes"]
            for number, (start_ms, end_ms) in enumerate(given["speeches"][at])
            if number not in given.get("left_out", ())
        ]
        yield sorted([*cues, *given.get("more", ())])


def with_cues(track: CheckedTrack, cues: Sequence[Cue]) -> CheckedTrack:
    """Return the track with other cues, measured anew."""
    checked = checked_cues(cues, track.spine)
    return replace(track, cues=checked, sizes=measured(checked, sizes, track.language))


def _more(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a case says of a cue besides; `by` names who speaks."""
    more = {name: value for name, value in told.items() if name != "by"}
    return {**more, "speaker_id": id_of_person(told["by"])} if "by" in told else more


def _cues(given: Mapping[str, Any], spine: tuple[Cue, ...]) -> Iterator[Cue]:
    listed = given["cues"] if "cues" in given else [[0, 2500, given["text"]]]
    for index, (start_ms, end_ms, text, *more) in enumerate(listed):
        cue = Cue(
            id=given.get("first_id", 200) + index,
            track_id=2,
            start_ms=start_ms,
            end_ms=end_ms,
            text=text,
            **_more(more[0] if more else {}),
        )
        if spine:
            first = spine[index] if "pairs" in given else spine[0]
            last = spine[-1] if given.get("spans") else first
            digest = given.get("digest", text_digest(map(plain_text, given["taken"])) if "taken" in given else None)
            cue = replace(cue, anchor_id=first.id, anchor_last_id=last.id, source_digest=digest)
        yield cue
