"""Which track of an episode the others hang on."""

from crossreel.domain.cues.track import Role, Track, spines_by_episode


def test_the_source_leads_its_episode_before_a_template_and_nothing_else_does() -> None:
    several = [
        Track(id=1, episode_id=7, language="en", role=Role.TEMPLATE),
        Track(id=2, episode_id=7, language="zh-Hans", role=Role.SOURCE),
        Track(id=3, episode_id=8, language="en", role=Role.TEMPLATE),
        Track(id=4, episode_id=8, language="en", role=Role.SIGNS),
        Track(id=5, episode_id=9, language="en", role=Role.TRANSLATION),
    ]
    for tracks in (several, several[::-1]):
        assert spines_by_episode(tracks) == {7: 2, 8: 3}
