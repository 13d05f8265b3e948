"""The catalog, the matrix and the figures behind them."""

import threading
from collections.abc import Mapping
from dataclasses import replace

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Title, TitleLanguage
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Delivery
from crossreel.domain.errors import NotFound, Refused
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.views.grid import Cell, Matrix
from crossreel.storage import queries
from crossreel.storage.database import Database
from crossreel.storage.delivered import deliveries
from tests.unit.storage.drama import Drama, change, header, put_drama, raises


def matrix(database: Database, drama: Drama) -> Matrix:
    with database.read() as uow:
        return queries.matrix(uow, drama.title_id)


def cell(database: Database, drama: Drama, language: str = "en", episode: int = 1) -> Cell:
    return matrix(database, drama).rows[episode - 1].cells[language]


def cues(database: Database, drama: Drama, language: str = "en", episode: int = 1) -> list[Cue]:
    with database.read() as uow:
        return uow.where(Cue, track_id=drama.track_ids[episode, language])


def progress(database: Database) -> dict[str, Mapping[State, int]]:
    with database.read() as uow:
        (row,) = queries.title_rows(uow)
    return {language.language: language.states for language in row.languages}


def set_state(database: Database, drama: Drama, state: State, language: str = "en") -> None:
    with database.read() as uow:
        track = uow.get(Track, drama.track_ids[1, language])
    change(database, replace(track, state=state))


def test_the_matrix_has_every_episode_and_language_the_source_first(database: Database) -> None:
    drama = put_drama(database)
    change(database, TitleLanguage(id=database.new_id(), title_id=drama.title_id, language="th"))
    found = matrix(database, drama)
    assert found.languages == ("zh-Hans", "th", "ar", "en")
    assert [row.episode.number for row in found.rows] == [1, 2]
    assert found.rows[0].media is not None and found.rows[0].media.path == "/video/1.mp4"
    assert found.duration_ms == 120_000
    first = found.rows[0].cells
    assert first["th"] == Cell(episode_id=drama.episode_ids[0], language="th", track_id=None, state=State.MISSING)
    assert (first["en"].state, first["en"].cue_count, first["en"].untranslated) == (State.TRANSLATED, 4, 0)
    with database.read() as uow, pytest.raises(NotFound):
        queries.matrix(uow, 1)


def test_a_cell_with_an_untranslated_line_is_started(database: Database) -> None:
    drama = put_drama(database)
    first, second, third, fourth = cues(database, drama)
    change(database, replace(second, text=" "))
    assert (cell(database, drama).state, cell(database, drama).untranslated) == (State.STARTED, 1)
    spine = cues(database, drama, "zh-Hans")
    change(database, replace(first, anchor_last_id=spine[1].id))
    assert (cell(database, drama).state, cell(database, drama).untranslated) == (State.TRANSLATED, 0)
    with database.edit(header()) as open_edit, open_edit.part() as uow:
        uow.remove(third)
    assert cell(database, drama).untranslated == 1
    change(database, replace(spine[2], text=""))
    assert cell(database, drama).untranslated == 0, "a source line without text asks for no translation"
    change(database, Cue(id=database.new_id(), track_id=spine[0].track_id, start_ms=9000, end_ms=9500, text="新"))
    assert {cell(database, drama, language).untranslated for language in ("en", "ar")} == {1}
    assert cell(database, drama, "zh-Hans").state is State.TRANSLATED
    change(database, *(replace(cue, text="") for cue in (first, fourth)))
    assert cell(database, drama).state is State.MISSING


def test_a_cell_is_delivered_while_its_content_is_what_was_delivered_last(database: Database) -> None:
    drama = put_drama(database)
    set_state(database, drama, State.APPROVED)
    key = f"{drama.episode_ids[0]}:en"
    with database.read() as uow:
        digest = queries.content_digests(uow, drama.title_id)[drama.episode_ids[0], "en"]
    delivery = Delivery(
        id=database.new_id(), title_id=drama.title_id, profile_id="app", languages=("en",), package_path="/p", author="Ana",
        created_ms=1, cells={key: digest},
    )  # fmt: skip
    with database.derived() as uow:
        uow.put(delivery)
    assert cell(database, drama).state is State.DELIVERED
    assert progress(database)["en"] == {State.DELIVERED: 1, State.TRANSLATED: 1}
    cue = cues(database, drama)[0]
    change(database, replace(cue, placement="8"))
    assert cell(database, drama).state is State.APPROVED
    change(database, cue)
    assert cell(database, drama).state is State.DELIVERED
    with database.derived() as uow:
        uow.put(replace(delivery, id=database.new_id(), created_ms=2, cells={key: "other"}))
    assert cell(database, drama).state is State.APPROVED
    with database.read() as uow:
        assert [found.created_ms for found in deliveries(uow, drama.title_id)] == [2, 1]


def test_each_buyer_has_what_was_delivered_to_it_last(database: Database) -> None:
    drama = put_drama(database)
    set_state(database, drama, State.APPROVED)
    key = f"{drama.episode_ids[0]}:en"
    with database.read() as uow:
        first = queries.content_digests(uow, drama.title_id)[drama.episode_ids[0], "en"]

    def deliver(buyer: str, digest: str, created_ms: int) -> None:
        with database.derived() as uow:
            uow.put(
                Delivery(
                    id=database.new_id(), title_id=drama.title_id, profile_id="app", languages=("en",), package_path="/p",
                    author="Ana", created_ms=created_ms, cells={key: digest}, buyer=buyer,
                )
            )  # fmt: skip

    deliver("APP", first, 1)
    change(database, replace(cues(database, drama)[0], text="Other words"))
    set_state(database, drama, State.APPROVED)
    with database.read() as uow:
        second = queries.content_digests(uow, drama.title_id)[drama.episode_ids[0], "en"]
    assert (cell(database, drama).state, cell(database, drama).outdated) == (State.APPROVED, ("APP",))
    deliver("TELCO", second, 2)
    found = cell(database, drama)
    assert (found.state, found.buyers, found.outdated) == (State.DELIVERED, ("TELCO",), ("APP",))
    deliver("APP", second, 3)
    assert cell(database, drama).buyers == ("APP", "TELCO")
    change(database, replace(cues(database, drama)[0], placement="8"))
    set_state(database, drama, State.APPROVED)
    assert (cell(database, drama).state, cell(database, drama).outdated) == (State.APPROVED, ("APP", "TELCO"))


def test_findings_count_until_they_are_waived(database: Database) -> None:
    drama = put_drama(database)
    cue = cues(database, drama)[0]
    with database.derived() as uow:
        for number, severity in enumerate((Severity.ERROR, Severity.ERROR, Severity.WARNING, Severity.INFO)):
            uow.put(
                Finding(
                    id=database.new_id(), title_id=drama.title_id, episode_id=drama.episode_ids[0], track_id=cue.track_id,
                    language="en", cue_id=cue.id, rule="gap", severity=severity, start_ms=0, end_ms=1, text="",
                    fingerprint=f"f{number}",
                )
            )  # fmt: skip
    assert (cell(database, drama).errors, cell(database, drama).warnings) == (2, 1)
    waiver = Waiver(
        id=database.new_id(), title_id=drama.title_id, fingerprint="f0", rule="gap", language="en", cue_id=cue.id, author="Ana",
        reason="Meant so", created_ms=1,
    )  # fmt: skip
    change(database, waiver)
    assert (cell(database, drama).errors, cell(database, drama).warnings) == (1, 1)
    with database.read() as uow:
        assert queries.title_rows(uow)[0].open_errors == 1
        assert len(queries.open_findings(uow, drama.title_id)) == 3
        assert len(queries.open_findings(uow, drama.title_id, include_waived=True, language=["en"])) == 4
        assert queries.open_findings(uow, drama.title_id, language="ar") == []
    change(database, replace(cue, text="Changed"))
    assert cell(database, drama).errors == 0
    with database.read() as uow:
        assert queries.title_rows(uow)[0].open_errors == 0


def test_notes_count_until_they_are_resolved(database: Database) -> None:
    drama = put_drama(database)
    note = Note(
        id=database.new_id(), title_id=drama.title_id, episode_id=drama.episode_ids[0], language="en", at_ms=1, text="Late",
        author="Ana", created_ms=1,
    )  # fmt: skip
    change(database, note, replace(note, id=database.new_id(), parent_id=note.id, text="Why?"))
    assert cell(database, drama).notes == 1
    change(database, replace(note, resolved_by="Ben"))
    assert cell(database, drama).notes == 0


def test_the_catalog_shows_each_title_with_its_progress(database: Database) -> None:
    drama = put_drama(database, code="B")
    put_drama(database, code="A", episodes=1, languages=("zh-Hans",))
    change(database, Title(id=database.new_id(), code="EMPTY", name="An empty one"))
    with database.read() as uow:
        rows = queries.title_rows(uow)
    assert [row.title.name for row in rows] == ["An empty one", "The Hidden Heir", "The Hidden Heir"]
    empty, first = rows[0], next(row for row in rows if row.title.id == drama.title_id)
    assert [(row.language, row.states) for row in empty.languages] == [("zh-Hans", {})]
    assert (first.episode_count, first.duration_ms, first.worked_on_ms) == (2, 120_000, drama.edit.at_ms)
    assert [(row.language, row.states, row.episodes) for row in first.languages] == [
        (language, {State.TRANSLATED: 2}, 2) for language in ("zh-Hans", "ar", "en")
    ]


def test_the_figures_follow_episodes_and_videos(database: Database) -> None:
    drama = put_drama(database)
    with database.read() as uow:
        video = uow.where(Version, episode_id=drama.episode_ids[0])[0]
    change(database, replace(video, file_ms=90_000), Episode(id=database.new_id(), title_id=drama.title_id, number=3))
    with database.read() as uow:
        row = queries.title_rows(uow)[0]
    assert (row.episode_count, row.duration_ms) == (3, 150_000)
    assert row.languages[0].states == {State.TRANSLATED: 2, State.MISSING: 1}
    change(database, replace(video, file_ms=90_000, in_ms=10_000, out_ms=35_000))
    burned = replace(video, id=database.new_id(), is_reference=False, look=Look.BURNED, file_ms=60_000)
    change(database, burned)
    with database.read() as uow:
        assert queries.title_rows(uow)[0].duration_ms == 25_000 + 60_000
        assert [each.duration_ms for each in queries.references(uow, drama.title_id)] == [25_000, 60_000]
        seen = uow.get(Version, video.id)
    with raises(Refused, "storage.taken_reference"):
        change(database, replace(burned, is_reference=True))
    change(database, replace(seen, is_reference=False), replace(burned, is_reference=True))
    change(database, replace(seen, is_reference=False, in_ms=0, out_ms=90_000))
    with database.read() as uow:
        assert queries.title_rows(uow)[0].duration_ms == 60_000 + 60_000
    set_state(database, drama, State.CHECKED)
    assert progress(database)["en"] == {State.CHECKED: 1, State.TRANSLATED: 1, State.MISSING: 1}


def test_titles_without_a_source_hang_on_the_template(database: Database) -> None:
    drama = put_drama(database)
    with database.read() as uow:
        source = uow.get(Track, drama.track_ids[1, "zh-Hans"])
    change(database, replace(source, role=Role.TEMPLATE))
    assert cell(database, drama).untranslated == 0
    change(database, replace(source, role=Role.SDH))
    assert (cell(database, drama).untranslated, cell(database, drama).state) == (0, State.TRANSLATED)
    assert cell(database, drama, "zh-Hans").state is State.MISSING


def test_figures_of_another_version_are_made_anew(database: Database) -> None:
    put_drama(database)
    with database.read() as uow:
        before = queries.title_rows(uow)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM track_summary")
        connection.exec_driver_sql("UPDATE title_summary SET progress = '[]'")
        connection.exec_driver_sql("DELETE FROM meta WHERE key = 'summaries_version'")
    again = Database.open(database.path)
    again.maintain(lambda _done, _total: None)
    with again.read() as uow:
        assert queries.title_rows(uow) == before
    again.close()


def test_the_cues_of_a_title_come_by_track_and_in_order(database: Database) -> None:
    drama = put_drama(database)
    with database.read() as uow:
        everything = queries.cues_by_track(uow, drama.title_id)
        assert set(everything) == set(drama.track_ids.values())
        assert everything[drama.track_ids[2, "ar"]] == uow.where(Cue, track_id=drama.track_ids[2, "ar"])
        some = queries.cues_by_track(uow, drama.title_id, languages=["en"], episode_ids=[drama.episode_ids[1]])
        assert set(some) == {drama.track_ids[2, "en"]}


def test_rows_are_read_from_any_thread(database: Database) -> None:
    drama = put_drama(database)
    found: list[Matrix] = []
    threads = [threading.Thread(target=lambda: found.append(matrix(database, drama))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [matrix(database, drama)] * 8
