"""Numbers of a source are found in every language with a style guide, and another number is told in each."""

import random

import pytest
from icu4py.messageformat import MessageFormat

from crossreel.domain.cues.cue import Cue
from crossreel.qc.checked_track import CheckedTrack, checked_cues
from crossreel.qc.registry import all_rules
from crossreel.qc.runner import remarks
from crossreel.services.files.presets import shipped_guides

UNITS = {"zh-Hans": "块", "zh-Hant": "塊", "ja": "円", "ko": " 원", "th": "บาท"}
LANGUAGES = sorted({language for info in shipped_guides().infos() for language in info.languages})
CHANCE = random.Random(9)
NUMBERS = [
    CHANCE.randint(3, 99) * 10**zeros + CHANCE.choice([0, CHANCE.randint(0, 10**zeros - 1)]) for zeros in (0, 1, 2, 4, 6, 7) * 4
]


def said(number: int, language: str) -> str:
    return MessageFormat("{n, spellout}", language).format({"n": number}) + UNITS.get(language, "")


def found(source: str, translation: str, source_language: str, language: str) -> list[str]:
    spine = (Cue(id=1, track_id=1, start_ms=0, end_ms=1500, text=source),)
    cue = Cue(id=2, track_id=2, start_ms=0, end_ms=1500, text=translation, anchor_id=1, anchor_last_id=1)
    guide = shipped_guides().get("vertical", language)
    track = CheckedTrack(
        language=language, guide=guide, cues=checked_cues([cue], spine), spine=spine, source_language=source_language
    )
    return [remark.kind for remark in remarks(track, all_rules().get("numbers"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_the_same_in_words_and_in_digits(language: str) -> None:
    for number in NUMBERS:
        assert found(f"我要{said(number, 'zh-Hans')}", said(number, language), "zh-Hans", language) == [], number
        assert found(f"我要{number}块", said(number, language), "zh-Hans", language) == [], number
        assert found(said(number, language), f"我要{number}块", language, "zh-Hans") == [], number


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_number_is_told(language: str) -> None:
    for number in NUMBERS:
        for other in (number * 10, number + 1, number * 1000):
            assert found(f"我要{number}块", said(other, language), "zh-Hans", language), (number, other)
