"""A typed text, from the use case to the commit: journaled, counted, found by search, and with QC of what it touched."""

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import event

from bench_qc import LENGTH_MS, STEP_MS
from crossreel.app.bootstrap import RenderedSizes
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue, text_digest
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from crossreel.services.files.presets import shipped_zones
from crossreel.storage.database import Database

SOURCE = "zh-Hans"
OTHERS = ("en", "es-419", "pt-BR", "fr", "de", "ar", "th", "ja", "ko")
SIZES = {
    "200 cues x 10 languages": (200, OTHERS, "16 ms with the repaint"),
    "20,000 cues x 2 languages": (20_000, OTHERS[:1], "30 ms with the repaint"),
}
BETWEEN_KEYS_S = 0.02


class Typist:
    """Types into the middle of an episode of some size."""

    def __init__(self, database: Database, cues: int, languages: tuple[str, ...]) -> None:
        self.database = database
        self.texts = itertools.count(1)
        title = Title(id=database.new_id(), code="BENCH", name="The Hidden Heir", source_language=SOURCE)
        made = Episode(id=database.new_id(), title_id=title.id, number=1)
        spine: list[Cue] = []
        with database.edit(EditHeader(label="edit.create_title", title_id=None)) as edit, edit.part() as uow:
            uow.put(title)
            uow.put(made)
            for language in (SOURCE, *languages):
                role = Role.TRANSLATION if spine else Role.SOURCE
                track = Track(id=database.new_id(), episode_id=made.id, language=language, role=role)
                own = [self._cue(track, at, spine[at] if spine else None) for at in range(cues)]
                spine = spine or own
                uow.put_all([track, *own])
                self.translated = own[cues // 2]
        self.source = spine[cues // 2]
        checking = Checking(database, measure=RenderedSizes(), zones=shipped_zones())
        checking.run(title.id)
        self.editing = Editing(database, check=checking.check_part)

    def _cue(self, track: Track, at: int, anchor: Cue | None) -> Cue:
        return Cue(
            id=self.database.new_id(), track_id=track.id, start_ms=at * STEP_MS, end_ms=at * STEP_MS + LENGTH_MS,
            text=f"{track.language} {at}", anchor_id=anchor.id if anchor else None,
            anchor_last_id=anchor.id if anchor else None, source_digest=text_digest([anchor.text]) if anchor else None,
        )  # fmt: skip

    def type(self, cue: Cue) -> None:
        """Write a text that was not there before."""
        assert self.editing.set_text(cue.id, f"Where were you {next(self.texts)}").changes


@pytest.fixture(scope="module", params=list(SIZES))
def typist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Typist, str, str]]:
    """A typist, the size of the episode, and the target."""
    cues, languages, target = SIZES[request.param]
    database = Database.open(tmp_path_factory.mktemp("edit") / "catalog.crossreel", author="bench")
    yield Typist(database, cues, languages), request.param, target
    database.close()


def measure(benchmark: Any, act: Callable[[], None]) -> None:
    """Run it once a key, with the rest between keys that typing has."""
    act()
    benchmark.pedantic(act, setup=lambda: time.sleep(BETWEEN_KEYS_S), rounds=60, iterations=1)


def test_typed_translation(benchmark: Any, typist: tuple[Typist, str, str]) -> None:
    """A translation is written."""
    hand, size, target = typist
    benchmark.extra_info.update(what=f"typed text of a translation, {size}: asked to committed", target=target)
    measure(benchmark, lambda: hand.type(hand.translated))


def test_typed_source(benchmark: Any, typist: tuple[Typist, str, str]) -> None:
    """A source text is written, and every translation of it is told."""
    hand, size, target = typist
    benchmark.extra_info.update(what=f"typed text of the source, {size}: asked to committed", target=target)
    measure(benchmark, lambda: hand.type(hand.source))


def test_statements(benchmark: Any, typist: tuple[Typist, str, str]) -> None:
    """What a typed text sends to the catalog, BEGIN and COMMIT apart."""
    hand, size, _ = typist
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    def act() -> None:
        sent.clear()
        hand.type(hand.translated)

    event.listen(hand.database.engine, "before_cursor_execute", note)
    try:
        benchmark.pedantic(act, rounds=3, iterations=1)
    finally:
        event.remove(hand.database.engine, "before_cursor_execute", note)
    count = len([statement for statement in sent if not statement.startswith("BEGIN")])
    benchmark.extra_info.update(what=f"statements of a typed text, {size}", unit="statements", value=count, target="at most 25")
