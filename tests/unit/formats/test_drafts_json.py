"""Drafts as JSON: what is there is read whole, and what cannot be read is named with its place."""

import json
from typing import Any

import pytest

from crossreel.domain.drafting.drafts_file import ChangedLine
from crossreel.domain.errors import BadInput
from crossreel.formats.drafts_json import is_drafts, read_drafts, write_changes

LINE = {
    "id": "4611686018427387904",
    "start_ms": 500,
    "end_ms": 1900,
    "source": "你在哪",
    "text": "Where & <i>when</i>?",
    "confidence": 0.5,
}


def written(line: Any = LINE, **root: Any) -> bytes:
    """A file with one line."""
    told = {"format": "crossreel-drafts", "version": 1, "language": "en", "source_language": "zh-Hans", "maker": "Fastsub"}
    return json.dumps({**told, "episodes": [{"number": 7, "lines": [line]}], **root}, ensure_ascii=False).encode()


def test_a_line_is_read_with_all_it_says() -> None:
    found = read_drafts(written(), "a.json")
    assert is_drafts(written()) and not is_drafts(b'{"segments": []}')
    assert (found.maker, found.languages, found.source_language) == ("Fastsub", ("en",), "zh-Hans")
    (row,) = found.rows
    assert (row.cue_id, row.episode, row.start_ms, row.end_ms, row.confidence) == (4611686018427387904, 7, 500, 1900, 500)
    assert row.texts == {"en": "Where &amp; <i>when</i>?", "zh-Hans": "你在哪"}


def test_a_line_may_hold_several_languages_and_say_little() -> None:
    (row,) = read_drafts(written({"texts": {"en": "Hi", "es-419": "Hola"}}), "a.json").rows
    assert row.texts == {"en": "Hi", "es-419": "Hola"}
    assert (row.cue_id, row.start_ms, row.confidence) == (None, None, None)


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (b"\xff\xfe", "no_json", ""), (b"{", "no_json", ""), (b"[]", "not_ours", ""), (written(version=2), "version", ""),
        (written(language="qqq-zzzzzzzzz"), "bad_value", "language"), (written(episodes={}), "bad_value", "episodes"),
        (written("Hi"), "bad_value", "episodes[0].lines[0]"),
        (written({**LINE, "confidence": 7}), "bad_value", "episodes[0].lines[0].confidence"),
        (written({**LINE, "id": "EP1-3"}), "bad_value", "episodes[0].lines[0].id"),
        (written({**LINE, "end_ms": 500}), "bad_value", "episodes[0].lines[0].start_ms"),
        (written({**LINE, "text": 5}), "bad_value", "episodes[0].lines[0].text"),
        (written({"texts": {"en": None}}), "bad_value", "episodes[0].lines[0].texts"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(data: bytes, code: str, where: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_drafts(data, "a.json")
    assert (refused.value.code, refused.value.facts.get("where", "")) == (f"drafts.{code}", where)


def test_what_goes_back_is_of_the_same_form() -> None:
    line = ChangedLine(
        episode=7, cue_id=5, source_id=4, start_ms=500, end_ms=1900, source="你在哪", drafted="Where you?", text="Where are you?"
    )
    data = write_changes([line], title="HEIR", language="en", source_language="zh-Hans", maker="Fastsub")
    (row,) = read_drafts(data, "back.json").rows
    assert (row.cue_id, row.texts["en"]) == (4, "Where are you?")
    assert json.loads(data)["episodes"][0]["lines"][0]["drafted"] == "Where you?"
