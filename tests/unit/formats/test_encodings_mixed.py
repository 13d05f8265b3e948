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


def spoken(data: bytes, language: str = "") -> tuple[list[str], list[str]]:
    """Return texts and notices of a file."""
    result = read(data, "x.srt", language=language)
    return [cue.text for cue in result.document.cues], [notice.code for notice in result.notices]


def with_hole(lines: list[str], encoding: str, at: int, byte: int) -> bytes:
    """Return a file that lost a byte of one of its lines."""
    data = [line.encode(encoding) for line in lines]
    data[at] = data[at][:byte] + data[at][byte + 1 :]
    return b"".join(b"%d\n00:00:%02d,000 --> 00:00:%02d,900\n%s\n\n" % (n, n, n, line) for n, line in enumerate(data, 1))


CHINESE = ["你怎么才回来？", "路上堵车。", "你身上有香水味。", "谁给你的？", "这重要吗？", "我们完了。", "听我解释！", "太晚了。"]
JAPANESE = ["どうしてここにいるの？", "あなたを待っていました。", "行きましょう。", "どうしてここにいるの？", "行きましょう。"]
TAIWANESE = ["你怎麼還在這裡？", "我在等你。", "別說了，走吧！", "再見。", "你怎麼還在這裡？", "別說了，走吧！"]


@pytest.mark.parametrize(
    ("lines", "encoding", "at", "byte", "wanted"),
    [
        (CHINESE, "gb18030", 3, 1, "�给你的？"),
        (JAPANESE, "shift_jis", 1, 9, "あなたを�っていました。"),
        (CHINESE, "gb18030", 2, 15, "你身上有香水味�"),
    ],
    ids=["first character", "a letter of half width", "last character"],
)
def test_a_line_that_lost_a_byte_is_read_on_behind_the_hole(
    lines: list[str], encoding: str, at: int, byte: int, wanted: str
) -> None:
    texts, told = spoken(with_hole(lines, encoding, at, byte))
    assert texts == [*lines[:at], wanted, *lines[at + 1 :]]
    assert told == ["encoding.guessed", "encoding.damaged"]


def test_a_line_that_reads_whole_and_better_otherwise_is_doubtful() -> None:
    texts, told = spoken(with_hole(TAIWANESE, "big5", 1, 5))
    assert texts[1] == "我在筆A。" and told == ["encoding.guessed", "encoding.perhaps_lost"]
    clean = [
        "我要買T恤",
        "卡拉OK吧",
        "他是B型血",
        "去KTV嗎？",
        "C位出道",
        "維他命C",
        "我是A。",
        "小S來了",
        "X光拍了嗎",
        "這是A計畫",
    ]
    assert spoken(with_hole([*TAIWANESE, *clean, ""], "big5", -1, 0)) == ([*TAIWANESE, *clean, ""], ["encoding.guessed"])


def test_the_language_of_a_name_decides_between_encodings_that_fit() -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\nDia istriku – bukan urusanmu.\n".encode("cp1252")
    assert spoken(data, "id")[0] == ["Dia istriku – bukan urusanmu."]
    for language in ("zh-Hans", "ja", "ko"):
        assert spoken(b"1\n00:00:01,000 --> 00:00:02,000\nI\x92m late.\n", language)[0] == ["I’m late."]
