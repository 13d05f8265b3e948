"""Two languages in one file, taken apart by lines, by equal times and by styles; what is in one language stays whole."""

from itertools import pairwise

import pytest

from crossreel.domain.text.document import Document, DocumentCue
from crossreel.language.bilingual import Shape, TwoLanguages, find_two_languages

CHINESE = ("你到底在哪里", "我在医院等了你一整夜", "别走，求你了", "他不是我的父亲", "我们离婚吧", "好")
ENGLISH = (
    "Where on earth are you?",
    "I waited for you at the hospital all night.",
    "Please don't go.",
    "He is not my father.",
    "Let's get divorced.",
    "All right.",
)
SPANISH = (
    "¿Dónde demonios estás?",
    "Te esperé toda la noche en el hospital.",
    "Por favor, no te vayas.",
    "Él no es mi padre.",
    "Divorciémonos.",
    "Está bien.",
)
THAI = ("คุณอยู่ที่ไหน", "ฉันรอคุณที่โรงพยาบาลทั้งคืน", "ได้โปรดอย่าไป", "เขาไม่ใช่พ่อของฉัน", "เราหย่ากันเถอะ", "ก็ได้")
JAPANESE = ("一体どこにいるの", "病院で一晩中待ってたのに", "行かないで", "彼は父ではありません", "離婚しましょう", "いいわ")


def document(*cues: DocumentCue) -> Document:
    return Document(cues=cues)


def cue(number: int, text: str, **fields: object) -> DocumentCue:
    return DocumentCue(start_ms=number * 2000, end_ms=number * 2000 + 1500, text=text, **fields)  # type: ignore[arg-type]


def texts(found: TwoLanguages | None) -> tuple[tuple[str, list[str]], ...]:
    assert found is not None
    return tuple((half.language, [cue.text for cue in half.document.cues]) for half in (found.first, found.second))


@pytest.mark.parametrize(
    ("first", "second", "tags"),
    [
        (CHINESE, ENGLISH, ("zh-Hans", "en")),
        (ENGLISH, CHINESE, ("en", "zh-Hans")),
        (CHINESE, THAI, ("zh-Hans", "th")),
        (CHINESE, JAPANESE, ("zh-Hans", "ja")),
        (ENGLISH, SPANISH, ("en", "es-419")),
    ],
)
@pytest.mark.parametrize("shape", Shape)
def test_every_shape_gives_both_languages_whole(
    first: tuple[str, ...], second: tuple[str, ...], tags: tuple[str, str], shape: Shape
) -> None:
    pairs = list(enumerate(zip(first, second, strict=True)))
    cues = {
        Shape.LINES: [cue(at, f"{one}\n{other}") for at, (one, other) in pairs],
        Shape.TIMES: [cue(at, text) for at, both in pairs for text in both],
        Shape.STYLES: [
            cue(at, text, extras={"style": style}) for at, both in pairs for text, style in zip(both, "AB", strict=True)
        ],
        Shape.MARKED: [cue(at, text, language=tag) for at, both in pairs for text, tag in zip(both, tags, strict=True)],
    }[shape]
    found = find_two_languages(document(*cues))
    assert texts(found) == ((tags[0], list(first)), (tags[1], list(second)))
    assert found is not None and found.shape is shape
    assert [each.start_ms for each in found.second.document.cues] == [at * 2000 for at, _ in pairs]


def test_two_cues_are_enough_where_the_scripts_differ() -> None:
    found = find_two_languages(document(cue(0, "你到底在哪里\nWhere on earth are you?"), cue(1, "我在医院\nI'm at the hospital.")))
    assert texts(found) == (
        ("zh-Hans", ["你到底在哪里", "我在医院"]),
        ("en", ["Where on earth are you?", "I'm at the hospital."]),
    )


def test_lines_follow_their_script_and_keep_their_looks() -> None:
    cues = [
        cue(0, "你到底在哪里\n我找了你很久\nWhere on earth are you?\nI've been <i>looking</i> for you."),
        cue(1, "I'm at the hospital.\n<c=#ffff00>我在医院</c>"),
        cue(2, "医院"),
        cue(3, "好，我马上来\nOK, I'm coming right now"),
        cue(4, "2026"),
    ]
    assert texts(find_two_languages(document(*cues))) == (
        ("zh-Hans", ["你到底在哪里\n我找了你很久", "<c=#ffff00>我在医院</c>", "医院", "好，我马上来", "2026"]),
        ("en", ["Where on earth are you?\nI've been <i>looking</i> for you.", "I'm at the hospital.", "OK, I'm coming right now"]),
    )


@pytest.mark.parametrize(
    "lines",
    [
        [f"{one}\n{other}" for one, other in zip(CHINESE[::2], CHINESE[1::2], strict=True)],
        [f"- {one}\n- {other}" for one, other in zip(ENGLISH[::2], ENGLISH[1::2], strict=True)],
        [*ENGLISH, "你好\nHello"],
        ["我叫 Emily", "他在 ABC 公司上班", "OK", "WiFi 密码是多少", "你好"],
        ["Hello there\nBonjour"],
        [],
        ["♪"],
        [f"[door opens]\n{line}" for line in ENGLISH],
        [f"ANN: {one}\nBOB: {other}" for one, other in pairwise(ENGLISH)],
    ],
    ids=["chinese", "dialogue", "one foreign word", "names", "too little", "nothing", "a note", "sounds", "names of speakers"],
)
def test_what_is_in_one_language_stays_whole(lines: list[str]) -> None:
    assert find_two_languages(document(*(cue(at, line) for at, line in enumerate(lines)))) is None


def test_cues_that_say_their_language_are_taken_apart_by_what_they_say() -> None:
    cues = [cue(at, text, language="" if at < 3 else "es") for at, text in enumerate((*ENGLISH[:3], *SPANISH[:3]))]
    found = find_two_languages(Document(cues=tuple(cues), language="en"))
    assert texts(found) == (("en", list(ENGLISH[:3])), ("es", list(SPANISH[:3])))
    assert found is not None and found.shape is Shape.MARKED
    assert not any(each.language for half in (found.first, found.second) for each in half.document.cues)
    song = [cue(at, text, language="es" if at == 5 else "") for at, text in enumerate((*ENGLISH[:5], SPANISH[0]))]
    assert find_two_languages(Document(cues=tuple(song), language="en")) is None


def test_a_side_whose_words_say_too_little_together_is_told_by_its_lines() -> None:
    pairs = (("平匡先生", "Hiramasa-san"), ("你能来吗", "Can you come?"))
    found = find_two_languages(document(*(cue(number, words) for number, pair in enumerate(pairs) for words in pair)))
    assert texts(found) == (("zh-Hans", ["平匡先生", "你能来吗"]), ("en", ["Hiramasa-san", "Can you come?"]))
