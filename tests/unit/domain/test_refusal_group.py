"""Refusals by cause: nothing is lost, and what mends one mends all of its group."""

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.delivery import Mend, Refusal
from crossreel.domain.errors import Fact
from crossreel.domain.refusal_group import group_refusals
from crossreel.i18n.refusal_words import group_words


def low(episode: int, language: str = "ar", state: str = "translated") -> Refusal:
    facts = {"episode": episode, "language": language, "state": state, "wanted_state": "approved"}
    return Refusal(code="delivery.state_low", episode=episode, language=language, facts=facts, mends=(Mend.OPEN, Mend.APPROVE))


def test_cells_of_one_language_in_one_state_are_one_cause() -> None:
    told = [*map(low, range(1, 19)), low(3, "th"), low(20, state="draft")]
    arabic, thai, draft = group_refusals(told)
    assert (arabic.language, arabic.episodes, arabic.mends) == ("ar", tuple(range(1, 19)), (Mend.OPEN, Mend.APPROVE))
    assert group_words(arabic) == "18 cells of Arabic are “Translated”, and the profile asks for “Approved”: episodes 1–18."
    assert "Episode 3, Thai" in group_words(thai)
    assert draft.episodes == (20,)


def test_texts_that_lack_in_many_languages_are_one_cause() -> None:
    lacking = [
        Refusal(code="delivery.metadata_missing", language=tag, facts={"language": tag, "field": name})
        for tag in ("en", "th", "ar")
        for name in ("name", "synopsis")
    ]
    groups = group_refusals(lacking)
    assert [(group.facts["field"], group.languages) for group in groups] == [
        ("name", ("en", "th", "ar")), ("synopsis", ("en", "th", "ar")),
    ]  # fmt: skip
    assert group_words(groups[0]) == "The title's name is empty in English, Thai, and Arabic."


def test_counts_are_summed() -> None:
    errors = [
        Refusal(code="delivery.open_errors", episode=number, language="th", facts={"episode": number, "language": "th", "count": 2})
        for number in (1, 2, 5)
    ]
    (group,) = group_refusals(errors)
    assert group_words(group) == "3 cells of Thai have 6 open errors: episodes 1, 2, and 5."


CODES = ("delivery.state_low", "delivery.missing_cell", "delivery.cover_missing")
REFUSALS = st.lists(
    st.builds(
        Refusal, code=st.sampled_from(CODES), episode=st.none() | st.integers(1, 5), language=st.sampled_from(["", "en", "ar"]),
        facts=st.dictionaries(st.sampled_from(["state", "count", "episode"]), st.integers(0, 3)),
    )
)  # fmt: skip


@given(REFUSALS)
def test_every_refusal_is_in_one_group(refusals: list[Refusal]) -> None:
    groups = group_refusals(refusals)
    together = [each for group in groups for each in group.refusals]
    assert sorted(map(repr, together)) == sorted(map(repr, refusals))
    assert all({each.code for each in group.refusals} == {group.code} for group in groups)
    assert group_refusals(together) == groups


def test_a_cause_of_an_episode_in_no_language_names_none() -> None:
    about: dict[str, Fact] = {"episode": 2, "file": "EP02.mp4"}
    (group,) = group_refusals([Refusal(code="delivery.file_replaced", episode=2, facts=about)])
    assert group_words(group).startswith("Episode 2: The file of episode 2 (EP02.mp4) was replaced")
