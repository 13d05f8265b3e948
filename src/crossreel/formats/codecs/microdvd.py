"""MicroDVD (.sub): `{frame}{frame}text`, lines parted by `|`, styles in braces at the beginning of a line. Read, not written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.frame_rates import read_rate
from crossreel.domain.text.inline import Span, canonical, parse, render
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.html_tags import read_markup
from crossreel.formats.markup import settle
from crossreel.formats.notices import Notices
from crossreel.formats.timing import OPEN_END_MS

LINE = re.compile(r"[ \t]*\{[ \t]*(\d{1,9}|DEFAULT)[ \t]*\}[ \t]*\{[ \t]*(\d{0,9})[ \t]*\}(.*)", re.IGNORECASE)
RATE = re.compile(r"[ \t]*(\d{1,3})(?:[.,](\d{1,6}))?[ \t]*(?:fps)?[ \t]*", re.IGNORECASE)
CODE = re.compile(r"\{([A-Za-z]):([^{}|]{0,60})\}")
FEATURES = {"f": "font", "s": "font_size", "h": "font", "p": "position", "o": "position"}


@dataclass(frozen=True, slots=True)
class _Look:
    """The styles of a line or of a whole subtitle."""

    italic: bool = False
    bold: bool = False
    underline: bool = False
    colour: str = ""

    def over(self, span: Span) -> Span:
        return replace(
            span, italic=span.italic or self.italic, bold=span.bold or self.bold, underline=span.underline or self.underline,
            colour=span.colour or self.colour,
        )  # fmt: skip


def sniff(head: str, name: str) -> float:
    """Rate by the first line that is not blank."""
    first = next((line for line in head.lstrip("\ufeff").split("\n") if line.strip()), "")
    return (0.85 + 0.1 * name.endswith((".sub", ".txt"))) * (LINE.match(first) is not None)


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read the lines of the file; frames count at the rate that its first line says, else at the video's.

    Raises:
        BadInput: no line counts frames, or nobody knows how many a second has.
    """
    lines = [(at, match) for at, line in enumerate(text.split("\n"), 1) if (match := _line(line, at, notices))]
    if not lines:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    declared = _declared(lines[0][1])
    if declared:
        lines = lines[1:]
    default = _Look()
    timed: list[tuple[int, re.Match[str]]] = []
    for at, match in lines:
        if match[1].isdigit():
            timed.append((at, match))
        else:
            default = _codes(match[3], default, notices, at)[1]
    rate = declared or (hints.rate_for(timed[0][1].group()) if timed else Fraction(1))
    return Document(cues=tuple(_cues(timed, rate, default, hints, notices)), frame_rate=declared)


def _line(line: str, at: int, notices: Notices) -> re.Match[str] | None:
    match = LINE.match(line)
    if match is None and line.strip():
        notices.add("sub.stray_line", at, text=line.strip()[:80])
    return match


def _declared(first: re.Match[str]) -> Fraction | None:
    """Return the rate that a first line such as `{1}{1}23.976` says."""
    said = RATE.fullmatch(first[3]) if first[1] in ("0", "1") and first[2] in ("0", "1", "") else None
    return read_rate(f"{said[1]}.{said[2] or '0'}") if said is not None else None


def _cues(
    timed: list[tuple[int, re.Match[str]]], rate: Fraction, default: _Look, hints: ReadHints, notices: Notices
) -> Iterator[DocumentCue]:
    for index, (at, match) in enumerate(timed):
        hints.meter.cue(len(match[3]))
        start_ms = _ms(match[1], rate)
        end_ms = _ms(match[2], rate) if match[2] else -1
        if not match[2] or (int(match[2]) == 0 and int(match[1]) > 0):
            notices.add("time.no_end", at)
            next_ms = _ms(timed[index + 1][1][1], rate) if index + 1 < len(timed) else start_ms + OPEN_END_MS
            end_ms = min(max(next_ms, start_ms), start_ms + OPEN_END_MS)
        yield DocumentCue(start_ms=start_ms, end_ms=end_ms, text=_markup(match[3], default, notices, at))


def _ms(frame: str, rate: Fraction) -> int:
    return round(Fraction(int(frame) * 1000) / rate)


def _markup(raw: str, default: _Look, notices: Notices, at: int) -> str:
    """Return the markup of a subtitle: codes in capitals hold for all of its lines, others for their own."""
    whole = default
    spans: list[Span] = []
    for line in raw.split("|"):
        text, whole, own = _codes(line, whole, notices, at)
        if text.startswith("/") and not text.startswith("//"):
            text, own = text[1:].removesuffix("/"), replace(own, italic=True)
        markup, _ = read_markup(text, notices)
        spans += [*([Span(text="\n")] if spans else []), *map(own.over, parse(markup))] or [Span(text="")]
    return settle(canonical(render(spans)))


def _codes(line: str, whole: _Look, notices: Notices, at: int) -> tuple[str, _Look, _Look]:
    """Return a line without its codes, the look of all lines from here on, and that of this one."""
    own = whole
    for code in CODE.finditer(line):
        name, value = code[1], code[2].strip()
        if name in "yY":
            signs = {sign.strip().lower() for sign in value.split(",")} if "," in value else set(value.lower())
            look = _Look("i" in signs, "b" in signs, "u" in signs)
            notices.drop("strike", at, count=int("s" in signs))
        elif name in "cC" and value.startswith("$") and len(value) == 7:
            look = _Look(colour=f"#{value[5:7]}{value[3:5]}{value[1:3]}".lower())
        else:
            notices.drop(FEATURES.get(name.lower(), "override"), at)
            continue
        own = _both(own, look)
        whole = _both(whole, look) if name.isupper() else whole
    return CODE.sub("", line), whole, own


def _both(one: _Look, other: _Look) -> _Look:
    return _Look(one.italic or other.italic, one.bold or other.bold, one.underline or other.underline, other.colour or one.colour)


FORMAT = Format(id="microdvd", title="MicroDVD", extensions=("sub",), sniff=sniff, read=read)
