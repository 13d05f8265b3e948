"""The text of WebVTT cues: tags, classes, voices, ruby and character references (W3C WebVTT, section 4.2)."""

import re
from dataclasses import replace

from crossreel.domain.text.inline import Span, canonical, parse, render
from crossreel.formats.colours import VTT_NAMES
from crossreel.formats.markup import SpanBuilder, has_voices, settle_plain, without_blank_lines
from crossreel.formats.notices import Notices
from crossreel.formats.references import without_references
from crossreel.formats.vtt_styles import NO_LOOKS, PLAIN, Look, Looks

TAG = re.compile(r"<(/?)([^<>\s.]+)((?:\.[^<>\s.]+)*)\.?(?:[ \t\n]([^<>]*))?>|<(/?)((?:\.[^<>\s.]+)+)>|</>")
STYLES = frozenset({"i", "b", "u", "ruby", "rt"})
KNOWN = STYLES | {"c", "v", "lang"}
_BARE_AND = re.compile(r"&(?!(?:amp|lt|gt|lrm|rlm|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_MOMENT = re.compile(r"(?:\d+:)?\d{1,2}:\d{1,2}")


class _Reader:
    """Reads one text: what each open tag switched on is switched off by the tag that closes it."""

    def __init__(self, looks: Looks, notices: Notices | None) -> None:
        self.builder = SpanBuilder()
        self._looks = looks
        self._notices = notices
        self._on: dict[str, list[tuple[str, ...]]] = {}

    def wear(self, look: Look) -> None:
        """Let the whole text have a look."""
        self._open(look)

    def tag(self, match: re.Match[str]) -> None:
        """Do what a tag says."""
        closing, name = match.group(1) == "/", match.group(2) or ""
        if name not in KNOWN:
            if name and not closing and self._notices is not None and not _MOMENT.match(name):
                self._notices.drop(f"<{name}>")
        elif closing:
            self._close(name)
        else:
            self._begin(name, match.group(3) or "", " ".join(without_references(match.group(4) or "").split()))

    def _begin(self, name: str, classes: str, annotation: str) -> None:
        if name == "v":
            self._close("v")
            self.builder.open("v", annotation)
        elif name in STYLES:
            self.builder.open(name)
        look = self._looks.of(name, classes, annotation if name == "v" else "")
        self._on.setdefault(name, []).append(self._open(look))

    def _open(self, look: Look) -> tuple[str, ...]:
        if look == PLAIN:
            return ()
        for style in look.styles:
            self.builder.open(style)
        if look.colour:
            self.builder.open("c", look.colour)
            return (*look.styles, "c")
        return look.styles

    def _close(self, name: str) -> None:
        opened = self._on.get(name)
        if not opened:
            return
        for style in opened.pop():
            self.builder.close(style)
        if name in STYLES or name == "v":
            self.builder.close(name)


def read_payload(raw: str, looks: Looks = NO_LOOKS, identifier: str = "", notices: Notices | None = None) -> tuple[str, str]:
    """Return the inline markup of a cue and its speaker, when one voice speaks all of it.

    Args:
        raw: the text as written.
        looks: what the STYLE blocks of the file say.
        identifier: the name of the cue, by which a style may mean it.
        notices: told of tags that nobody knows.
    """
    look = looks.every.under(looks.names.get(identifier, PLAIN)) if identifier else looks.every
    if look == PLAIN and "<" not in raw and "&" not in raw and ">" not in raw:
        return without_blank_lines(settle_plain(raw)), ""
    reader, at = _Reader(looks, notices), 0
    reader.wear(look)
    for tag in TAG.finditer(raw):
        reader.builder.text(without_references(raw[at : tag.start()]))
        at = tag.end()
        reader.tag(tag)
    reader.builder.text(without_references(raw[at:]))
    return split_voice(without_blank_lines(reader.builder.markup()))


def strict_payload(raw: str) -> str:
    """Return the text of a cue as it is written, without tags that nobody knows and with its bare signs as references."""
    pieces, at = [], 0
    for tag in TAG.finditer(raw):
        pieces.append(_strict_text(raw[at : tag.start()]))
        name = tag.group(2) or ""
        pieces.append(tag.group() if name in KNOWN or _MOMENT.match(name) else "")
        at = tag.end()
    return "".join((*pieces, _strict_text(raw[at:])))


def _strict_text(text: str) -> str:
    return _BARE_AND.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def split_voice(markup: str) -> tuple[str, str]:
    """Return markup without its voice, and the voice, when it is the same for every character."""
    if "<v=" not in markup:
        return markup, ""
    spans = parse(markup)
    voices = {span.voice for span in spans if span.text.strip()}
    if len(voices) != 1 or not next(iter(voices)):
        return markup, ""
    return canonical(render([replace(span, voice="") for span in spans])), voices.pop()


def write_payload(markup: str, speaker: str) -> str:
    """Return the WebVTT text of inline markup; a speaker becomes the voice of a text that names none."""
    if not speaker and "<" not in markup:
        return _escaped(markup) if "&" in markup else markup
    own = has_voices(markup)
    voice = "" if own else " ".join(speaker.split())
    pieces, spoken = [], ""
    for span in parse(markup):
        wanted = " ".join(span.voice.split()) if own else voice
        if wanted != spoken:
            pieces.append(("</v>" if spoken else "") + (f"<v {_annotation(wanted)}>" if wanted else ""))
            spoken = wanted
        pieces.append(_wrapped(span))
    return "".join(pieces) + ("</v>" if spoken and own else "")


def _annotation(voice: str) -> str:
    """Return the name of a voice as it stands in its tag; hyphens at its end would make the end of the tag an arrow."""
    name = _escape_plain(voice)
    return name[:-1] + "&#45;" if name.endswith("--") else name


def _wrapped(span: Span) -> str:
    out = _escape_plain(span.text)
    if span.reading:
        out = f"<ruby>{out}<rt>{_escape_plain(span.reading)}</rt></ruby>"
    for on, tag in ((span.underline, "u"), (span.bold, "b"), (span.italic, "i")):
        if on:
            out = f"<{tag}>{out}</{tag}>"
    if span.colour:
        out = f"<c.{VTT_NAMES.get(span.colour, 'c_' + span.colour[1:])}>{out}</c>"
    return out


def _escaped(markup: str) -> str:
    return "".join(_escape_plain(span.text) for span in parse(markup))


def _escape_plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def own_colours(markup: str) -> set[str]:
    """Return the colours of a text that WebVTT has no class name for."""
    return {span.colour for span in parse(markup) if span.colour and span.colour not in VTT_NAMES}
