"""Which of two states of a file is the newer, as far as names tell."""

import pytest

from crossreel.domain.importing.version_label import PLAIN, Stage, VersionLabel, is_newer

V2, V10 = VersionLabel(number=(2,)), VersionLabel(number=(10,))
FINAL = VersionLabel(stage=Stage.LATER, words=("final",))


@pytest.mark.parametrize(
    ("newer", "older"),
    [
        (V10, V2),
        (V2, PLAIN),
        (VersionLabel(number=(2, 1)), V2),
        (VersionLabel(date=20260915), VersionLabel(date=20260912)),
        (VersionLabel(date=20260915), PLAIN),
        (FINAL, PLAIN),
        (PLAIN, VersionLabel(stage=Stage.OLD, words=("old",))),
        (V2, VersionLabel(stage=Stage.OLD, number=(3,))),
    ],
)
def test_newer(newer: VersionLabel, older: VersionLabel) -> None:
    assert is_newer(newer, older)
    assert not is_newer(older, newer)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (V2, V2),
        (FINAL, VersionLabel(stage=Stage.LATER, words=("修改",))),
        (FINAL, VersionLabel(stage=Stage.LATER, words=("final", "final"), number=(2,))),
        (FINAL, V10),
        (PLAIN, VersionLabel(copy=True)),
    ],
)
def test_only_a_person_can_say(one: VersionLabel, other: VersionLabel) -> None:
    assert not is_newer(one, other)
    assert not is_newer(other, one)


def test_a_label_is_shown_as_people_write_it() -> None:
    label = VersionLabel(number=(2, 1), date=20260915, stage=Stage.LATER, words=("final",))
    assert label.text == "v2.1 2026-09-15 final"
