"""The gates of contracts and authorities: who may show what, when and where, and what has to be shown for it."""

from dataclasses import replace

import pytest

from crossreel.delivery.gates import cells, compliance, rights
from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.catalog.compliance import AiLabel, Compliance, EpisodeCompliance, ReviewState
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Profile, ProfileFormat, Refusal
from crossreel.domain.trade.right import WORLD, Licence, Right
from crossreel.i18n.refusal_words import refusal_words
from tests.unit.delivery.subjects import LANGUAGES, subject

PROFILE = Profile(id="test", name="Test", version="1", buyer="X", formats=(ProfileFormat(format_id="srt"),), include=("subtitles",))
RIGHT = Right(id=1, title_id=1, buyer_id=1, territories=(WORLD,), licence=Licence.SVOD)


def told(refusals: object) -> list[tuple[str, str]]:
    found: list[Refusal] = list(refusals)  # type: ignore[call-overload]
    assert all("{" not in refusal_words(each) for each in found)
    return [(each.code.removeprefix("delivery."), each.language) for each in found]


def judged(
    *kept: Right, profile: Profile = PROFILE, languages: tuple[str, ...] = LANGUAGES, **fields: object
) -> list[tuple[str, str]]:
    facts = subject(rights=kept, has_rights=True, **fields)
    return told(rights.check(facts, profile, languages))


def test_a_title_without_rights_asks_for_none_unless_the_profile_does() -> None:
    assert told(rights.check(subject(), PROFILE, LANGUAGES)) == []
    assert told(rights.check(subject(), replace(PROFILE, requires_rights=True), LANGUAGES)) == [("no_rights", "")]
    assert judged() == [("no_right_of_buyer", "")], "others have rights"


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("", "", ""), ("2026-11-21", "", ""), ("", "2026-11-21", ""), ("2026-11-22", "", "right_not_begun"),
        ("2026-01-01", "2026-11-20", "right_ended"),
    ],
)  # fmt: skip
def test_a_right_holds_from_its_first_day_through_its_last(start: str, end: str, code: str) -> None:
    """The title is delivered on 2026-11-21."""
    assert [each for each, _ in judged(replace(RIGHT, start_day=start, end_day=end))] == ([code] if code else [])


def test_the_next_right_that_begins_is_named_before_the_last_that_ended() -> None:
    old = replace(RIGHT, end_day="2026-01-31")
    new = replace(RIGHT, id=2, start_day="2027-02-01")
    (refusal,) = rights.check(subject(rights=(old, new), has_rights=True), PROFILE, LANGUAGES)
    assert (refusal.code, refusal.facts["day"]) == ("delivery.right_not_begun", "2027-02-01")
    assert "2027-02-01" in refusal_words(refusal)


def test_languages_are_covered_held_back_and_required() -> None:
    assert judged(replace(RIGHT, languages=("en",))) == [("right_language", "es-419")]
    assert judged(replace(RIGHT, languages=("en",)), replace(RIGHT, id=2, languages=("es-419",))) == []
    assert judged(replace(RIGHT, holdback_languages=("en",))) == [("right_holdback", "en")]
    assert judged(replace(RIGHT, required_languages=("ar", "zh-Hans"))) == [("right_requires", "ar")]
    ended = replace(RIGHT, id=2, languages=("es-419",), end_day="2026-01-01")
    assert judged(replace(RIGHT, languages=("en",)), ended) == [("right_language", "es-419")]


def test_territories_are_reached() -> None:
    asia = replace(RIGHT, territories=("SG", "TH"), excluded=("TH",))
    assert judged(asia) == []
    assert judged(asia, territories=("SG",)) == []
    assert judged(asia, territories=("TH", "FR")) == [("right_territory", ""), ("right_territory", "")]
    assert judged(replace(RIGHT, excluded=("FR",)), territories=("FR", "DE")) == [("right_territory", "")]
    assert judged(replace(RIGHT, territories=("TH",), excluded=("TH",))) == [("right_nowhere", "")]


def test_a_right_to_one_season_covers_no_other() -> None:
    seasons = (
        Season(id=7, title_id=1, number=1, first_episode=1, last_episode=1),
        Season(id=8, title_id=1, number=2, first_episode=2, last_episode=2),
    )
    first = replace(RIGHT, season_id=7)
    (refusal,) = rights.check(subject(rights=(first,), has_rights=True, seasons=seasons), PROFILE, LANGUAGES)
    assert (refusal.code, refusal.facts["numbers"]) == ("delivery.right_episodes", [2])
    assert judged(first, replace(RIGHT, id=2, season_id=8), seasons=seasons) == []


def asked(*names: str, **fields: object) -> list[tuple[str, str]]:
    return told(compliance.check(subject(**fields), replace(PROFILE, required_compliance=names), LANGUAGES))


def test_facts_that_the_profile_asks_for_are_known() -> None:
    known = Compliance(id=1, title_id=1, filing_number="1", ai_label=AiLabel.NONE, review_state=ReviewState.REFUSED)
    assert asked() == []
    assert asked("filing_number", "chain_of_title") == [("compliance_missing", "")] * 2
    assert asked("filing_number", "ai_label", "chain_of_title", compliance=known) == [("compliance_missing", "")]
    assert asked("review_state", compliance=known) == [("review_refused", "")]


def test_each_episode_has_its_label_or_that_of_its_title() -> None:
    own = {2: EpisodeCompliance(id=1, episode_id=102, ai_label=AiLabel.GENERATED, filing_number="2")}
    assert asked("episode_ai_label") == [("episode_compliance_missing", "")] * 2
    assert asked("episode_ai_label", episode_compliance=own) == [("episode_compliance_missing", "")]
    assert asked("episode_ai_label", compliance=Compliance(id=1, title_id=1, ai_label=AiLabel.ASSISTED)) == []
    assert asked("episode_filing_number", episode_compliance=own) == [("episode_compliance_missing", "")]


def facts_of(*columns: str) -> Subject:
    good = CellFacts(state=State.APPROVED, cue_count=3)
    return subject(episodes=2, cells={(number, column): good for number in (1, 2) for column in columns})


def test_roles_that_the_profile_names_are_there() -> None:
    profile = replace(PROFILE, required_roles=("sdh", "forced"))
    assert told(cells.check(facts_of("en"), profile, ("en",))) == [
        ("role_missing", "en"), ("missing_cell", "en-x-sdh"), ("missing_cell", "en-x-sdh"),
    ]  # fmt: skip
    assert told(cells.check(facts_of("en", "en-x-sdh", "en-x-forced"), profile, ("en",))) == []
    left_out = replace(facts_of("en", "en-x-sdh"), roles=("full", "sdh"))
    assert told(cells.check(left_out, profile, ("en",))) == [("role_left_out", "")]
