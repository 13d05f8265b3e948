"""The text of WebVTT cues: tags, classes, voices, ruby and character references (W3C WebVTT, section 4.2)."""

import html
import re
from dataclasses import replace

from crossreel.domain.text.inline import Span, canonical, parse, render
from crossreel.formats.colours import VTT_CLASSES, VTT_NAMES
from crossreel.formats.markup import SpanBuilder

TAG = re.compile(r"<(/?)([^<>\s.]*)((?:\.[^<>\s.]+)*)(?:[ \t\n]([^<>]*))?>")
OWN_CLASS = re.compile(r"c_([0-9a-f]{6})$")
STYLES = ("i", "b", "u", "ruby", "rt")


def read_payload(raw: str) -> tuple[str, str]:
    """Return the inline markup of a cue and its speaker, when one voice speaks all of it."""
    if "<" not in raw and "&" not in raw and ">" not in raw:
        builder = SpanBuilder()
        builder.text(raw)
        return builder.markup(), ""
    builder, at = SpanBuilder(), 0
    for tag in TAG.finditer(raw):
        builder.text(html.unescape(raw[at : tag.start()]))
        at = tag.end()
        _tag(builder, tag.group(1) == "/", tag.group(2), tag.group(3), tag.group(4) or "")
    builder.text(html.unescape(raw[at:]))
    return split_voice(builder.markup())


def _tag(builder: SpanBuilder, closing: bool, name: str, classes: str, annotation: str) -> None:
    if name in STYLES:
        builder.close(name) if closing else builder.open(name)
    elif name == "c":
        builder.close("c") if closing else builder.open("c", _colour(classes))
    elif name == "v":
        builder.close("v")
        if not closing:
            builder.open("v", " ".join(html.unescape(annotation).split()))


def _colour(classes: str) -> str:
    for name in classes.split("."):
        own = OWN_CLASS.match(name)
        if own:
            return f"#{own.group(1)}"
        if name in VTT_CLASSES:
            return VTT_CLASSES[name]
    return ""


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
    own = "<v=" in markup
    voice = "" if own else " ".join(speaker.split())
    pieces, spoken = [], ""
    for span in parse(markup):
        wanted = " ".join(span.voice.split()) if own else voice
        if wanted != spoken:
            pieces.append(("</v>" if spoken else "") + (f"<v {_escape_plain(wanted)}>" if wanted else ""))
            spoken = wanted
        pieces.append(_wrapped(span))
    return "".join(pieces) + ("</v>" if spoken and own else "")


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
