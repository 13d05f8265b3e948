"""Judging a written file by its form, as a strict reader would: ours forgives what players and buyers refuse.

A judge returns the number of the first line at fault and what stands there, or None. SubRip after what every player takes, WebVTT
after W3C WebVTT (section 4), TTML after IMSC 1.1 Text, ASS and SSA after what Aegisub and libass write and read.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.text.timecode import frame_of

Fault = tuple[int, str]
Judge = Callable[[str, Document, WriteOptions], Fault | None]

_SRT_TIME = r"\d{2,}:[0-5]\d:[0-5]\d,\d{3}"
_SRT_CUE = re.compile(rf"(\d+)\n{_SRT_TIME} --> {_SRT_TIME}(?: [XY]\d:[^\n]*)?\n(?:[^\n]+\n)+\n", re.ASCII)
_VTT_TIME = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
_VTT_TIMING = re.compile(rf"{_VTT_TIME} --> {_VTT_TIME}((?: \S+)*)", re.ASCII)
_VTT_ARROW = re.compile(r"^.*-->.*$", re.MULTILINE)
_PERCENT = r"\d{1,3}(?:\.\d+)?%"
_VTT_SETTING = re.compile(
    rf"vertical:(?:rl|lr)|line:(?:-?\d+|{_PERCENT})(?:,(?:start|center|end))?|size:{_PERCENT}|region:\S+"
    rf"|position:{_PERCENT}(?:,(?:line-left|center|line-right))?|align:(?:start|center|end|left|right)",
    re.ASCII,
)
_VTT_ODD = re.compile(
    r"&(?!(?:amp|lt|gt|lrm|rlm|nbsp|#\d{1,7}|#x[0-9a-fA-F]{1,6});)"
    r"|<(?!/?(?:c|i|b|u|v|ruby|rt|lang)(?:[.>]|[ \t]+[^<>]*>)|/?(?:c|i|b|u|v|ruby|rt|lang)\.[^<>]*>|(?:\d{2,}:)?\d\d:\d\d\.\d{3}>)"
)
_OWN_CLASS = re.compile(r"<c[^<> ]*\.(c_[0-9a-f]{6})\b")
_TTML_HIDDEN = re.compile(r"""\btts:(?:display|visibility|opacity)\s*=""")
_TTML_BODY = '<body style="caption">'
PROFILE = "http://www.w3.org/ns/ttml/profile/imsc1.1/text"
_TTP, _TTS = "{http://www.w3.org/ns/ttml#parameter}", "{http://www.w3.org/ns/ttml#styling}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_SCC_LINE = re.compile(r"^(\d\d):(\d\d):(\d\d)([:;])(\d\d)\t([0-9a-f]{4}(?: [0-9a-f]{4})*)$", re.ASCII | re.MULTILINE)
_SCC_RATE = Fraction(30000, 1001)
_ASS_COLOURS = {"ass": "&H00FFFFFF", "ssa": "16777215"}


def judge_srt(text: str, document: Document, options: WriteOptions) -> Fault | None:
    """Judge SubRip: cues numbered from 1, times with commas, one blank line behind each, nothing else."""
    at = 0
    for number in range(1, len(document.cues) + 1):
        cue = _SRT_CUE.match(text, at)
        if cue is None or cue[1] != str(number):
            return _fault(text, at)
        at = cue.end()
    return _fault(text, at) if at < len(text) else None


def judge_vtt(text: str, document: Document, options: WriteOptions) -> Fault | None:
    """Judge WebVTT: signature, times, settings, references, tags, and a style for every class of ours."""
    if not re.match(r"WEBVTT(?:[ \t][^\n]*)?\n", text):
        return _fault(text, 0)
    for arrow in _VTT_ARROW.finditer(text):
        timing = _VTT_TIMING.fullmatch(arrow[0])
        if timing is None or (timing[1] and not is_strict_settings(timing[1])):
            return _fault(text, arrow.start())
    if "<" in text or "&" in text:
        for line, payload in _payloads(text):
            if not is_strict_payload(payload):
                return line, payload[:80]
        for used in dict.fromkeys(_OWN_CLASS.findall(text)):
            if f"::cue(.{used})" not in text:
                return _fault(text, text.index(used))
    return None


def is_strict_settings(written: str) -> bool:
    """Tell whether the settings of a WebVTT cue are written as the standard asks."""
    return all(_VTT_SETTING.fullmatch(each) for each in written.split())


def is_strict_payload(payload: str) -> bool:
    """Tell whether the text of a WebVTT cue holds no bare `&` and no `<` that begins no tag."""
    return "-->" not in payload and not (("&" in payload or "<" in payload) and _VTT_ODD.search(payload))


def _payloads(text: str) -> Iterator[Fault]:
    """Give the lines below each line of times with their numbers."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            inside = False
        elif inside:
            yield number, line
        elif "-->" in line:
            inside = True


def judge_ttml(text: str, document: Document, options: WriteOptions) -> Fault | None:
    """Judge IMSC 1.1 Text: profile, rate and shape as asked, the language's direction, and nothing that hides the text."""
    from lxml import etree

    end = text.find("<body")
    if end < 0 or not text.startswith(_TTML_BODY, end):
        return _fault(text, max(end, 0))
    hidden = _TTML_HIDDEN.search(text)
    if hidden:
        return _fault(text, hidden.start())
    root = etree.fromstring((text[text.index("<tt") : end] + "</tt>").encode("utf-8"))
    language = options.language or document.language or "und"
    rate = Fraction(root.get(f"{_TTP}frameRate", "0")) * _quotient(root.get(f"{_TTP}frameRateMultiplier", "1 1"))
    styles = [element for element in root.iter() if isinstance(element.tag, str) and element.tag.endswith("}style")]
    good = (
        root.get(f"{_TTP}contentProfiles") == PROFILE
        and abs(rate - options.frame_rate) < Fraction(1, 1000)
        and _quotient(root.get(f"{_TTP}displayAspectRatio", "")) == Fraction(options.width, options.height)
        and root.get(f"{_XML}lang") == language
        and len(styles) == 1
        and styles[0].get(f"{_XML}id") == "caption"
        and styles[0].get(f"{_TTS}fontSize") == "100%"
        and styles[0].get(f"{_TTS}color", "").lower() == "#ffffff"
        and styles[0].get(f"{_TTS}direction") == ("rtl" if language != "und" and is_right_to_left(language) else "ltr")
    )
    return None if good else _fault(text, text.index("<tt"))


def _quotient(written: str | None) -> Fraction:
    """Return `16 9` as a fraction, 0 where it is none."""
    parts = (written or "").split()
    return Fraction(int(parts[0]), int(parts[1])) if len(parts) == 2 and all(part.isdecimal() for part in parts) else Fraction(0)


def judge_substation(kind: str) -> Judge:
    """Return the judge of ASS or SSA: the line that names the fields, and in a head of ours the shape and a visible style."""

    def judge(text: str, document: Document, options: WriteOptions) -> Fault | None:
        events = text.find("[Events]\n")
        if events < 0 or not re.match(r"\[Events\]\nFormat: (?:Layer|Marked), Start, End, [^\n]*, Text\n", text[events:]):
            return _fault(text, max(events, 0))
        if document.extras.get("sections"):
            return None
        for wanted in (f"\nPlayResX: {options.width}\n", f"\nPlayResY: {options.height}\n"):
            if wanted not in text[:events]:
                return _fault(text, 0)
        style = re.search(r"^Style: Default,[^,]*,[^,]*,([^,]*),", text[:events], re.MULTILINE)
        return None if style and style[1] == _ASS_COLOURS[kind] else _fault(text, style.start() if style else 0)

    return judge


def judge_scc(text: str, document: Document, options: WriteOptions) -> Fault | None:
    """Judge Scenarist SCC: time codes that go on, a pair a frame, odd parity, codes sent twice (a clearing may stand alone)."""
    if not text.startswith("Scenarist_SCC V1.0\n\n"):
        return _fault(text, 0)
    free = -1
    for line in _SCC_LINE.finditer(text):
        hours, minutes, seconds, frames = (int(line[part]) for part in (1, 2, 3, 5))
        drop = line[4] == ";"
        at = frame_of((hours, minutes, seconds, frames), _SCC_RATE, drop=drop)
        words = line[6].split(" ")
        odd = all(int(word[half : half + 2], 16).bit_count() % 2 for word in words for half in (0, 2))
        if drop != options.drop_frame or at < free or not odd or not _are_codes_doubled(words):
            return _fault(text, line.start())
        free = at + len(words)
    rest = _SCC_LINE.sub("", text[len("Scenarist_SCC V1.0\n\n") :]).strip("\n")
    return _fault(text, text.index(rest)) if rest else None


def _are_codes_doubled(words: list[str]) -> bool:
    """Tell whether every code of a line is sent twice; one that clears may stand alone where there is no room for two."""
    at = 0
    while at < len(words):
        if 0x10 <= int(words[at][:2], 16) & 0x7F < 0x20:
            if words[at : at + 2] != 2 * [words[at]] and words != ["942c"]:
                return False
            at += 1
        at += 1
    return True


def _fault(text: str, at: int) -> Fault:
    """Return the line a place is in."""
    begin = text.rfind("\n", 0, at) + 1
    return text.count("\n", 0, at) + 1, text[begin : text.find("\n", begin) if "\n" in text[begin:] else len(text)][:80]
