"""What the memory has for a line: from approved episodes and from outside, as they stand now."""

from dataclasses import replace

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.memory_pair import MemoryPair
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.remembering.match import Part, PartKind
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.remembering.remembering import Remembering
from crossreel.services.remembering.tables import MemoryTables
from tests.builders import SOURCE, Drama, approve
from tests.growth.counting import counted
from tests.unit.services.remembering.conftest import Say


def told(memory: Remembering, line: str, language: str = "en") -> list[tuple[int, str]]:
    return [(match.score, match.text) for match in memory.search(line, SOURCE, language)]


def test_an_approved_line_is_offered_with_where_it_is_from(drama: Drama, memory: Remembering, say: Say) -> None:
    say(1, 2, "<i>你终于回来了</i>", "You are back at last.")
    assert told(memory, "你终于回来了") == [], "nobody approved it"
    approve(drama.database, drama.track_ids[1, "en"])
    (match,) = memory.offer(drama.title_id, "en", ["你终于\n回来了"], source_language=SOURCE)
    assert (match.score, match.text, match.count) == (100, "You are back at last.", 1), (
        "Chinese has no spaces: a break more is none"
    )
    assert (match.title_code, match.title_name, match.episode_number) == ("HEIR", "The Hidden Heir", 1)
    assert (match.cue_id, match.start_ms, match.author) == (drama.cues(1, "en")[2].id, 3000, "Ana")
    assert match.made_ms > 0
    assert told(memory, "你终于回来了") == [(100, "You are back at last.")]
    assert memory.offer(drama.title_id, "en", ["你终于回来了"], source_language=SOURCE, besides=match.cue_id) == ()
    assert told(memory, "你终于回来了", "ar") == told(memory, "…") == told(memory, "") == []


def test_a_line_like_it_says_which_words_differ(drama: Drama, memory: Remembering, say: Say) -> None:
    say(1, 0, "你终于回来了", "You are back at last.")
    approve(drama.database, drama.track_ids[1, "en"])
    (match,) = memory.search("我终于回来了", SOURCE, "en")
    assert (match.score, match.text) == (83, "You are back at last.")
    assert match.parts == (Part(PartKind.GONE, "你"), Part(PartKind.NEW, "我"), Part(PartKind.SAME, "终于回来了"))


def test_a_line_of_another_number_is_offered_with_that_number(drama: Drama, memory: Remembering, say: Say) -> None:
    say(1, 0, "你欠我500块", "You owe me <b>500</b>.")
    say(1, 1, "你欠他500块钱", "You owe him five hundred.")
    approve(drama.database, drama.track_ids[1, "en"])
    best, other = memory.search("你欠我800块", SOURCE, "en", least=60)
    assert (best.score, best.text, best.numbers_replaced) == (99, "You owe me <b>800</b>.", True)
    assert (other.score, other.text, other.numbers_replaced) == (72, "You owe him five hundred.", False)
    (spelled,) = memory.search("你欠他700块钱", SOURCE, "en", least=90)
    assert (spelled.score, spelled.text) == (98, "You owe him five hundred."), "not as good as one whose number could be replaced"


def test_the_memory_follows_what_is_done(drama: Drama, memory: Remembering, say: Say, history: History) -> None:
    say(1, 0, "走吧", "Let's go.")
    approve(drama.database, drama.track_ids[1, "en"])
    editing = Editing(drama.database)
    assert told(memory, "走吧") == [(100, "Let's go.")]
    editing.set_text(drama.cues(1, "en")[1].id, "Something else")
    assert told(memory, "走吧") == [], "its episode is not approved any more"
    history.undo(drama.title_id)
    assert told(memory, "走吧") == [(100, "Let's go.")]
    editing.set_text(drama.cues(1)[0].id, "别走")
    assert told(memory, "走吧") == told(memory, "别走") == [], "its source is another one since"
    history.undo(drama.title_id)
    editing.delete([drama.cues(1)[0].id])
    assert told(memory, "走吧") == []
    history.undo(drama.title_id)
    approve(drama.database, drama.track_ids[1, "en"], State.CHECKED)
    assert told(memory, "走吧") == []
    approve(drama.database, drama.track_ids[1, "en"])
    assert told(memory, "走吧") == [(100, "Let's go.")]


def test_a_translation_of_several_cues_is_remembered_as_one(drama: Drama, memory: Remembering) -> None:
    editing = Editing(drama.database)
    first, second = drama.cues(1)[:2]
    for cue, text in ((first, "如果你走"), (second, "就别回来")):
        editing.set_text(cue.id, text)
    editing.delete([drama.cues(1, "en")[1].id])
    english = drama.cues(1, "en")[0]
    with drama.database.edit(EditHeader(label="edit.anchor", title_id=drama.title_id)) as edit, edit.part() as uow:
        whole = replace(
            uow.get(Cue, english.id), anchor_last_id=second.id, text="If you leave, don't come back.", source_digest=None
        )
        uow.put(whole)
    approve(drama.database, drama.track_ids[1, "en"])
    (match,) = memory.offer(drama.title_id, "en", ["如果你走", "就别回来"], source_language=SOURCE)
    assert (match.score, match.source, match.text) == (100, "如果你走\n就别回来", "If you leave, don't come back.")


def test_the_same_translation_is_told_once_and_the_own_title_first(drama: Drama, memory: Remembering, say: Say) -> None:
    for at, english in ((0, "Yes."), (1, "Right."), (2, "Yes.")):
        say(1, at, "对啊对啊", english)
    say(2, 0, "对啊对啊", "Yes.")
    approve(drama.database, drama.track_ids[1, "en"])
    approve(drama.database, drama.track_ids[2, "en"])
    with drama.database.edit(EditHeader(label="edit.import_memory", title_id=None)) as edit, edit.part() as uow:
        pair = MemoryPair(
            id=uow.new_id(), source_language=SOURCE, source="对啊对啊", language="en", text="Indeed.", origin="old.tmx"
        )
        uow.put(pair)
    found = memory.offer(drama.title_id, "en", ["对啊对啊"], source_language=SOURCE)
    assert [(match.text, match.count, match.origin) for match in found] == [
        ("Yes.", 3, ""), ("Right.", 1, ""), ("Indeed.", 1, "old.tmx"),
    ]  # fmt: skip
    with drama.database.edit(EditHeader(label="edit.forget", title_id=None)) as edit, edit.part() as uow:
        uow.remove(uow.get(MemoryPair, pair.id))
    assert [match.text for match in memory.search("对啊对啊", SOURCE, "en")] == ["Yes.", "Right."]


def test_an_offer_asks_the_catalog_as_often_for_a_long_memory(drama: Drama, memory: Remembering, say: Say) -> None:
    def asked() -> int:
        with counted(drama.database) as sent:
            assert memory.offer(drama.title_id, "en", ["你好啊"], source_language=SOURCE)
        return sent.count

    say(1, 0, "你好啊", "Hello.")
    approve(drama.database, drama.track_ids[1, "en"])
    asked()
    few = asked()
    for at in range(4):
        say(2, at, "你好啊", f"Hi {at}.")
    approve(drama.database, drama.track_ids[2, "en"])
    asked()
    assert asked() == few <= 7


def test_what_is_too_much_to_be_held_is_proposed_by_the_index(drama: Drama, say: Say) -> None:
    say(1, 0, "你终于回来了，我等了你三年", "You are back at last.")
    say(1, 1, "你欠我500块", "You owe me 500.")
    approve(drama.database, drama.track_ids[1, "en"])
    held, proposed = Remembering(drama.database), Remembering(drama.database)
    proposed._tables = MemoryTables(drama.database, most_held=0)
    pairs = [("今晚就走吧，别回来了", "Leave tonight."), ("今晚就走", "Leave."), ("你欠他900块", "You owe him 900.")]
    with drama.database.edit(EditHeader(label="edit.import_memory", title_id=None)) as edit, edit.part() as uow:
        ids = [uow.new_id() for _pair in pairs]
        uow.put_all(
            MemoryPair(id=id, source_language=SOURCE, source=source, language="en", text=text)
            for id, (source, text) in zip(ids, pairs, strict=True)
        )

    def both(line: str) -> list[tuple[int, str]]:
        found = told(held, line)
        assert told(proposed, line) == found
        return found

    assert both("你终于回来了，她等了你三年") == [(92, "You are back at last.")]
    assert both("今晚就走吧，别再回来了") == [(95, "Leave tonight.")]
    assert both("你欠他700块") == [(99, "You owe him 700."), (80, "You owe me 500.")]
    with drama.database.edit(EditHeader(label="edit.forget", title_id=None)) as edit, edit.part() as uow:
        uow.remove(uow.get(MemoryPair, ids[0]))
        changed = replace(uow.get(MemoryPair, ids[1]), source="今晚就走，现在")
        uow.put(changed)
    assert both("今晚就走吧，别再回来了") == []
    assert both("今晚就走，现在吧")[0][1] == "Leave."
    editing = Editing(drama.database)
    for at, source in enumerate(("今晚就走，现在", "你欠他100块")):
        editing.set_text(drama.cues(2)[at].id, source)
        editing.set_text(drama.cues(2, "en")[at].id, "")
    plans = [memory.plan_fill(drama.title_id, ["en"], least=99) for memory in (held, proposed)]
    assert plans[0] == plans[1]
    assert [line.match.text for line in plans[0].lines] == ["Leave.", "You owe him 100."]
