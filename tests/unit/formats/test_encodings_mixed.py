"""Encodings that nobody names: several writings in one, two short lines, odd declarations, escapes."""

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.formats.guessing import guess
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

LINES = [
    "你到底在哪里,Where were you?,¿Dónde estabas?,คุณอยู่ที่ไหน",
    "我等了你整整三年,I waited three years.,Te esperé tres años.,ฉันรอคุณสามปี",
    "那天晚上的事,What happened that night…,Lo de aquella noche…,คืนนั้นเกิดอะไรขึ้น",
]


def test_thai_beside_chinese_does_not_hide_gb18030() -> None:
    assert guess("\n".join(LINES).encode("gb18030")).encoding == "gb18030"
    assert guess("\n".join(line.split(",")[3] for line in LINES).encode("cp874")).encoding == "cp874"
    assert guess("أين كنت؟ انتظرتك ثلاث سنوات كاملة 2024 ماذا حدث تلك الليلة".encode("cp1256")).encoding == "cp1256"


SHORT = {
    "gb18030": ("走吧。", "船长。"),
    "big5": ("你到底在哪裡？", "我在醫院。"),
    "shift_jis": ("はい", "行くぞ！"),
    "euc_jp": ("どこにいるの？", "病院だ。"),
    "iso2022_jp": ("はい", "行くぞ！"),
    "euc_kr": ("네", "가자!"),
    "cp874": ("ไป", "ครับ"),
    "tis-620": ("คุณอยู่ที่ไหน", "ฉันอยู่โรงพยาบาล"),
    "cp1256": ("نعم", "لا"),
    "iso8859-6": ("أين أنت؟", "أنا في المستشفى."),
    "cp1251": ("Да", "Нет!"),
    "koi8-r": ("Где ты?", "Я в больнице."),
    "cp866": ("Где ты?", "Я в больнице."),
    "cp1255": ("איפה אתה?", "אני בבית."),
    "cp1253": ("Πού είσαι;", "Ναι"),
    "iso8859-2": ("Gdzie jesteś?", "W szpitalu, żono."),
    "utf-16-le": ("走吧。", "船长。"),
    "utf-16-be": ("Bạn ở đâu?", "Tôi ở bệnh viện."),
}


@pytest.mark.parametrize("name", SHORT)
def test_two_short_lines_are_enough(name: str) -> None:
    one, two = SHORT[name]
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{one}\n\n2\n00:00:03,000 --> 00:00:04,000\n{two}\n"
    result = read(text.encode(name), "x.srt")
    assert [(cue.start_ms, cue.text) for cue in result.document.cues] == [(1000, one), (3000, two)]
    assert result.encoding is not None and result.encoding.guessed


@pytest.mark.parametrize(
    "declared",
    [
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "zlib",
        "hex",
        "rot13",
        "idna",
        "punycode",
        "utf-16",
        "utf_32",
        "cp65001",
        "x",
    ],
)
def test_an_odd_declared_encoding_stops_nothing(declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>\n1\n00:00:01,000 --> 00:00:02,000\n'.encode()
    (cue,) = read(head + b"caf\xe9 \\ud800\n", "x.srt").document.cues
    assert (cue.start_ms, cue.end_ms, cue.text) == (1000, 2000, "café \\ud800")
    with pytest.raises(BadInput):
        read(b"\xff\xff\xff\xff\xff", "x.srt", encoding=declared)


def test_escapes_of_letters_are_letters() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n\\u4f60\\u597d \\ud83d\\ude00 C:\\users \\ud800\n"
    result = read(text.encode(), "x.srt")
    assert [cue.text for cue in result.document.cues] == ["你好 😀 C:\\users \\ud800"]
    assert [(notice.code, notice.facts["count"]) for notice in result.notices] == [("text.escapes", 1)]
    again = write(Document(cues=(DocumentCue(start_ms=0, end_ms=900, text="\\u4f60"),)), get("srt"))
    assert [cue.text for cue in read(again.data, "x.srt").document.cues] == ["\\u4f60"]
