"""What is asked: numbered lines, what stands around them, and of a title what occurs in them."""

from crossreel.domain.engines.translating import (
    Addressing,
    Block,
    LineLimits,
    Material,
    NearLine,
    Person,
    TermRendering,
    WantedLine,
)
from crossreel.engines.question import question_of

GU = Person(name="顾晨", rendering="Gu Chen", aliases=("顾总",), gender="male", register="curt", manner="never raises his voice")
LIN = Person(name="林夏", rendering="Lin Xia", gender="female")
WEI = Person(name="魏老", rendering="Old Wei")
MATERIAL = Material(
    synopsis="A heir hides who he is.",
    episode="They meet again.",
    people=(GU, LIN, WEI),
    addressing=(
        Addressing(who="林夏", to="顾晨", calls="Mr. Gu", form="formal"),
        Addressing(who="魏老", to="顾晨", calls="boy"),
        Addressing(who="顾晨", form="informal"),
    ),
    terms=(
        TermRendering(source="玉佩", rendering="jade pendant", note="never “amulet”"),
        TermRendering(source="集团", rendering="the Group"),
    ),
)


def block(**changes: object) -> Block:
    """Two lines of an episode."""
    usual: dict[str, object] = {
        "source_language": "zh-Hans",
        "language": "en",
        "lines": (WantedLine(id=71, text="你的玉佩\n呢", speaker="林夏", most_characters=20), WantedLine(id=72, text="丢了")),
        "before": (NearLine(text="顾总来了", speaker="秘书", rendering="Mr. Gu is here."),),
        "after": (NearLine(text="什么？！"),),
        "material": MATERIAL,
        "limits": LineLimits(line_length=42, lines=2, speed=17),
    }
    return Block(**{**usual, **changes})  # type: ignore[arg-type]


def test_lines_are_numbered_and_say_who_speaks_and_how_long_they_may_be() -> None:
    assert question_of(block()).content.split("\n") == [
        "",
        "What was said right before (only for you to know, do not answer it):",
        "- 秘书: 顾总来了 => Mr. Gu is here.",
        "",
        "Lines to translate:",
        "1 (林夏, at most 20)| 你的玉佩 呢",
        "2| 丢了",
        "",
        "What is said right after (only for you to know, do not answer it):",
        "- 什么？！",
    ]


def test_only_what_occurs_is_sent() -> None:
    told = question_of(block()).instructions
    assert "from Chinese (Simplified) [zh-Hans] to English [en]" in told
    assert "- 顾晨 / 顾总 = Gu Chen (male, curt, never raises his voice)" in told, "he is called by another name before"
    assert "- 林夏 = Lin Xia (female)" in told, "she speaks"
    assert "Old Wei" not in told and "boy" not in told
    assert "- 林夏 → 顾晨: “Mr. Gu”, formal" in told and "- 顾晨 → *: informal" in told
    assert "- 玉佩 = jade pendant (never “amulet”)" in told and "the Group" not in told
    assert "The series: A heir hides who he is." in told and "This episode: They meet again." in told
    assert "at most 2 lines of 42 characters, and is read at 17 characters a second" in told


def test_what_is_not_known_is_not_spoken_of() -> None:
    told = question_of(block(material=Material(), limits=LineLimits(), before=(), after=()))
    assert not any(
        word in told.instructions for word in ("People:", "Terms:", "Forms of address:", "The series:", "characters a second")
    )
    assert "right before" not in told.content and "right after" not in told.content
    assert "{" not in told.instructions


def test_a_refused_draft_is_told_with_what_was_wanted() -> None:
    line = WantedLine(id=1, text="滚", refused=("Roll!", "Go\naway | now"), wish="ruder")
    assert (
        "1 (Refused before, find another wording: Roll!; Go away / now, Wanted: ruder)| 滚"
        in question_of(block(lines=(line,))).content
    )


def test_braces_in_a_synopsis_are_only_braces() -> None:
    told = question_of(block(material=Material(synopsis="He says {source} and {0}."))).instructions
    assert "The series: He says {source} and {0}." in told


def test_lines_between_are_read_and_not_numbered() -> None:
    between = (NearLine(text="在这", speaker="顾晨", rendering="Here."),)
    lines = (WantedLine(id=1, text="玉佩呢"), WantedLine(id=2, text="给我", between=between))
    told = question_of(block(lines=lines, before=(), after=()))
    assert told.content.split("\n")[2:] == ["1| 玉佩呢", "- 顾晨: 在这 => Here.", "2| 给我"]
    assert "- 顾晨 / 顾总 = Gu Chen" in told.instructions
