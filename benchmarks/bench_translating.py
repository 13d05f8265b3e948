"""What asking a server costs beside the server: 2,400 lines in blocks of 24, with forty people known, on this machine."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.loopback import Call, Reply, said, serving

from crossreel.domain.engines.engine_info import EngineSetting
from crossreel.domain.engines.translating import Block, Material, Person, WantedLine
from crossreel.engines.block_translator import BlockTranslator
from crossreel.engines.engine import Opening
from crossreel.engines.translating.chat_server import open_server

BLOCKS, LINES = 100, 24
PEOPLE = tuple(Person(name=f"顾晨{number}", rendering=f"Gu {number}") for number in range(40))


def good(call: Call) -> Reply:
    """An answer that holds."""
    return said("\n".join(f"{number}| Where on earth is {number}?" for number in call.lines))


def block() -> Block:
    """The lines that are asked for each time."""
    lines = tuple(WantedLine(id=number, text=f"你到底在哪里{number}", most_characters=40) for number in range(LINES))
    return Block(source_language="zh-Hans", language="en", lines=lines, material=Material(people=PEOPLE, synopsis="A heir. " * 60))


@pytest.mark.parametrize("at_once", [1, 4])
def test_asking(at_once: int, benchmark: Any) -> None:
    with serving(good) as loopback:
        setting = EngineSetting(name="here", engine_id="chat_server", address=loopback.address, model="m")
        engine: BlockTranslator = open_server(Opening(setting=setting))
        asked = block()

        def ask(_number: int = 0) -> None:
            assert len(engine.translate(asked, lambda: None).renderings) == LINES

        def ask_all() -> None:
            with ThreadPoolExecutor(at_once) as threads:
                list(threads.map(ask, range(BLOCKS)))

        ask()
        began = time.perf_counter()
        benchmark.pedantic(ask_all, rounds=1, iterations=1)
        took = time.perf_counter() - began
    benchmark.extra_info.update(
        what=f"asking a loopback server for {BLOCKS * LINES:,} lines, {at_once} at a time: a line",
        value=took / BLOCKS / LINES * 1e6,
        unit="µs",
    )
