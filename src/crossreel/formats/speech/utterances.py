"""Finding what was said in the answer of any recognizer: the list of objects that have a text and times.

No recognizer is known by name: the answer is walked once, objects with text and times are gathered by the path of names they lie
at (`results.channels.alternatives.words`), and the path that holds utterances is taken before one that holds words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from crossreel.formats.bounds import Meter
from crossreel.formats.notices import Notices
from crossreel.formats.speech.names import FIRST_ALONE, SPOKEN, WORDS, JsonObject, find_speaker, find_text, named, plain_name
from crossreel.formats.speech.times import Moment, span_of, unit_of, words_span
from crossreel.language.spoken_lines import LONGEST_MS, Line, Word, group

LONGEST_TEXT = 160  # characters: an utterance of more is put into lines by its words
Path = tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """An object with a text: its fields by plain names, and who speaks around it."""

    fields: JsonObject
    text: str
    start: Moment | None
    end: Moment | None
    speaker: str


@dataclass(slots=True)
class Spoken:
    """What was found at each path, in the order of the file."""

    meter: Meter
    at: dict[Path, list[_Found]] = field(default_factory=dict)

    def walk(self, thing: object, path: Path = (), speaker: str = "", depth: int = 1) -> None:
        """Gather objects with a text from a value and all below it.

        Raises:
            BadInput: the file is nested too deeply.
        """
        self.meter.bounds.check("depth", depth)
        if isinstance(thing, list):
            for at, each in enumerate(thing):
                if at and path and path[-1] in FIRST_ALONE:
                    break
                if isinstance(each, Mapping | list):
                    self.meter.step()
                    self._take(each, path, speaker)
                    self.walk(each, path, _speaker(each) or speaker, depth + 1)
        elif isinstance(thing, Mapping):
            for name, value in thing.items():
                if isinstance(value, Mapping | list):
                    self.walk(value, (*path, plain_name(str(name))), speaker, depth + 1)

    def _take(self, thing: object, path: Path, speaker: str) -> None:
        if not isinstance(thing, Mapping):
            return
        fields = named(thing)
        text = find_text(fields)
        if text is None:
            return
        start, end = span_of(fields)
        if start is None and (words := _words(fields)):
            start, end = words_span(words)
        self.at.setdefault(path, []).append(_Found(fields, text, start, end, find_speaker(fields) or speaker))


def _speaker(thing: object) -> str:
    return find_speaker(named(thing)) if isinstance(thing, Mapping) else ""


def _words(fields: JsonObject) -> list[JsonObject]:
    for name in WORDS:
        words = fields.get(name)
        if isinstance(words, list) and words and isinstance(words[0], Mapping):
            return [word for word in words if isinstance(word, Mapping)]
    return []


def lines_in(root: object, meter: Meter, notices: Notices) -> list[Line]:
    """Return everything that is said in an answer; nothing where no list of texts with times is found."""
    spoken = Spoken(meter)
    spoken.walk([root] if isinstance(root, Mapping) else root)
    timed = {path: found for path, found in spoken.at.items() if any(each.start for each in found)}
    if not timed:
        return []
    whole = [path for path in timed if not _is_of_words(path, timed[path])]
    best = min(whole, key=lambda path: _rank(path, timed[path])) if whole else None
    words = min((path for path in timed if path not in whole), key=len, default=None)
    if best is not None:
        notices.drop("karaoke", count=sum(bool(_words(each.fields)) for each in timed[best]))
        return _lines(timed[best], best, meter)
    if words is None:
        return []
    lines = _grouped(timed[words], _speakers_by_time(root), meter)
    notices.add_many("speech.words", len(timed[words]), lines=len(lines))
    return lines


def _is_of_words(path: Path, found: Sequence[_Found]) -> bool:
    """Tell whether a path holds single words: by its name, or by the name of their texts."""
    if path and path[-1] in WORDS:
        return True
    if len(found) > 2 and all("words" not in each.fields for each in found[:20]):
        kinds = {each.fields.get("type") for each in found}
        return bool(kinds & {"punctuation", "punct", "pronunciation", "word"})
    return False


def _rank(path: Path, found: Sequence[_Found]) -> tuple[bool, bool, int, int]:
    """Return how well a path fits: utterances of short texts by their names first, then the shallowest."""
    known = path[-1] if path else ""
    long = sum(len(each.text) > LONGEST_TEXT for each in found) > len(found) / 2
    return long, known not in SPOKEN, SPOKEN.index(known) if known in SPOKEN else 0, len(path)


def _unit(found: Sequence[_Found]) -> Fraction:
    spans = [(each.start, each.end) for each in found if each.start is not None]
    return unit_of(spans)


def _lines(found: Sequence[_Found], path: Path, meter: Meter) -> list[Line]:
    """Return utterances as they are said, and those that hold far too much by their words."""
    unit = _unit(found)
    lines: list[Line] = []
    for each in found:
        text = each.text.strip()
        meter.cue(len(text))
        if each.start is None or not text:
            continue
        end_ms = each.end.ms(unit) if each.end is not None else -1
        lasting_ms = end_ms - each.start.ms(unit)
        is_all = not path or (path[-1] in FIRST_ALONE and lasting_ms > LONGEST_MS)
        if (is_all or len(text) > LONGEST_TEXT) and (words := _words(each.fields)):
            lines += _grouped([_word(word, each.speaker) for word in words], {}, meter, unit)
            continue
        lines.append(Line(each.start.ms(unit), end_ms, text, each.speaker))
    return lines


def _word(word: JsonObject, speaker: str) -> _Found:
    fields = named(word)
    return _Found(fields, find_text(fields) or "", *span_of(fields), find_speaker(fields) or speaker)


def _grouped(found: Sequence[_Found], speakers: Mapping[Fraction, str], meter: Meter, unit: Fraction | None = None) -> list[Line]:
    unit = unit or _unit(found)
    return group(list(_as_words(found, speakers, meter, unit)))


def _as_words(found: Sequence[_Found], speakers: Mapping[Fraction, str], meter: Meter, unit: Fraction) -> Iterator[Word]:
    for each in found:
        meter.cue(len(each.text))
        better = each.fields.get("punctuatedword")
        text = better if isinstance(better, str) and better else each.text
        sign = each.fields.get("punctuation")
        text += sign if isinstance(sign, str) else ""
        if each.start is None or each.fields.get("type") in ("punctuation", "punct"):
            yield Word(text)
            continue
        start_ms = each.start.ms(unit)
        speaker = each.speaker or speakers.get(each.start.value, "")
        yield Word(text, start_ms, each.end.ms(unit) if each.end is not None else start_ms, speaker)


def _speakers_by_time(root: object) -> dict[Fraction, str]:
    """Return who speaks at the beginning of each word, where a list beside the words says so (as AWS does)."""
    found: dict[Fraction, str] = {}
    results = root.get("results") if isinstance(root, Mapping) else None
    labels = results.get("speaker_labels") if isinstance(results, Mapping) else None
    segments = labels.get("segments") if isinstance(labels, Mapping) else None
    for segment in segments if isinstance(segments, list) else ():
        items = segment.get("items") if isinstance(segment, Mapping) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, Mapping) and (start := span_of(named(item))[0]) is not None:
                found[start.value] = find_speaker(named(item))
    return found
