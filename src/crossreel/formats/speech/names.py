"""The names under which recognizers give texts, times and speakers, lower-case and without `_` and `-`.

After the answers of Whisper and its kin, Volcengine, Alibaba, Tencent, iFlytek, Deepgram, AssemblyAI, AWS, Google, Azure, Rev,
Speechmatics, ElevenLabs and Gladia.
"""

import re
from collections.abc import Mapping

JsonObject = Mapping[str, object]

TEXTS = (
    "text", "transcript", "finalsentence", "sentence", "display", "content", "punctuatedword", "word", "value", "onebest",
    "utterance", "caption", "subtitle", "line",
)  # fmt: skip
STARTS = (
    "start", "starttime", "startms", "startoffset", "starttimems", "begin", "begintime", "beginms", "from", "offsetinticks",
    "offsetmilliseconds", "offset", "ts", "bg", "t0", "startsec", "startseconds", "timestart", "tstart",
)  # fmt: skip
ENDS = (
    "end", "endtime", "endms", "endoffset", "endtimems", "finish", "stop", "to", "endts", "ed", "t1", "endsec", "endseconds",
    "timeend", "tend", "finishtime",
)  # fmt: skip
LENGTHS = ("durationinticks", "durationmilliseconds", "durationms", "duration", "dur", "length")
PAIRS = ("timestamp", "offsets", "timestamps", "time")
SPEAKERS = ("speaker", "speakername", "speakerlabel", "speakerid", "speakertag", "spk", "speakerno")
WORDS = frozenset(["words", "wordsegments", "items", "elements", "tokens", "word", "wordlist", "chars"])
SPOKEN = ("utterances", "sentences", "segments", "sentenceinfo", "transcription", "chunks", "phrases", "recognizedphrases")
FIRST_ALONE = frozenset(["alternatives", "nbest"])
LANGUAGES = ("language", "languagecode", "lang", "detectedlanguage")
_PARTED = re.compile(r"[_\-\s]")


def plain_name(name: str) -> str:
    """Return a name as it is looked up."""
    return _PARTED.sub("", name).lower()


def named(thing: JsonObject) -> dict[str, object]:
    """Return the fields of an object by their plain names."""
    return {plain_name(name): value for name, value in thing.items()}


def find(fields: JsonObject, names: tuple[str, ...]) -> tuple[str, object]:
    """Return the first of some names that has a value, and the value; nothing where none has."""
    for name in names:
        value = fields.get(name)
        if value is not None and value != "":
            return name, value
    return "", None


def find_text(fields: JsonObject) -> str | None:
    """Return the text of an object or of its first alternative; None where it has none."""
    for name in TEXTS:
        value = fields.get(name)
        if isinstance(value, str):
            return value
    for name in FIRST_ALONE:
        first = fields.get(name)
        if isinstance(first, list) and first and isinstance(first[0], Mapping):
            return find_text(named(first[0]))
    return None


def find_speaker(fields: JsonObject) -> str:
    """Return who speaks, as the recognizer calls them; "" where it does not say."""
    for name in SPEAKERS:
        value = fields.get(name)
        if isinstance(value, Mapping):
            value = find(named(value), ("name", "label", "id"))[1]
        if isinstance(value, str | int) and not isinstance(value, bool) and value not in ("", -1, "-1"):
            return str(value)
    for name in ("additions", *FIRST_ALONE):
        inner = fields.get(name)
        inner = inner[0] if isinstance(inner, list) and inner else inner
        if isinstance(inner, Mapping) and (found := find_speaker(named(inner))):
            return found
    return ""
