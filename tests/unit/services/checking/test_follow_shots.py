"""Shot changes that are found after QC has looked: what it says of the times beside them follows, and nothing else."""

import pytest

from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import NotFound
from crossreel.domain.picture.mark import Mark, MarkKind
from crossreel.services.checking.runs import Checking
from tests.builders import Drama

Shots = dict[int, tuple[int, ...]]


@pytest.fixture
def shots(drama: Drama) -> Shots:
    """The shot changes of each episode: those of the drama's cues are none of them."""
    return {}


@pytest.fixture
def looking(drama: Drama, shots: Shots) -> Checking:
    return Checking(drama.database, shots=lambda episode_id: shots.get(episode_id, ()))


def told(looking: Checking, drama: Drama) -> list[tuple[int, str]]:
    found = [each for each in looking.findings(drama.title_id) if each.rule == "shot_change"]
    return [(drama.episode_ids.index(each.episode_id) + 1, each.language) for each in found]


def test_what_is_found_later_counts_at_once_where_qc_has_looked(drama: Drama, looking: Checking, shots: Shots) -> None:
    source = drama.cues(1)[1]
    looking.run(drama.title_id)
    before = looking.findings(drama.title_id)
    shots[drama.episode_ids[0]] = (source.start_ms + 100,)
    assert looking.follow_shots(drama.title_id)
    assert told(looking, drama) == [(1, "zh-Hans")]
    kept = {each.id for each in looking.findings(drama.title_id)}
    assert {each.id for each in before} <= kept, "what others found stays"
    assert not looking.follow_shots(drama.title_id, [drama.episode_ids[0]]), "nothing is another"
    shots.clear()
    assert looking.follow_shots(drama.title_id, [drama.episode_ids[0]]) and told(looking, drama) == []


def test_a_track_that_qc_has_not_looked_at_waits_for_its_check(drama: Drama, looking: Checking, shots: Shots) -> None:
    shots |= {episode_id: (drama.cues(1)[1].start_ms + 100,) for episode_id in drama.episode_ids}
    looking.run(drama.title_id, languages=["zh-Hans"], episode_ids=[drama.episode_ids[1]])
    assert told(looking, drama) == [(2, "zh-Hans")]
    assert not looking.follow_shots(drama.title_id) and told(looking, drama) == [(2, "zh-Hans")]
    with pytest.raises(NotFound):
        looking.follow_shots(1)


def test_a_shot_change_that_a_person_sets_is_followed_as_an_edit(drama: Drama, looking: Checking, shots: Shots) -> None:
    looking.run(drama.title_id)
    episode_id, at_ms = drama.episode_ids[1], drama.cues(2)[1].start_ms + 100
    with drama.database.edit(EditHeader(label="edit.add_shot", title_id=drama.title_id)) as edit, edit.part() as uow:
        kind = MarkKind.SHOT
        uow.put(Mark(id=uow.new_id(), episode_id=episode_id, content_key="k", kind=kind, start_ms=at_ms, end_ms=at_ms))
    shots[episode_id] = (at_ms,)
    assert looking.follow_edit(edit.edit)
    assert told(looking, drama) == [(2, "zh-Hans")]
