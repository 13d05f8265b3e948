"""The list of engines: what is written is read again, and an entry that cannot be used takes no other along."""

from pathlib import Path

import pytest

from crossreel.domain.engines.engine_info import EngineSetting, Price
from crossreel.domain.errors import BadInput, StorageFailed
from crossreel.i18n.messages import sentence
from crossreel.services.files.engine_list import FILE_NAME, read_engines, read_price, write_engines, written_price

PRICED = EngineSetting(
    name="大模型 \"one\"", engine_id="chat_server", address="https://host/v1", model="m/1", key_name="大模型",
    price=Price(currency="CNY", input_micros=150_000, output_micros=2_000_000, per_minute_micros=1), at_once=8,
)  # fmt: skip
FREE = EngineSetting(name="house", engine_id="chat_server", address="http://localhost:1/v1", model="m")


def told(folder: Path) -> list[str]:
    """Return what is wrong with a list, in words."""
    return [sentence(fault.code, fault.facts) for fault in read_engines(folder).faults]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert read_engines(tmp_path / "new").settings == ()
    write_engines(tmp_path / "new", [PRICED, FREE])
    assert read_engines(tmp_path / "new").settings == (PRICED, FREE)
    write_engines(tmp_path / "new", [])
    assert read_engines(tmp_path / "new").settings == () and told(tmp_path / "new") == []


def test_a_bad_entry_takes_no_other_along(tmp_path: Path) -> None:
    bad = (
        'engine = "chat_server"',
        'name = "a"\nengine = "chat_server"\naddress = 7',
        'name = "b"\nengine = "e"\ninput_price = "much"',
        'name = "c"\nengine = "e"\nat_once = "all"',
        'name = "good"\nengine = "e"',
    )
    entries = "".join(f"[[engine]]\n{each}\n" for each in (*bad, 'name = "good"\nengine = "chat_server"\ninput_price = 0.15'))
    (tmp_path / FILE_NAME).write_text(entries, "utf-8")
    assert [each.name for each in read_engines(tmp_path).settings] == ["good"]
    faults = told(tmp_path)
    assert [fault.partition(" of ")[0] for fault in faults] == ["Entry 1", "Entry 2", "Entry 3", "Entry 4", "Entry 6"]
    assert "a name and an engine" in faults[0] and "“much” is no price" in faults[2] and "is called “good” already" in faults[4]


@pytest.mark.parametrize("content", [b"[[engine]\n", b"\xff\xfe", b"engine = 3\n"])
def test_a_file_that_is_none_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert str(tmp_path / FILE_NAME) in told(tmp_path)[0]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StorageFailed):
        write_engines(tmp_path / "file", [FREE])


@pytest.mark.parametrize(
    ("written", "micros"), [("0.15", 150_000), ("0,15", 150_000), ("2", 2_000_000), ("", 0), (" .5 ", 500_000), ("1e-6", 1)]
)
def test_prices(written: str, micros: int) -> None:
    assert read_price(written) == micros
    assert read_price(written_price(micros)) == micros


@pytest.mark.parametrize("written", ["-1", "1.2.3", "cheap", "nan", "inf", "0.0000001", "1e30"])
def test_what_is_no_price(written: str) -> None:
    with pytest.raises(BadInput):
        read_price(written)
