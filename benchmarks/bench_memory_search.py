"""Finding what the memory has for a line, with 100,000, 500,000 and 1,000,000 pairs, beside rapidfuzz over a plain list.

The lines are drawn: 3 to 16 characters of 3,500, as frequent as in a language (Zipf). Up to 500,000 are held in memory and
compared one by one; of more the index proposes candidates. Each question is a line of the catalog with one character changed.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from crossreel.domain.drafting.memory_pair import MemoryPair
from crossreel.domain.edits.edit import EditHeader
from crossreel.language.memory.keys import key_of, line_of
from crossreel.services.remembering.remembering import Remembering
from crossreel.storage.database import Database

SIZES = (100_000, 500_000, 1_000_000)
PART = 50_000
QUESTIONS = 60
LETTERS = 3_500
Grow = Callable[[int], tuple[Database, list[str]]]


class Lines:
    """Draws lines, always the same ones."""

    def __init__(self) -> None:
        self._drawn = np.random.default_rng(5)
        self._letters = [chr(0x4E00 + at * 5) for at in range(LETTERS)]
        shares = 1 / np.arange(1, LETTERS + 1)
        self._shares = shares / shares.sum()

    def draw(self, count: int) -> list[str]:
        """Return the next lines."""
        lengths = self._drawn.integers(3, 17, count)
        letters = iter(self._drawn.choice(LETTERS, size=int(lengths.sum()), p=self._shares))
        return ["".join(self._letters[next(letters)] for _ in range(length)) for length in lengths]


@pytest.fixture(scope="module")
def grow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grow]:
    """Give a catalog that grows to a number of pairs, and their lines."""
    database = Database.open(tmp_path_factory.mktemp("memory") / "catalog.crossreel", author="Ana")
    lines, drawn = list[str](), Lines()

    def to(count: int) -> tuple[Database, list[str]]:
        while len(lines) < count:
            some = drawn.draw(min(PART, count - len(lines)))
            with database.edit(EditHeader(label="edit.import_memory", title_id=None)) as edit, edit.part() as uow:
                uow.put_all(
                    MemoryPair(id=uow.new_id(), source_language="zh-Hans", source=line, language="en", text="…") for line in some
                )
            lines.extend(some)
        return database, lines

    yield to
    database.close()


@pytest.fixture(scope="module", params=SIZES)
def grown(request: pytest.FixtureRequest, grow: Grow) -> tuple[int, Database, list[str]]:
    """Give a size, the catalog when it has that many pairs, and their lines: one size after the other."""
    return request.param, *grow(request.param)


def questions(lines: list[str]) -> list[tuple[str, str]]:
    """Return lines, each with one like it that somebody asks for."""
    drawn = random.Random(7)
    asked = []
    for _ in range(QUESTIONS):
        line = drawn.choice([each for each in drawn.choices(lines, k=20) if len(each) >= 6] or lines)
        at = drawn.randrange(len(line))
        asked.append((line, line[:at] + drawn.choice(drawn.choice(lines)) + line[at + 1 :]))
    return asked


def times_of(ask: Callable[[str], object], lines: list[str]) -> list[float]:
    """Return the seconds of every question."""
    taken = []
    for line in lines:
        began = time.perf_counter()
        ask(line)
        taken.append(time.perf_counter() - began)
    return taken


def test_a_plain_list(benchmark: Any, grown: tuple[int, Database, list[str]]) -> None:
    keys = [key_of(line_of(line)) for line in grown[2]]
    asked = [key_of(line) for _line, line in questions(keys)[: QUESTIONS // 4]]
    taken = times_of(lambda key: process.extract(key, keys, scorer=fuzz.ratio, limit=9), asked)
    benchmark.pedantic(lambda: None, rounds=1)
    benchmark.extra_info.update(is_peer=True, value=statistics.median(taken))


def test_what_the_memory_has(benchmark: Any, grown: tuple[int, Database, list[str]]) -> None:
    count, database, lines = grown
    memory, asked = Remembering(database), questions(lines)
    began = time.perf_counter()
    memory.search(asked[0][1], "zh-Hans", "en")
    first = time.perf_counter() - began
    found = [line in {match.source for match in memory.search(like, "zh-Hans", "en")} for line, like in asked]
    worked = time.thread_time()
    taken = times_of(lambda line: memory.search(line, "zh-Hans", "en"), [like for _line, like in asked])
    worked = (time.thread_time() - worked) / len(asked)
    benchmark.pedantic(lambda: None, rounds=1)
    how = "proposed by the index" if count > 500_000 else "held"
    told = f"median {statistics.median(taken) * 1000:.0f} ms, {worked * 1000:.0f} ms of the processor, first {first:.1f} s, "
    told += f"{sum(found)} of {len(found)} lines found"
    benchmark.extra_info.update(
        what=f"what the memory has for a line, {count:,} pairs {how}, 95th of 100 ({told})",
        value=statistics.quantiles(taken, n=20)[-1],
        peer=f"test_a_plain_list[{count}]",
        peer_name="rapidfuzz over a plain list",
        target="50 ms with 100,000, 100 ms beyond 500,000",
    )
