"""One value of a profile by its key."""

import pytest

from crossreel.delivery.profile_keys import read_written, with_value, without_value
from crossreel.domain.errors import BadInput
from crossreel.i18n.messages import sentence

TABLE = {"name": "N", "limits": {"line_hard": 43}, "artwork": [{"kind": "cover", "width": 10}]}


def test_a_value_is_put_where_its_key_says() -> None:
    assert with_value(TABLE, "limits.speed_hard", 25)["limits"] == {"line_hard": 43, "speed_hard": 25}
    assert with_value(TABLE, "artwork.0.width", 20)["artwork"] == [{"kind": "cover", "width": 20}]
    assert with_value(TABLE, "artwork.1", {"kind": "hero"})["artwork"][1] == {"kind": "hero"}
    assert with_value(TABLE, "folders.subtitle", "A")["folders"] == {"subtitle": "A"}
    assert TABLE["limits"] == {"line_hard": 43}, "what was there is as it was"


def test_a_value_is_taken_away() -> None:
    assert without_value(TABLE, "limits.line_hard")["limits"] == {}
    assert without_value(TABLE, "artwork.0")["artwork"] == []
    assert "name" not in without_value(TABLE, "name")


@pytest.mark.parametrize("key", ["", "a..b", "name.first", "artwork.x.width", "artwork.7.width", "artwork.-1", ".".join("a" * 99)])
def test_a_key_that_leads_nowhere_is_a_sentence(key: str) -> None:
    with pytest.raises(BadInput) as caught:
        with_value(TABLE, key, 1)
    assert sentence(caught.value.code, caught.value.facts)
    with pytest.raises(BadInput):
        without_value(TABLE, key)


def test_what_is_written_is_toml_or_a_text() -> None:
    assert [read_written(each) for each in ("43", "25.5", "true", '["a"]', "{title}_{episode}", "[" * 99_999)] == [
        43, 25.5, True, ["a"], "{title}_{episode}", "[" * 99_999,
    ]  # fmt: skip
