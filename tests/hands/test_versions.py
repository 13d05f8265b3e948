"""Real keys go round the pictures of an episode, at the same time of it."""

from pathlib import Path

import pytest

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.catalog.version import Look, VersionFacts
from crossreel.services.cataloging.titles import Cataloging
from crossreel.storage.database import Database
from tests.builders import make_drama
from tests.hands.conftest import Opener
from tests.hands.hands import Hands
from tests.hands.test_playing import shows
from tests.unit.media.movies import make_movie, tone

IN_FRAMES = 60


def make(catalog: Path) -> None:
    """An episode with a clean picture, and one burned in whose file begins two seconds earlier."""
    movie = make_movie(catalog.parent / "numbered.mp4", frames=240, samples=tone(8))
    database = Database.open(catalog, author="Ana")
    drama = make_drama(catalog, episodes=1, cues=4, database=database)
    cataloging = Cataloging(database)
    cataloging.add_version(drama.episode_ids[0], movie, VersionFacts(look=Look.CLEAN))
    cataloging.add_version(drama.episode_ids[0], movie, VersionFacts(look=Look.BURNED, language="en", cut=Cut(in_ms=2000)))
    database.close()


@pytest.fixture(scope="module")
def hands(hands_on: Opener) -> Hands:
    """The program on that title."""
    return hands_on(make)


def test_one_key_shows_the_other_picture_and_the_same_key_the_reference_again(hands: Hands) -> None:
    hands.open(1, cue=1)
    for _press in range(10):
        hands.key("Ctrl+Right")
    shows(hands, 10)
    hands.key("Ctrl+Alt+I")
    shows(hands, IN_FRAMES + 10)
    hands.key("Ctrl+Right")
    shows(hands, IN_FRAMES + 11)
    hands.key("Ctrl+Alt+I")
    shows(hands, 11)
