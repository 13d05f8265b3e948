"""SAMI: a class is a language with a timeline of its own, however the sync points of two classes are mixed."""

from pathlib import Path

import pytest

from crossreel.domain.text.document import Document
from crossreel.domain.text.several_languages import languages_in, only_in
from crossreel.formats.reading import read
from crossreel.language.bilingual import find_two_languages
from crossreel.services.exporting.converting import Converting

STYLE = ".KRCC { Name: Korean; lang: ko-KR; SAMIType: CC; }\n.ENCC { Name: English; lang: en-US; SAMIType: CC; }"
KOREAN = [(1000, 3000, "당신은 누구야?"), (4500, 6200, "네 남편")]
ENGLISH = [(1000, 3000, "Who are\nyou?"), (4500, 7000, "Your <i>husband</i>")]
ONE_BY_ONE = {
    "KRCC": [(1000, "당신은 누구야?"), (3000, "&nbsp;"), (4500, "네 남편"), (6200, "&nbsp;")],
    "ENCC": [(1000, "Who are<br>you?"), (3000, "&nbsp;"), (4500, "Your <i>husband</i>"), (7000, "&nbsp;")],
}
POINTS = [(start, name, words) for name, said in ONE_BY_ONE.items() for start, words in said]
BY_TIME = sorted(POINTS, key=lambda point: point[0])


def point(start: int, *shown: tuple[str, str]) -> str:
    return f"<SYNC Start={start}>" + "".join(f"<P Class={name}>{words}\n" for name, words in shown)


def sami(body: str, style: str = STYLE) -> str:
    return f'<SAMI><HEAD><STYLE TYPE="text/css"><!--\n{style}\n--></STYLE></HEAD><BODY>\n{body}</BODY></SAMI>'


LAYOUTS = {
    "a sync point each": "".join(point(start, (name, words)) for start, name, words in BY_TIME),
    "one for both": "".join(
        point(start, *[(name, words) for at, name, words in BY_TIME if at == start]) for start in sorted({at for at, *_ in BY_TIME})
    ),
    "one after the other": "".join(point(start, (name, words)) for start, name, words in POINTS),
    "screens cleared without a class": "".join(point(at, (name, words)) for at, name, words in BY_TIME if at not in (3000, 7000))
    .replace("<SYNC Start=4500>", "<SYNC Start=3000>&nbsp;\n<SYNC Start=4500>", 1) + "<SYNC Start=7000>\n",
}  # fmt: skip


def shown(document: Document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in document.cues]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_lasts_until_the_next_of_its_class(layout: str) -> None:
    document = read(sami(LAYOUTS[layout]).encode(), "x.smi").document
    assert languages_in(document) == ("ko", "en")
    assert shown(only_in(document, "ko")) == KOREAN
    assert shown(only_in(document, "en")) == ENGLISH


@pytest.mark.parametrize("layout", LAYOUTS)
def test_both_languages_come_in(layout: str) -> None:
    both = find_two_languages(read(sami(LAYOUTS[layout]).encode(), "x.smi").document)
    assert both is not None
    assert (both.first.language, shown(both.first.document)) == ("ko", KOREAN)
    assert (both.second.language, shown(both.second.document)) == ("en", ENGLISH)


@pytest.mark.parametrize(("language", "words"), [("en", "Who are"), ("ko-KR", "당신은"), ("en-GB", "Who are")])
def test_a_language_is_chosen_by_any_tag_of_its_kin(language: str, words: str, tmp_path: Path) -> None:
    source, target = tmp_path / "x.smi", tmp_path / "x.srt"
    source.write_text(sami(LAYOUTS["one for both"]), "utf-8")
    report = Converting().convert(source, target, language=language)
    said = target.read_text("utf-8")
    assert said.startswith(f"1\n00:00:01,000 --> 00:00:03,000\n{words}") and ("Who are" in said) != ("당신은" in said)
    assert "language.several" not in [notice.code for notice in report.notices]


@pytest.mark.parametrize(
    "style", ["", ".KRCC { Name: 한국어; }\n.ENCC { Name: English; }", ".krcc{lang:ko}.encc{LANG : en-US ;}", "P { color: white; }"]
)
def test_a_class_without_a_language_has_that_of_its_name_or_words(style: str) -> None:
    assert languages_in(read(sami(LAYOUTS["one for both"], style).encode(), "x.smi").document) == ("ko", "en")
    renamed = sami(LAYOUTS["one for both"].replace("KRCC", "first").replace("ENCC", "EGCC"), style)
    assert languages_in(read(renamed.encode(), "x.smi").document) == ("ko", "en")


def test_a_second_class_of_the_same_language_is_named_and_left_out() -> None:
    body = point(1000, ("ENCC", "Go."), ("ENSDH", "[shouts] Go.")) + point(2000, ("ENCC", "&nbsp;"))
    style = ".ENCC { lang: en-US; } .ENSDH { lang: en-US; }"
    result = read(sami(body, style).encode(), "x.smi")
    assert shown(result.document) == [(1000, 2000, "Go.")]
    assert "sami.other_language" in [notice.code for notice in result.notices]


def test_words_without_a_class_and_sync_points_out_of_order() -> None:
    body = point(4000, ("KRCC", "네 남편")) + point(1000, ("KRCC", "당신은")) + "<SYNC Start=2000>누구야?<SYNC Start=5000><P>&nbsp;"
    assert sorted(shown(read(sami(body).encode(), "x.smi").document)) == [
        (1000, 2000, "당신은"),
        (2000, 4000, "누구야?"),
        (4000, 5000, "네 남편"),
    ]
