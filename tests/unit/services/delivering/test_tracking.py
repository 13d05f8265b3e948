"""What each buyer has, and what it said of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.delivery import Plan
from crossreel.domain.errors import BadInput, NotFound, Refused
from crossreel.domain.redelivery import GONE, REJECTED, TEXT_CHANGED, SentState
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.receipt import Receipt
from crossreel.domain.trade.right import WORLD, Licence, Right
from crossreel.domain.views.delivery_board import BoardRow
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.receiving import Receiving
from crossreel.services.delivering.tracking import Tracking
from crossreel.services.history.undoing import History
from tests.unit.services.delivering.conftest import Shelf


def tracking(shelf: Shelf) -> Tracking:
    return Tracking(shelf.database, profiles=delivering(shelf).profiles)


def delivering(shelf: Shelf) -> Delivering:
    return Delivering(shelf.database, folder=shelf.profiles)


def buyer(shelf: Shelf, code: str, **fields: object) -> Buyer:
    made = Buyer(id=shelf.database.new_id(), code=code, name=code.title(), profile_id="plain", **fields)  # type: ignore[arg-type]
    shelf.change(made)
    return made


def due(shelf: Shelf, code: str) -> Plan:
    return delivering(shelf).plan(shelf.title_id, buyer=code, changed_only=True)


def send(shelf: Shelf, code: str, out: Path, languages: tuple[str, ...] = ("en", "th")) -> None:
    told = delivering(shelf).deliver(shelf.title_id, "", languages, out, wording=Words, buyer=code, changed_only=True)
    assert told.package is not None, told.plan.refusals


def rows(shelf: Shelf) -> dict[tuple[str, str], str]:
    """Return the letters of the states of each row of the board."""
    return {
        (row.buyer, row.column): "".join(cell.state.value[0] for cell in row.cells)
        for row in tracking(shelf).board(shelf.title_id).rows
    }


def row(shelf: Shelf, code: str, column: str) -> BoardRow:
    return next(each for each in tracking(shelf).board(shelf.title_id).rows if (each.buyer, each.column) == (code, column))


def cell(shelf: Shelf, number: int, language: str) -> tuple[int, Track, Cue]:
    with shelf.database.read() as uow:
        (episode,) = uow.where(Episode, title_id=shelf.title_id, number=number)
        (track,) = uow.where(Track, episode_id=episode.id, language=language)
        return episode.id, track, uow.where(Cue, track_id=track.id)[0]


def test_buyers_and_languages_stand_beside_episodes(shelf: Shelf, tmp_path: Path) -> None:
    reel = buyer(shelf, "REEL")
    buyer(shelf, "APPLE")
    assert set(rows(shelf)) == {(code, tag) for code in ("APPLE", "REEL") for tag in ("en", "th", "ar")}
    send(shelf, "REEL", tmp_path)
    _, _, cue = cell(shelf, 2, "th")
    shelf.change(replace(cue, text="อะไรนะ"))
    told = rows(shelf)
    assert (told["REEL", "en"], told["REEL", "th"], told["APPLE", "th"]) == ("cc", "co", "nn")
    assert row(shelf, "REEL", "th").cells[1].reasons == (TEXT_CHANGED,)
    assert ("REEL", "ar") not in told, "it had two languages, and no right says otherwise"
    right = Right(
        id=shelf.database.new_id(), title_id=shelf.title_id, buyer_id=reel.id, territories=(WORLD,), licence=Licence.COIN,
        languages=("th", "ar"),
    )  # fmt: skip
    shelf.change(right)
    assert [each[1] for each in rows(shelf) if each[0] == "REEL"] == ["ar", "en", "th"], "what it has a right to, and what it had"
    assert due(shelf, "REEL").languages == ("ar", "th")


def test_subtitles_that_are_gone_are_not_called_changed(shelf: Shelf, tmp_path: Path) -> None:
    buyer(shelf, "REEL")
    send(shelf, "REEL", tmp_path)
    Cataloging(shelf.database).remove_language(shelf.title_id, "th")
    told = row(shelf, "REEL", "th").cells
    assert [(each.state, each.reasons) for each in told] == [(SentState.OUTDATED, (GONE,))] * 2
    assert sentence(GONE) == "its subtitles are gone from the title"


def test_what_a_buyer_rejects_goes_back_to_work_in_one_edit(shelf: Shelf, tmp_path: Path) -> None:
    buyer(shelf, "REEL")
    send(shelf, "REEL", tmp_path)
    episode_id, before, _ = cell(shelf, 2, "th")
    edit = Receiving(shelf.database).reject(shelf.title_id, "REEL", [(episode_id, "th")], "  Line 3 is out of step. ")
    assert rows(shelf)["REEL", "th"] == "cr"
    told = row(shelf, "REEL", "th").cells[1]
    assert (told.words, told.reasons) == ("Line 3 is out of step.", (REJECTED,))
    _, track, cue = cell(shelf, 2, "th")
    assert (before.state, track.state) == (State.APPROVED, State.TRANSLATED)
    with shelf.database.read() as uow:
        (note,) = uow.where(Note, title_id=shelf.title_id)
    assert (note.text, note.author, note.episode_id, note.column) == ("Line 3 is out of step.", "REEL", episode_id, "th")
    refused = due(shelf, "REEL")
    assert [(each.code, each.language) for each in refused.refusals] == [("delivery.state_low", "th")]
    History(shelf.database).undo(shelf.title_id)
    assert rows(shelf)["REEL", "th"] == "cc" and edit.header.label == "edit.receive_rejected"
    with shelf.database.read() as uow:
        assert not uow.where(Note, title_id=shelf.title_id) and uow.get(Track, track.id).state is State.APPROVED
    Receiving(shelf.database).reject(shelf.title_id, "REEL", [(episode_id, "th")], "Again")
    shelf.change(replace(cue, text="อะไรนะ"), replace(track, state=State.APPROVED))
    send(shelf, "REEL", tmp_path)
    assert rows(shelf)["REEL", "th"] == "cc", "the word was on what was sent before"


def test_a_verdict_is_as_few_receipts_as_say_it(shelf: Shelf, tmp_path: Path) -> None:
    buyer(shelf, "REEL")
    send(shelf, "REEL", tmp_path)
    receiving = Receiving(shelf.database)
    first, second = cell(shelf, 1, "en")[0], cell(shelf, 2, "en")[0]
    receiving.accept(shelf.title_id, "REEL")
    receiving.reject(shelf.title_id, "REEL", [(first, "th"), (second, "th"), (first, "en")], "Wrong")
    with shelf.database.read() as uow:
        said = [(each.verdict.value, each.episode_id, each.column) for each in uow.where(Receipt, title_id=shelf.title_id)]
    assert sorted(said, key=str) == sorted(
        [("accepted", None, ""), ("rejected", None, "th"), ("rejected", first, "en")], key=str
    )  # fmt: skip
    assert rows(shelf) == {("REEL", "en"): "rc", ("REEL", "th"): "rr"}


def test_what_cannot_be_received_is_said(shelf: Shelf, tmp_path: Path) -> None:
    buyer(shelf, "REEL")
    receiving, episode = Receiving(shelf.database), cell(shelf, 1, "en")[0]
    with pytest.raises(NotFound):
        receiving.accept(shelf.title_id, "REEL")
    send(shelf, "REEL", tmp_path, ("en",))
    with pytest.raises(Refused):
        receiving.accept(shelf.title_id, "REEL", [(episode, "th")])
    for reason in ("  ", "x" * 4001):
        with pytest.raises(BadInput):
            receiving.reject(shelf.title_id, "REEL", [(episode, "en")], reason)
    with pytest.raises(Refused) as caught:
        receiving.reject(shelf.title_id, "REEL", [], "Wrong")
    assert caught.value.code == "delivery.none_sent"


def test_a_territory_that_is_none_is_said_and_not_taken_for_a_part_of_the_world(shelf: Shelf) -> None:
    """The United Kingdom is GB, whoever writes UK: a right to the whole world without GB does not reach it."""
    reel = buyer(shelf, "REEL")
    shelf.change(
        Right(
            id=shelf.database.new_id(), title_id=shelf.title_id, buyer_id=reel.id, territories=(WORLD,), excluded=("GB",),
            licence=Licence.COIN,
        )
    )  # fmt: skip
    service = Delivering(shelf.database, folder=shelf.profiles)
    told = service.plan(shelf.title_id, buyer="REEL", territories=("us", "UK")).refusals
    assert [each.facts["territory"] for each in told if each.code == "delivery.right_territory"] == ["GB"]
    with pytest.raises(BadInput) as caught:
        service.plan(shelf.title_id, buyer="REEL", territories=("US", "EU"))
    assert (caught.value.code, caught.value.facts) == ("records.bad_territory", {"written": "EU"})


def test_a_buyer_is_served_by_its_own_profile(shelf: Shelf) -> None:
    made = buyer(shelf, "REEL")
    assert due(shelf, "REEL").profile_id == "plain"
    assert due(shelf, "PLAIN").profile_id == "plain", "the buyer that the profile names"
    shelf.change(replace(made, profile_id=""))
    with pytest.raises(BadInput):
        due(shelf, "REEL")
    with pytest.raises(NotFound):
        due(shelf, "NOBODY")


@contextmanager
def statements() -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_the_board_takes_no_more_statements_for_more_buyers_and_deliveries(shelf: Shelf, tmp_path: Path) -> None:
    counts = []
    for code in ("ONE", "TWO"):
        buyer(shelf, code)
        send(shelf, code, tmp_path)
        board = tracking(shelf)
        with statements() as sent:
            board.board(shelf.title_id)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 18
    assert SentState.CURRENT in row(shelf, "TWO", "en").counts()
