"""Reading, editing and what is recorded."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Image, Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import Change
from crossreel.domain.errors import Cancelled, NotFound, Refused
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.storage import journal
from crossreel.storage.database import Database
from tests.unit.storage.drama import change, edits_of, header, over, put_drama, raises


def title(database: Database, code: str = "HEIR") -> Title:
    return Title(id=database.new_id(), code=code, name="The Hidden Heir", genres=("revenge",))


def test_what_was_put_is_there_after_closing_and_opening(catalog: Path, database: Database) -> None:
    kept = title(database)
    picture = Image(id=database.new_id(), title_id=kept.id, media_type="image/png", width=1, height=2, data=b"\0\xff")
    change(database, kept, picture)
    database.close()
    again = Database.open(catalog, mode="read")
    with again.read() as uow:
        assert uow.get(Title, kept.id) == kept
        assert uow.get(Image, picture.id) == picture
        assert uow.find(Title, 1) is None
        with pytest.raises(NotFound):
            uow.get(Title, 1)
    again.close()


def test_where_orders_cues_by_time_and_episodes_by_number(database: Database) -> None:
    drama = put_drama(database)
    track_id = drama.track_ids[1, "en"]
    early = Cue(id=database.new_id(), track_id=track_id, start_ms=0, end_ms=100, text="Early")
    change(database, early, Episode(id=database.new_id(), title_id=drama.title_id, number=0))
    with database.read() as uow:
        cues = uow.where(Cue, track_id=track_id)
        assert cues == sorted(cues, key=lambda cue: cue.order) and cues[0] == early
        assert [episode.number for episode in uow.where(Episode, title_id=drama.title_id)] == [0, 1, 2]
        assert len(uow.where(Cue, track_id=list(drama.track_ids.values()))) == 25
        assert uow.where(Cue, track_id=[]) == []
        assert len(uow.where(Cue, anchor_id=None, track_id=track_id)) == 1
        assert {track.role for track in uow.where(Track, language=("zh-Hans",))} == {Role.SOURCE}


def test_a_long_list_is_asked_in_pieces_and_stays_in_order(database: Database) -> None:
    drama = put_drama(database)
    track_id = drama.track_ids[1, "zh-Hans"]
    cues = [
        Cue(id=database.new_id(), track_id=track_id, start_ms=(index * 7919) % 90_000, end_ms=90_000) for index in range(12_000)
    ]
    change(database, *cues)
    with database.read() as uow:
        assert uow.where(Cue, id=[cue.id for cue in cues]) == sorted(cues, key=lambda cue: cue.order)


def test_an_edit_tells_what_changed_and_who_did_it(database: Database) -> None:
    kept = title(database)
    made = change(database, kept)
    assert made.header.author == "Ana" and made.changes[0].before is None
    renamed = replace(kept, name="Other", genres=("revenge", "romance"))
    edit = change(database, renamed)
    (changed,) = edit.changes
    assert changed.kind == "title" and edit.ids("title") == {kept.id}
    assert changed.before is not None and changed.after is not None
    assert (changed.before["name"], changed.after["name"]) == ("The Hidden Heir", "Other")
    assert changed.after["genres"] == ["revenge", "romance"]
    with database.read() as uow:
        assert journal.changes(uow, [edit.id]) == {edit.id: [changed]}
        assert journal.changes(uow, [made.id]) == {made.id: [Change(kind="title", id=kept.id, before=None, after={})]}
        assert [found.id for found, _ in journal.changes_of_row(uow, kept.id)] == [edit.id]


def test_nothing_changed_leaves_no_line(database: Database) -> None:
    kept = title(database)
    change(database, kept)
    assert change(database, kept).changes == ()
    with database.edit(header()) as open_edit, open_edit.part() as uow:
        passing = title(database, "GONE")
        uow.put(passing)
        uow.remove(passing)
        over(uow, replace(kept, name="Other"))
        over(uow, kept)
    assert open_edit.edit.changes == ()
    with database.read() as uow:
        assert len(edits_of(uow, None)) == 1


def test_a_part_that_fails_writes_nothing_and_the_parts_before_it_stay(database: Database) -> None:
    kept, lost = title(database), title(database, "LOST")
    with pytest.raises(ZeroDivisionError), database.edit(header()) as open_edit:
        with open_edit.part() as uow:
            over(uow, kept)
        with open_edit.part() as uow:
            over(uow, lost)
            raise ZeroDivisionError
    with database.read() as uow:
        assert uow.where(Title) == [kept]
        (line,) = edits_of(uow, None)
    assert line.interrupted and open_edit.edit.interrupted and open_edit.edit.ids("title") == {kept.id}


def test_cancelling_keeps_the_finished_parts_as_an_ordinary_edit(database: Database) -> None:
    with pytest.raises(Cancelled), database.edit(header(), several_parts=True) as open_edit:
        with open_edit.part() as uow:
            uow.put(title(database))
        raise Cancelled
    with database.read() as uow:
        (line,) = edits_of(uow, None)
    assert not line.interrupted and line.id == open_edit.edit.id


def test_the_parts_of_an_edit_are_one_line_and_one_sum(catalog: Path, database: Database) -> None:
    kept = title(database)
    with database.edit(header()) as open_edit:
        for name in ("A", "B", "C"):
            with open_edit.part() as uow:
                over(uow, replace(kept, name=name))
    assert [(found.before, found.after and found.after["name"]) for found in open_edit.edit.changes] == [(None, "C")]
    with database.read() as uow:
        assert len(edits_of(uow, None)) == 1
        assert journal.open_edits(uow.connection) == []
    assert not list(catalog.parent.glob("*-edit-*"))


def test_two_rows_cannot_take_one_place(database: Database) -> None:
    drama = put_drama(database)
    with pytest.raises(Refused) as refused:
        change(database, title(database))
    assert (refused.value.code, refused.value.facts) == ("storage.taken_title", {"title_code": "HEIR"})
    with raises(Refused, "storage.taken_episode"):
        change(database, Episode(id=database.new_id(), title_id=drama.title_id, number=2))
    with raises(Refused, "storage.taken_track"):
        change(database, Track(id=database.new_id(), episode_id=drama.episode_ids[0], language="en", role=Role.TRANSLATION))


def test_numbers_may_be_swapped_within_one_part(database: Database) -> None:
    drama = put_drama(database)
    with database.read() as uow:
        first, second = uow.where(Episode, title_id=drama.title_id)
    change(database, replace(first, number=2), replace(second, number=1))
    with database.read() as uow:
        assert [episode.id for episode in uow.where(Episode, title_id=drama.title_id)] == [second.id, first.id]


def test_a_row_that_is_still_referred_to_cannot_go(database: Database) -> None:
    drama = put_drama(database)
    with raises(Refused, "storage.still_used"), database.edit(header()) as open_edit, open_edit.part() as uow:
        uow.remove(uow.get(Title, drama.title_id))
    with database.read() as uow:
        assert uow.find(Title, drama.title_id) is not None


def test_journaled_rows_are_only_written_in_an_edit(database: Database) -> None:
    kept = title(database)
    with pytest.raises(TypeError), database.derived() as uow:
        over(uow, kept)
    with pytest.raises(TypeError), database.read() as uow:
        over(uow, kept)
    with pytest.raises(TypeError), database.edit(header()) as open_edit, open_edit.part() as uow:
        uow.clear(Title, code="HEIR")


def test_findings_go_with_their_cue(database: Database) -> None:
    drama = put_drama(database)
    track_id = drama.track_ids[1, "en"]
    with database.read() as uow:
        first, second, third, _ = uow.where(Cue, track_id=track_id)
    with database.derived() as uow:
        for cue in (first, second, third):
            uow.put(finding(database, drama.title_id, drama.episode_ids[0], cue))
    with database.edit(header()) as open_edit, open_edit.part() as uow:
        uow.remove(first)
        over(uow, replace(second, text="Changed"))
    with database.read() as uow:
        assert [left.cue_id for left in uow.where(Finding)] == [third.id]
    with database.derived() as uow:
        uow.clear(Finding, title_id=drama.title_id, language=["en"])
    with database.read() as uow:
        assert uow.where(Finding) == []


def finding(database: Database, title_id: int, episode_id: int, cue: Cue) -> Finding:
    return Finding(
        id=database.new_id(), title_id=title_id, episode_id=episode_id, track_id=cue.track_id, language="en", cue_id=cue.id,
        rule="duration", severity=Severity.ERROR, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text, fingerprint=f"{cue.id}",
    )  # fmt: skip


def test_a_reader_sees_one_state_while_another_thread_writes(database: Database) -> None:
    change(database, title(database))
    with database.read() as uow:
        assert len(uow.where(Title)) == 1
        writer = threading.Thread(target=lambda: change(database, title(database, "SECOND")))
        writer.start()
        writer.join()
        assert len(uow.where(Title)) == 1
    with database.read() as uow:
        assert len(uow.where(Title)) == 2


def test_many_threads_write_without_losing_anything(database: Database) -> None:
    threads = [threading.Thread(target=lambda n=n: change(database, title(database, f"T{n}"))) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as uow:
        assert {found.code for found in uow.where(Title)} == {f"T{n}" for n in range(12)}
        assert len(edits_of(uow, None)) == 12


def test_an_edit_inside_a_part_is_our_mistake_and_no_deadlock(database: Database) -> None:
    with (
        pytest.raises(RuntimeError, match="inside a part"),
        database.edit(header()) as outer,
        outer.part(),
        database.edit(header()) as inner,
        inner.part(),
    ):
        pass
    with database.edit(header()) as after, after.part():
        pass
