"""Answers of speech recognizers (.json): Whisper, Volcengine, Alibaba, Deepgram, AssemblyAI, AWS, Google and others. Read only."""

import json
import re
from collections.abc import Mapping

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import escape
from crossreel.domain.text.language import normalize_tag
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.markup import settle_plain
from crossreel.formats.notices import Notices
from crossreel.formats.speech.names import LANGUAGES, find, named
from crossreel.formats.speech.utterances import lines_in
from crossreel.formats.timing import OPEN_END_MS

TIMED = re.compile(r'"(?:start|begin|from|offset|t0|ts|bg)[A-Za-z_]{0,16}"\s*:', re.IGNORECASE)
SPOKEN = re.compile(r'"(?:text|transcript|word|words|utterances|segments|sentences|content|display|onebest)"\s*:', re.IGNORECASE)
DRAFT = frozenset(["materials", "tracks"])


def sniff(head: str, name: str) -> float:
    """Rate by the first sign, and by names of times and texts."""
    start = head.lstrip("\ufeff \t\n")
    if not re.match(r'\{\s*["}]|\[\s*[{\[]', start):
        return 0.0
    if TIMED.search(head) and SPOKEN.search(head):
        return 0.85
    return 0.4 * name.endswith((".json", ".jsonl"))


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read what was said, in the order of the file.

    Raises:
        BadInput: it is no JSON, a draft of CapCut, or holds no texts with times.
    """
    hints.meter.bounds.check("marks", text.count("{") + text.count("["))
    root = _parsed(text, hints)
    if isinstance(root, Mapping) and set(root) >= DRAFT:
        raise BadInput("format.capcut_draft", name=hints.name)
    lines = lines_in(root, hints.meter, notices)
    if not lines:
        raise BadInput("format.no_speech", name=hints.name)
    cues = []
    for at, line in enumerate(lines):
        end_ms = line.end_ms
        if end_ms < 0:
            later_ms = lines[at + 1].start_ms if at + 1 < len(lines) else 0
            notices.add("time.no_end" if later_ms <= line.start_ms else "time.until_next")
            end_ms = later_ms if later_ms > line.start_ms else line.start_ms + OPEN_END_MS
        words = escape(settle_plain(line.text))
        cues.append(DocumentCue(start_ms=line.start_ms, end_ms=end_ms, text=words, speaker=line.speaker))
    return Document(cues=tuple(cues), language=_language(root))


def _parsed(text: str, hints: ReadHints) -> object:
    """Return the value of a file; of one with a value a line all of them."""
    text = text.strip("\ufeff \t\n")
    try:
        return json.loads(text, parse_constant=lambda written: None)
    except RecursionError:
        raise hints.meter.bounds.refuse("depth") from None
    except ValueError as error:
        fault = error
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError):
        line = fault.lineno if isinstance(fault, json.JSONDecodeError) else 1
        raise BadInput("format.bad_json", name=hints.name, line=line) from None


def _language(root: object) -> str:
    """Return the language that the answer names as a tag; names such as “english” are left to be guessed from the text."""
    for place in (root, root.get("result"), root.get("results")) if isinstance(root, Mapping) else ():
        if isinstance(place, Mapping):
            said = find(named(place), LANGUAGES)[1]
            if isinstance(said, str) and re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", said):
                return normalize_tag(said.replace("_", "-")) or ""
    return ""


FORMAT = Format(id="speech-json", title="Speech recognition (JSON)", extensions=("json", "jsonl"), sniff=sniff, read=read)
