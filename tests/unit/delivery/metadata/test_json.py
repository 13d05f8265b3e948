"""Everything of a title as one JSON value."""

import json
from pathlib import Path

from tests.unit.delivery.metadata.listed import packed, profile, same_as_golden, title

NAME = "HEIR_S01_METADATA_v01.json"


def test_it_stays_as_it_is(tmp_path: Path) -> None:
    same_as_golden("crossreel_json.json", packed(tmp_path, title(), profile("crossreel_json"))[NAME])


def test_it_says_what_mec_says(tmp_path: Path) -> None:
    told = json.loads(packed(tmp_path, title(), profile("crossreel_json"))[NAME])
    english = next(each for each in told["localized"] if each["language"] == "en")
    assert (english["title_display_19"], english["title_sort"], english["summary_400"]) == (
        "Hidden Heir", "Hidden Heir, The", "A cook learns whose son he is.",
    )  # fmt: skip
    assert [person["name"] for person in told["people"]] == ["陈默", "Ana Ruiz"]
    (season,) = told["seasons"]
    assert (season["release_day"], season["content_id"]) == ("2026-05-14", "md:cid:org:harbor:HEIR_S01")
    names = {each["language"]: each["title_display_unlimited"] for each in season["episodes"][1]["localized"]}
    assert names == {"zh-Hans": "码头", "en": "The Pier", "es-419": "Episodio 2"}
    assert "desk name" not in json.dumps(told, ensure_ascii=False)
