"""The whole tour, as `make run` takes it where there is no display, but offscreen and without the looks."""

import shutil
from pathlib import Path

import pytest

from tests.kept_sample import CACHE, kept_sample
from tests.tour.parts import MAIN_JOB, take_tour

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]


def test_tour_from_import_over_a_kill_to_a_delivery(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is worked out of the sample's videos is there already: other journeys wait for it too."""
    target = tmp_path / "the tour 巡回 🎬"
    shutil.copytree(kept_sample(tmp_path_factory) / CACHE, target / CACHE)
    code = take_tour(target, MAIN_JOB)
    said = capfd.readouterr()
    assert code == 0, said.out + said.err
    assert "FAILED" not in said.out
    assert len(list((target / "screenshots").glob("*.png"))) >= 19
    assert (target / "deliveries").is_dir()
