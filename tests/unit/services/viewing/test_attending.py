"""Sittings in a real catalog: kept as facts, one person's never another's, measured against what stands there now."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Track
from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Refused
from crossreel.domain.screening.sitting import Sitting, shown
from crossreel.domain.screening.spans import Span
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.delivering.subject import read_subject
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.viewing.attending import Attending
from crossreel.storage.database import Database
from tests.builders import Drama, make_drama, media_info


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    database = Database.open(tmp_path / "catalog.crossreel", mode="window", author="Ana")
    made = make_drama(database.path, database=database)
    cataloging = Cataloging(database)
    for number, episode_id in enumerate(made.episode_ids, start=1):
        cataloging.set_media(episode_id, tmp_path / f"{number}.mp4", media_info(duration_ms=6000, content_key=f"key{number}"))
    yield made
    database.close()


def sitting(drama: Drama, number: int, *spans: tuple[int, int, int], person: str = "Ana", column: str = "en") -> Sitting:
    row = Cataloging(drama.database).matrix(drama.title_id).rows[number - 1]
    assert row.media is not None
    return Sitting(
        id=drama.database.new_id(), title_id=drama.title_id, episode_id=row.episode.id, language=column, person=person,
        version_id=row.media.id, content_key=row.media.content_key, duration_ms=6000, begun_ms=1_000, saved_ms=2_000 + number,
        at_ms=spans[-1][1], spans=tuple(Span(start_ms=a, end_ms=b, speed=c) for a, b, c in spans),
        cues=shown(drama.cues(number, column)),
    )  # fmt: skip


def test_a_sitting_grows_while_it_lasts_and_tells_where_one_stopped(drama: Drama) -> None:
    attending = Attending(drama.database)
    edits = len(History(drama.database).lines(drama.title_id))
    assert (attending.watched(drama.title_id), attending.stopped(drama.title_id, "en")) == ((), None)
    first = sitting(drama, 1, (0, 2000, 100))
    attending.record([first])
    attending.record([replace(first, spans=(Span(start_ms=0, end_ms=6000, speed=100),), at_ms=6000)])
    attending.record([sitting(drama, 2, (0, 3000, 200))])
    found = attending.watched(drama.title_id)
    assert [(each.percent, each.attentive_percent, each.is_unchanged) for each in found] == [(100, 100, True), (50, 0, True)]
    stop = attending.stopped(drama.title_id, "en")
    assert stop is not None and (stop.episode_id, stop.at_ms) == (drama.episode_ids[1], 3000)
    assert attending.stopped(drama.title_id, "ar") is None
    assert attending.stopped(drama.title_id, "en", person="Bo") is None
    assert len(History(drama.database).lines(drama.title_id)) == edits, "no edit, nothing to undo"


def test_what_one_person_watched_is_never_changed_by_another(drama: Drama) -> None:
    attending = Attending(drama.database)
    hers = sitting(drama, 1, (0, 6000, 100))
    attending.record([hers])
    drama.database.sign("Bo")
    his = sitting(drama, 1, (0, 600, 100), person="Bo")
    attending.record([his])
    for forged in (replace(hers, person="Bo", spans=()), replace(hers, spans=()), sitting(drama, 2, (0, 6000, 100), person="Ana")):
        with pytest.raises(Refused, match=r"screening.not_yours"):
            attending.record([forged])
    found = {each.person: each.percent for each in attending.watched(drama.title_id)}
    assert found == {"Ana": 100, "Bo": 10}
    assert {place: best.person for place, best in attending.best(drama.title_id).items()} == {(drama.episode_ids[0], "en"): "Ana"}


def renamed(drama: Drama, name: str) -> None:
    drama.database.rename_actor(drama.database.sign(name))


def test_who_takes_another_name_goes_on_where_they_were(drama: Drama) -> None:
    attending = Attending(drama.database)
    first = sitting(drama, 1, (0, 2000, 100))
    attending.record([first])
    renamed(drama, "Anna")
    assert [(each.person, each.percent) for each in attending.watched(drama.title_id)] == [("Anna", 33)]
    assert attending.stopped(drama.title_id, "en") is not None and attending.viewing(drama.title_id, "en").watched
    attending.record([replace(first, spans=(Span(start_ms=0, end_ms=6000, speed=100),))])
    assert [(each.person, each.percent) for each in attending.watched(drama.title_id)] == [("Anna", 100)], "begun as Ana"


def test_a_name_taken_while_the_catalog_was_closed_is_followed_when_it_opens(drama: Drama) -> None:
    path = drama.database.path
    for name in ("Bo", "Bodil"):
        database = Database.open(path, author=Actor(key="b", name=name))
        if name == "Bo":
            Attending(database).record([sitting(drama, 1, (0, 6000, 100), person="Bo")])
        watched = Attending(database).watched(drama.title_id)
        database.close()
        assert [each.person for each in watched] == [name]


def test_what_another_of_that_name_watched_is_never_taken_along(drama: Drama) -> None:
    ben = Database.open(drama.database.path, author=Actor(key="b", name="Ben"))
    Attending(ben).record([sitting(drama, 1, (0, 6000, 100), person="Ben")])
    ben.close()
    attending = Attending(drama.database)
    attending.record([sitting(drama, 2, (0, 6000, 100))])
    renamed(drama, "Ben")
    assert sorted(each.person for each in attending.watched(drama.title_id)) == ["Ana", "Ben"]


def test_what_was_mended_is_listed_until_it_was_watched_again(drama: Drama) -> None:
    attending, editing = Attending(drama.database), Editing(drama.database)
    attending.record([sitting(drama, 1, (0, 6000, 100)), sitting(drama, 2, (0, 6000, 100))])
    assert attending.changes(drama.title_id, "en") == ()
    cue = drama.cues(1, "en")[1]
    editing.set_text(cue.id, "Mended.")
    [place] = attending.changes(drama.title_id, "en")
    assert (place.episode_number, place.start_ms, place.end_ms, place.cue_id) == (1, cue.start_ms, cue.end_ms, cue.id)
    assert (place.texts, place.watch_from_ms) == (("Mended.",), max(0, cue.start_ms - 1000))
    assert attending.changes(drama.title_id, "en", person="Bo") == ()
    attending.record([sitting(drama, 1, (cue.start_ms, cue.end_ms, 100))])
    assert attending.changes(drama.title_id, "en") == ()
    assert attending.watched(drama.title_id)[0].current_percent == 100
    History(drama.database).undo(drama.title_id)
    assert attending.changes(drama.title_id, "en") == (), "the text of the first viewing is back: it was seen"


def test_another_picture_was_not_watched(drama: Drama) -> None:
    attending = Attending(drama.database)
    attending.record([sitting(drama, 1, (0, 6000, 100))])
    Cataloging(drama.database).set_media(drama.episode_ids[0], Path("/new.mp4"), media_info(duration_ms=6000, content_key="new"))
    [found] = attending.watched(drama.title_id)
    assert (found.percent, found.is_picture_current) == (0, False)


def test_sittings_stay_when_the_episode_goes_and_count_again_when_it_comes_back(drama: Drama) -> None:
    attending = Attending(drama.database)
    attending.record([sitting(drama, 1, (0, 6000, 100))])
    Cataloging(drama.database).remove_episodes([drama.episode_ids[0]])
    assert attending.watched(drama.title_id) == () and attending.stopped(drama.title_id, "en") is None
    History(drama.database).undo(drama.title_id)
    assert attending.watched(drama.title_id)[0].percent == 100


def test_the_gate_asks_for_what_the_profile_asks_for(drama: Drama) -> None:
    from crossreel.delivery.planner import plan_delivery
    from crossreel.delivery.registry import gates, packagers

    with drama.database.edit(EditHeader(label="edit.import", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.put_all([replace(track, state=State.APPROVED) for track in uow.where(Track)])
    Attending(drama.database).record([sitting(drama, 1, (0, 6000, 100)), sitting(drama, 2, (0, 5999, 100))])

    def refused(watched: int, language: str) -> list[tuple[str, object, object]]:
        profile = Profile(
            id="p", name="P", version="1", buyer="B", formats=(ProfileFormat(format_id="srt"),), include=("subtitles",),
            watched=watched,
        )  # fmt: skip
        with drama.database.read() as uow:
            subject = read_subject(uow, drama.title_id, profile, [language], drama.database.path).subject
        plan = plan_delivery(subject, profile, [language], packagers(), gates())
        return [(each.code, each.episode, each.facts.get("percent")) for each in plan.refusals]

    assert refused(100, "en") == [("delivery.watched_less", 2, 99)]
    assert refused(99, "en") == refused(0, "en") == []
    assert refused(1, "ar") == [("delivery.not_watched", 1, 0), ("delivery.not_watched", 2, 0)]
