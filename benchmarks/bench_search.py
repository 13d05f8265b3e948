"""Searching a large catalog: words, phrases and single characters, over everything and within a title or a language.

Measured on 200 titles (1.3 million lines); `SEARCH_CATALOG=FILE` measures a catalog made by `scripts/make_catalog.py` instead.
"""

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from crossreel.services.searching import Searching
from crossreel.storage.database import Database

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "make_catalog.py"
ASKED = {
    "zh-Hans": ("真", "真相", "回来今晚", "三年离婚总裁"),
    "en": ("love", "truth", "lo", "secr", "three years", "hidden", "promise 17"),
    "es-419": ("verdad", "esta noche"), "th": ("ฉัน", "ความจริง"), "ko": ("진실", "돌아와", "결"), "vi": ("sự thật",),
    "ar": ("الحقيقة",), "ja": ("秘密", "結婚式"), "id": ("nobody says this",),
}  # fmt: skip
ROUNDS = 20
PEER_ROUNDS = 3


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    named = os.environ.get("SEARCH_CATALOG")
    path = Path(named) if named else tmp_path_factory.mktemp("catalog") / "catalog.crossreel"
    if not named:
        subprocess.run([sys.executable, str(SCRIPT), str(path), "--titles", "200", "--cues", "14"], check=True, timeout=600)
    database = Database.open(path, mode="read")
    yield database
    database.close()


def times_of(ask: Any, questions: list[Any]) -> list[float]:
    """Return the seconds of every question."""
    taken = []
    for question in questions:
        began = time.perf_counter()
        ask(question)
        taken.append(time.perf_counter() - began)
    return taken


def test_reading_every_line(benchmark: Any, catalog: Database) -> None:
    statement = text("SELECT id FROM cue WHERE text LIKE :asked LIMIT 50")
    with catalog.read() as uow:
        ask = uow.connection.execute
        taken = times_of(lambda word: ask(statement, {"asked": f"%{word}%"}).all(), ["nobody says this"] * PEER_ROUNDS)
    benchmark.pedantic(lambda: None, rounds=1)
    benchmark.extra_info.update(is_peer=True, value=statistics.median(taken))


@pytest.mark.parametrize("within", ["", "title", "language"])
def test_search(benchmark: Any, catalog: Database, within: str) -> None:
    searching = Searching(catalog)
    with catalog.read() as uow:
        titles = list(uow.connection.execute(text("SELECT id FROM title")).scalars())
        lines = uow.connection.execute(text("SELECT count(*) FROM cue")).scalar()
    rng = random.Random(3)
    narrow: dict[str, Any] = {
        "": lambda _language: {},
        "title": lambda _language: {"title_id": rng.choice(titles)},
        "language": lambda language: {"language": language},
    }
    words = [(word, language) for language, asked in ASKED.items() for word in asked]
    questions = [(word, narrow[within](language)) for _ in range(ROUNDS) for word, language in words]
    for question in questions[: len(words)]:
        searching.search(question[0], **question[1])
    taken = times_of(lambda question: searching.search(question[0], **question[1]), questions)
    benchmark.pedantic(lambda: None, rounds=1)
    place = f" within a {within}" if within else ""
    benchmark.extra_info.update(
        what=f"search in {lines:,} lines{place}, 95th of 100",
        value=statistics.quantiles(taken, n=20)[-1],
        peer="test_reading_every_line",
        peer_name="reading every line",
        target="< 10 ms",
    )
