"""Translating by a server, good and bad: what holds is kept, what does not is asked for again, and everything is counted."""

from collections.abc import Callable, Sequence

import pytest

from crossreel.domain.engines.engine_info import EngineKind, EngineSetting
from crossreel.domain.engines.translating import Block, Material, Person, TermRendering, Translated, Usage, WantedLine
from crossreel.domain.errors import BadInput, Cancelled, Refused, Unavailable
from crossreel.engines.block_translator import MOST_QUESTIONS, BlockTranslator
from crossreel.engines.engine import Opening
from crossreel.engines.registry import open_engine
from crossreel.engines.server import Waits
from crossreel.i18n.messages import sentence
from tests.loopback import Call, Loopback, Reply, failed, nobody, said, serving

ENGLISH = {
    "你在哪": "Where are you?", "我在家": "I'm at home.", "别动": "Don't move.", "为什么": "Why?", "快走": "Go, quick!",
    "我不信": "I don't believe it.", "顾总来了": "Mr. Gu is here.", "救我": "Help me!",
}  # fmt: skip
SOURCES = tuple(ENGLISH)


def block(sources: Sequence[str] = SOURCES, **changes: object) -> Block:
    """Lines of an episode, by ids that are no numbers of theirs."""
    lines = tuple(WantedLine(id=1000 + place, text=text) for place, text in enumerate(sources))
    return Block(source_language="zh-Hans", language="en", lines=lines, **changes)  # type: ignore[arg-type]


def go_on() -> None:
    """Nobody cancels."""


def engine(loopback: Loopback | str, waits: Waits, key: str = "") -> BlockTranslator:
    """The engine, set up for a server."""
    address = loopback if isinstance(loopback, str) else loopback.address
    opening = Opening(
        setting=EngineSetting(name="mine", engine_id="chat_server", address=address, model="m-1"), key=key, waits=waits
    )
    opened = open_engine(EngineKind.TRANSLATING, opening)
    assert isinstance(opened, BlockTranslator)
    return opened


def answered(call: Call, change: Callable[[int, str], str | None] = lambda _number, text: text) -> str:
    """What a good model answers, line by line as a test changes it (None: not at all)."""
    made = ((number, change(number, ENGLISH[text])) for number, text in call.lines.items())
    return "\n".join(f"{number}| {text}" for number, text in made if text is not None)


def good(call: Call) -> Reply:
    """A good answer."""
    return said(answered(call))


def texts(translated: Translated) -> dict[int, str]:
    """The translations by id."""
    return {rendering.id: rendering.text for rendering in translated.renderings}


def reasons(translated: Translated) -> dict[int, str]:
    """Why lines have none, by id."""
    return {each.id: sentence(each.reason.code, each.reason.facts) for each in translated.unrendered}


ALL = {1000 + place: text for place, text in enumerate(ENGLISH.values())}


def test_a_good_server_is_asked_once(waits: Waits) -> None:
    with serving(good) as loopback:
        translated = engine(loopback, waits, key="k").translate(block(), go_on)
    assert texts(translated) == ALL and not translated.unrendered
    assert translated.usage == Usage(requests=1, sent_tokens=100, received_tokens=20)
    assert translated.model == "model-1"
    assert [call.json["model"] for call in loopback.calls] == ["m-1"]
    assert set(loopback.calls[0].json) == {"model", "messages"}, "what not every server knows is not sent"


@pytest.mark.parametrize(
    "dressed",
    [
        lambda text: f"```\n{text}\n```",
        lambda text: f"Sure! Here you go:\n```text\n{text}\n```\nHope this helps!",
        lambda text: f"Sure! Here is the translation:\n\n{text}\n\nAnything else?",
        lambda text: f"<think>Let me see.\n1| hm</think>\n{text}",
    ],
)
def test_fences_and_chatter_around_the_lines_do_no_harm(dressed: Callable[[str], str], waits: Waits) -> None:
    with serving(lambda call: said(dressed(answered(call)))) as loopback:
        assert texts(engine(loopback, waits).translate(block(), go_on)) == ALL
    assert len(loopback.calls) == 1


def test_a_wrong_numbering_is_asked_again(waits: Waits) -> None:
    def shifted(call: Call) -> Reply:
        return said("\n".join(f"{number + 1}| {ENGLISH[text]}" for number, text in call.lines.items()))

    with serving(shifted, good) as loopback:
        translated = engine(loopback, waits).translate(block(), go_on)
    assert texts(translated) == ALL
    assert [len(call.lines) for call in loopback.calls] == [8, 8]
    assert translated.usage == Usage(requests=2, sent_tokens=200, received_tokens=40), "what was of no use is paid as well"


def test_a_block_that_is_too_much_is_split(waits: Waits) -> None:
    """A model that loses a line of more than three, and shifts those behind it, is never believed."""

    def lossy(call: Call) -> Reply:
        lines = list(call.lines.values())
        kept = lines if len(lines) <= 3 else [*lines[:2], *lines[3:]]
        return said("\n".join(f"{number}| {ENGLISH[text]}" for number, text in enumerate(kept, 1)))

    with serving(lossy) as loopback:
        translated = engine(loopback, waits).translate(block(), go_on)
    assert texts(translated) == ALL
    assert [len(call.lines) for call in loopback.calls] == [8, 8, 4, 4, 2, 2, 4, 4, 2, 2]


def test_a_part_sees_what_stands_around_it_with_what_is_known_of_it(waits: Waits) -> None:
    with serving(lambda call: said(answered(call, lambda number, text: "" if number == 3 else text)), good) as loopback:
        assert texts(engine(loopback, waits).translate(block(), go_on)) == ALL
    again = loopback.calls[1].content
    assert loopback.calls[1].lines == {1: "别动"}
    assert "- 我在家 => I'm at home.\n" in again and "- 为什么 => Why?\n" in again


def test_only_lines_that_do_not_hold_are_asked_for_again(waits: Waits) -> None:
    spoilt = {2: "我在家", 4: "Translation: Why?", 6: "I don't 信 it.", 7: ""}
    with serving(lambda call: said(answered(call, lambda number, text: spoilt.get(number, text))), good) as loopback:
        translated = engine(loopback, waits).translate(block(), go_on)
    assert texts(translated) == ALL
    assert list(loopback.calls[1].lines.values()) == ["我在家", "为什么", "我不信", "顾总来了"]


def test_a_line_that_never_holds_is_left_with_its_reason_and_takes_no_other_along(waits: Waits) -> None:
    def stubborn(call: Call) -> Reply:
        return said("\n".join(f"{number}| {text if text == '别动' else ENGLISH[text]}" for number, text in call.lines.items()))

    with serving(stubborn) as loopback:
        translated = engine(loopback, waits).translate(block(), go_on)
    assert texts(translated) == {key: text for key, text in ALL.items() if key != 1002}
    assert reasons(translated) == {1002: "The engine gave the source line itself: “别动”."}
    assert [len(call.lines) for call in loopback.calls] == [8, 1, 1]


def test_an_answer_that_was_cut_is_gone_on_with(waits: Waits) -> None:
    """What stood before the last line it began is paid and kept."""

    def cut(call: Call) -> Reply:
        return said(answered(call, lambda number, text: text if number < 5 else text[:2] if number == 5 else None), finish="length")

    with serving(cut, good) as loopback:
        translated = engine(loopback, waits).translate(block(), go_on)
    assert texts(translated) == ALL
    assert [list(call.lines.values()) for call in loopback.calls[1:]] == [["快走", "我不信"], ["顾总来了", "救我"]]


def test_a_connection_that_breaks_off_is_tried_again(waits: Waits) -> None:
    half = said("1| Where")
    with serving(Reply(body=half.body[:20], cut=True), good) as loopback:
        assert texts(engine(loopback, waits).translate(block(), go_on)) == ALL
    assert len(loopback.calls) == 2


def test_a_busy_server_is_waited_for(waits: Waits, pauses: list[float]) -> None:
    with serving(failed(429, Retry_After="3"), good) as loopback:
        assert texts(engine(loopback, waits).translate(block(), go_on)) == ALL
    assert pauses == [3] and len(loopback.calls) == 2


@pytest.mark.parametrize("garbage", ["", "I'd rather talk about the weather.\n\nIt is nice.", "{}", "。。。\n。。。"])
def test_garbage_is_asked_for_twice_and_paid(garbage: str, waits: Waits) -> None:
    with serving(said(garbage)) as loopback:
        translated = engine(loopback, waits).translate(block(), go_on)
    assert texts(translated) == {} and translated.usage.requests == len(loopback.calls) == 2
    assert set(reasons(translated).values()) == {"The engine gave 0 lines where 8 were wanted, or numbered them otherwise."}


def test_a_server_that_always_errs_is_asked_so_often_and_no_more(waits: Waits) -> None:
    with serving(lambda call: said("\n".join(f"{number + 7}| no" for number in call.lines))) as loopback:
        translated = engine(loopback, waits).translate(block(SOURCES * 4), go_on)
    assert len(loopback.calls) == MOST_QUESTIONS and len(translated.unrendered) == 32


@pytest.mark.parametrize(("reply", "kind"), [(failed(401), Refused), (failed(404), BadInput), (failed(500), Unavailable)])
def test_a_server_that_gives_nothing_is_an_error(reply: Reply, kind: type[Exception], waits: Waits) -> None:
    with serving(reply) as loopback, pytest.raises(kind):
        engine(loopback, waits).translate(block(), go_on)
    with pytest.raises(Unavailable):
        engine(nobody(), waits).translate(block(), go_on)


@pytest.mark.parametrize("body", [b'{"choices": []}', b'{"choices": [{"message": {}}]}', b'{"choices": [7]}', b'{"error": 1}'])
def test_json_that_is_no_answer_is_an_error(body: bytes, waits: Waits) -> None:
    with serving(Reply(body=body)) as loopback, pytest.raises(BadInput) as raised:
        engine(loopback, waits).translate(block(), go_on)
    assert "cannot be read" in sentence(raised.value.code, raised.value.facts)


def test_a_failure_after_something_was_paid_loses_nothing(waits: Waits) -> None:
    with serving(lambda call: said(answered(call, lambda number, text: "" if number == 8 else text)), failed(500)) as loopback:
        translated = engine(loopback, waits).translate(block(), go_on)
    assert len(translated.renderings) == 7 and translated.usage.requests == 1
    assert reasons(translated) == {1007: f"The server {loopback.address} failed (500): no"}


def test_a_cancel_after_something_was_paid_loses_nothing(waits: Waits) -> None:
    def stop() -> None:
        if len(loopback.calls) > 1:
            raise Cancelled

    with serving(
        lambda call: said(answered(call, lambda number, text: "" if number == 8 else text)), Reply(hangs=True)
    ) as loopback:
        translated = engine(loopback, waits).translate(block(), stop)
    assert len(translated.renderings) == 7
    assert reasons(translated) == {1007: "It was cancelled before this line was done."}
    loopback.calls.clear()
    with serving(Reply(hangs=True)) as loopback, pytest.raises(Cancelled):
        loopback.calls += [Call(path="", headers={}, body=b"")] * 2
        engine(loopback, waits).translate(block(), stop)


def test_names_that_were_brought_are_told_once_and_only_where_they_are_true(waits: Waits) -> None:
    told = "\n\n@ 顾总 = Mr. Gu (person)\n@ 玉佩 = jade pendant (term)\n@ 救我 = Save us (term)\n@ 家 = home (place)"
    material = Material(people=(Person(name="林夏"),), terms=(TermRendering(source="家", rendering="home"),))
    with serving(lambda call: said(answered(call) + told)) as loopback:
        translated = engine(loopback, waits).translate(block(material=material), go_on)
    assert [(name.source, name.rendering, name.is_person) for name in translated.names] == [("顾总", "Mr. Gu", True)]


def test_what_the_server_does_not_count_is_estimated_and_said(waits: Waits) -> None:
    with serving(lambda call: said(answered(call), usage=None)) as loopback:
        opened = engine(loopback, waits)
        usage = opened.translate(block(), go_on).usage
        before = opened.estimate(block())
    assert not usage.is_counted and usage.sent_tokens == before.sent_tokens
    assert 0.4 <= before.received_tokens / usage.received_tokens <= 2.5


def test_an_estimate_asks_nobody(waits: Waits) -> None:
    usage = engine("http://127.0.0.1:9/v1", waits).estimate(block())
    assert usage.requests == 1 and not usage.is_counted
    assert engine("http://127.0.0.1:9/v1", waits).estimate(block(SOURCES * 2)).received_tokens == 2 * usage.received_tokens


def test_no_lines_ask_nothing(waits: Waits) -> None:
    assert engine("http://127.0.0.1:9/v1", waits).translate(block(()), go_on) == Translated(renderings=())


def test_a_text_in_parts_as_some_servers_write_it(waits: Waits) -> None:
    body = b'{"choices": [{"message": {"content": [{"type": "text", "text": "1| Where "}, {"type": "text", "text": "are you?"}]}}]}'
    with serving(Reply(body=body)) as loopback:
        assert texts(engine(loopback, waits).translate(block(SOURCES[:1]), go_on)) == {1000: "Where are you?"}


def test_half_a_character_is_asked_for_again_and_never_kept(waits: Waits) -> None:
    half = Reply(body=b'{"choices": [{"message": {"content": "1| Where \\ud83d are you?"}}]}')
    with serving(half, good) as loopback:
        assert texts(engine(loopback, waits).translate(block(SOURCES[:1]), go_on)) == {1000: "Where are you?"}
    assert len(loopback.calls) == 2


def test_a_speaker_before_a_line_is_no_part_of_it(waits: Waits) -> None:
    lines = (WantedLine(id=1, text="你在哪", speaker="顾总"),)
    asked = Block(
        source_language="zh-Hans",
        language="en",
        lines=lines,
        material=Material(people=(Person(name="顾晨", rendering="Gu Chen", aliases=("顾总",)),)),
    )
    with serving(said("1| Gu Chen: “Where are you?”")) as loopback:
        assert texts(engine(loopback, waits).translate(asked, go_on)) == {1: "Where are you?"}
