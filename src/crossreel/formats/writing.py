"""Writing a subtitle file, and proving it: the bytes are read again and compared before anybody gets them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from crossreel.domain.errors import BadInput
from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions, WriteResult
from crossreel.domain.text.inline import TAG, canonical, map_text, parse, render, restrict
from crossreel.domain.text.language import is_right_to_left
from crossreel.formats.comparing import INLINE_FEATURES, first_difference, less_losses, misfit
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.frame_fitting import start_frame, without_start
from crossreel.formats.invisible import without_invisible
from crossreel.formats.markup import JOINER, has_blank_lines, settle, without_blank_lines
from crossreel.formats.notices import WRITE_DROPPED, Notices
from crossreel.formats.registry import find
from crossreel.formats.second_reading import misheard
from crossreel.formats.text import decode, encode

LOSES = "loses."
MOVED = frozenset({"time.brief", "scc.late", "scc.overlap"})
"""Codes of what says that a format could not show a cue at its times."""

IGNORED = ("encoding", "bom", "newline", "bidi", "plain_text", "drop_frame", "start_timecode", "display_standard", "day")
"""Options that change bytes or words, and are set back where a format does not honour them."""

MARKS: dict[str, tuple[str, str]] = {"rlm": ("\u200f", "\u200f"), "embed": ("\u202b", "\u202c")}


def write(document: Document, chosen: Format, options: WriteOptions | None = None, *, twice: bool = False) -> WriteResult:
    """Write a document and read it back; what comes back is compared with what was asked for, less the losses that are named.

    Args:
        document: what to write; nothing in it is changed.
        chosen: the format.
        options: what the buyer asks; fields the format does not honour are ignored.
        twice: have a reader that is not ours read it too (`second_reading`), as everything that is delivered is.

    Returns:
        The bytes, and a notice for each feature that the format cannot hold (`loses.*`, with a count).

    Raises:
        BadInput: the format is read-only, or the encoding has no sign for a character.
        BadInput: `format.readback`, when the bytes read again are not what was meant, and `format.bad_form`, when a strict reader
            would refuse them; nothing should be kept of them then.
    """
    if not chosen.writable:
        raise BadInput("format.read_only", format=chosen.title)
    options = _honoured(options or WriteOptions(language=document.language), chosen)
    chosen = _without_tags(chosen) if options.plain_text else chosen
    if chosen.renew is not None and document.format_id == chosen.id:
        document = chosen.renew(document)
    notices = Notices()
    for feature, count in _foreign_features(document, chosen).items():
        notices.drop(feature, count=count, code=WRITE_DROPPED)
    reduced = reduce(without_foreign_extras(document, chosen), chosen, notices)
    meant = _fitted(_bare(reduced, chosen, notices) if options.plain_text else reduced, chosen, options, notices)
    marked = _with_bidi_marks(meant, options)
    if chosen.write_bytes is not None:
        data, text = chosen.write_bytes(marked, options, notices), ""
    else:
        assert chosen.write is not None
        text = chosen.write(marked, options, notices)
        notices.add_many("loses.literal_markup", text.count(JOINER))
        data = encode(text, encoding=options.encoding, bom=options.bom or chosen.always_bom, newline=options.newline)
    back = _read_back(data, chosen, options) if meant.cues or chosen.script else meant
    _prove(_Written(document, options, notices, data, text), back, marked, chosen, twice=twice)
    return WriteResult(data=data, notices=notices.all())


def _read_back(data: bytes, chosen: Format, options: WriteOptions) -> Document:
    """Return what our own reader makes of the bytes, its times from the start of the programme."""
    rate = chosen.frames(options) if chosen.frames is not None else options.frame_rate
    hints = ReadHints(frame_rate=rate)
    if chosen.read_bytes is not None:
        back = chosen.read_bytes(data, hints, Notices())
    else:
        assert chosen.read is not None
        back = chosen.read(decode(data, Notices(), encoding=options.encoding)[0], hints, Notices())
    return without_start(back, options, rate) if options.start_timecode else back


@dataclass(frozen=True, slots=True)
class _Written:
    """What was asked for, and what was made of it."""

    asked: Document
    options: WriteOptions
    notices: Notices
    data: bytes
    text: str


def _prove(written: _Written, back: Document, marked: Document, chosen: Format, *, twice: bool) -> None:
    """Compare what was read back with what was asked for, and judge the form.

    Raises:
        BadInput: it is not as it has to be.
    """
    told = written.notices.all()
    named = {each.code.removeprefix(LOSES) for each in told if each.code.startswith(LOSES)}
    named |= {str(each.facts["feature"]) for each in told if each.code == WRITE_DROPPED}
    less = _with_ruby_on_one_line(less_losses(written.asked, frozenset(named)))
    expected = _fitted(_with_bidi_marks(less, written.options), chosen, written.options, Notices())
    rate = chosen.frames(written.options) if chosen.frames is not None else None
    difference = misfit(less, expected, chosen, rate, moved=any(each.code in MOVED for each in told))
    difference = difference or first_difference(expected, back, chosen)
    if difference is not None:
        raise BadInput("format.readback", format=chosen.title, **difference)
    fault = chosen.judge(written.text, marked, written.options) if chosen.judge is not None else None
    if fault is not None:
        raise BadInput("format.bad_form", format=chosen.title, line=fault[0], found=fault[1])
    start = start_frame(written.options, rate) if rate is not None else 0
    difference = misheard(chosen.id, written.data, expected, chosen.time_step_ms, rate, start) if twice else None
    if difference is not None:
        raise BadInput("format.readback", format=chosen.title, **difference)


def _honoured(options: WriteOptions, chosen: Format) -> WriteOptions:
    """Return the options with those the format does not know set to their defaults."""
    plain = WriteOptions()
    ignored = {name: getattr(plain, name) for name in IGNORED if name not in chosen.options}
    if "drop_frame" in ignored:
        ignored["drop_frame"] = False
    return replace(options, **ignored)


def _without_tags(chosen: Format) -> Format:
    """Return a format as one that holds nothing but words and times."""
    return replace(chosen, loses=chosen.loses | INLINE_FEATURES | {"placement", "speaker"})


def _bare(document: Document, chosen: Format, notices: Notices) -> Document:
    """Return a reduced document as words and times alone; what its own format would keep beside them is named."""
    for feature, count in (chosen.keeps(document) if chosen.keeps is not None else {}).items():
        notices.drop(feature, count=count, code=WRITE_DROPPED)
    cues = [replace(cue, placement="", speaker="", extras={}) for cue in document.cues if not cue.is_drawing]
    return replace(document, cues=tuple(cues), extras={})


def _fitted(document: Document, chosen: Format, options: WriteOptions, notices: Notices) -> Document:
    return chosen.fit(document, options, notices) if chosen.fit is not None else document


def _foreign_features(document: Document, chosen: Format) -> Mapping[str, int]:
    """Count what only the format the document came from understands."""
    source = _source(document, chosen)
    return source.keeps(document) if source is not None and source.keeps is not None else {}


def _source(document: Document, chosen: Format) -> Format | None:
    """Return the other format whose extras the document holds."""
    source = find(document.format_id) if document.format_id else None
    if source is None or source.id == chosen.id or (source.script and chosen.script):
        return None
    return None if source.family and source.family == chosen.family else source


def without_foreign_extras(document: Document, chosen: Format) -> Document:
    """Return the document without what only another format understands."""
    if document.format_id and find(document.format_id) is not None and _source(document, chosen) is None:
        return document
    cues = tuple([replace(cue, extras={}) if cue.extras else cue for cue in document.cues if not cue.is_drawing])
    return replace(document, cues=cues, format_id=chosen.id, extras={})


def reduce(document: Document, chosen: Format, notices: Notices) -> Document:
    """Return the document with what the format can hold, and name what is left out."""
    restricted = _restricted(INLINE_FEATURES - chosen.loses)
    tidy = _is_tidy("\n".join([cue.text for cue in document.cues]))
    cues: list[DocumentCue] = []
    for cue in document.cues:
        text = cue.text
        if not tidy:
            text = _without_controls(text, notices)
            text = text if chosen.script else _without_blank_lines(text, notices)
        if "<" in text:
            text = restricted(text, notices)
            text = text if chosen.script else settle(text)
        elif tidy and text and not (cue.placement or cue.speaker or cue.texts or cue.language):
            cues.append(cue)
            continue
        texts = cue.texts
        if texts:
            texts = {language: restricted(_without_controls(each, notices), notices) for language, each in texts.items()}
        if not text and not texts and "empty_cues" in chosen.loses:
            notices.add("loses.empty_cues")
            continue
        _name_cue_losses(cue, chosen, notices)
        if cue.language and cue.language != document.language and "language" in chosen.loses:
            notices.drop("lang", code=WRITE_DROPPED)
        if cue.speaker:
            cue = replace(cue, speaker=" ".join(without_invisible(cue.speaker)[0].split()))
        if text is not cue.text or texts is not cue.texts:
            cue = replace(cue, text=text, texts=texts)
        cues.append(cue)
    return replace(document, cues=tuple(cues))


def _is_tidy(texts: str) -> bool:
    """Tell whether no text has blanks round its lines, blank lines or control characters."""
    texts = TAG.sub("", texts) if "<" in texts else texts
    loose = any(blank in texts for blank in ("\n\n", " \n", "\n ", "\t")) or texts[:1] in (" ", "\n") or texts[-1:] in (" ", "\n")
    return not loose and without_invisible(texts) == (texts, 0)


TextRule = Callable[[str, Notices], str]


def _without_controls(text: str, notices: Notices) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept, gone = without_invisible(text)
    notices.add_many("loses.controls", int(gone > 0))
    return kept


def _with_flat_ruby(text: str) -> str:
    """Let no line break inside ruby: neither base nor reading of one pair can span two lines."""
    spans = [
        replace(span, text=span.text.replace("\n", " "), reading=span.reading.replace("\n", " ")) if span.reading else span
        for span in parse(text)
    ]
    return canonical(render(spans))


def _with_ruby_on_one_line(document: Document) -> Document:
    if not any("<ruby" in cue.text and "\n" in cue.text for cue in document.cues):
        return document
    return replace(document, cues=tuple(replace(cue, text=_with_flat_ruby(cue.text)) for cue in document.cues))


def _without_blank_lines(text: str, notices: Notices) -> str:
    settled = settle(text) if " " in text or "\t" in text or "\n" in text else text
    if has_blank_lines(settled):
        notices.add("loses.blank_lines")
        return without_blank_lines(settled)
    return without_blank_lines(settled)


def _restricted(allowed: frozenset[str]) -> TextRule:
    lost = INLINE_FEATURES - allowed

    def rule(text: str, notices: Notices) -> str:
        if "<" not in text:
            return text
        found = {match.group(2) for match in TAG.finditer(text) if not match.group(1)} & lost
        for feature in sorted(found):
            notices.add(f"loses.{feature}")
        text = without_blank_lines(without_invisible(restrict(text, allowed))[0]) if found else text
        return _with_flat_ruby(text) if "<ruby" in text and "\n" in text else text

    return rule


def _name_cue_losses(cue: DocumentCue, chosen: Format, notices: Notices) -> None:
    if cue.placement:
        if "placement" in chosen.loses:
            notices.add("loses.placement")
        elif "placement_box" in chosen.loses and read_placement(cue.placement).box is not None:
            notices.add("loses.placement_box")
    if cue.speaker and "speaker" in chosen.loses:
        notices.add("loses.speaker")


def _with_bidi_marks(document: Document, options: WriteOptions) -> Document:
    """Put the marks a buyer asks for round every line of a right-to-left language (standards.md, section 6)."""
    language = options.language or document.language
    if options.bidi not in MARKS or not language or not is_right_to_left(language):
        return document
    before, after = MARKS[options.bidi]
    return replace(document, cues=tuple(replace(cue, text=_marked(cue.text, before, after)) for cue in document.cues))


def _marked(markup: str, before: str, after: str) -> str:
    if not markup:
        return markup
    inner = map_text(markup, lambda text: text.replace("\n", f"{after}\n{before}"))
    return canonical(f"{before}{inner}{after}")
