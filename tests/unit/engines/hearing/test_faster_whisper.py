"""Hearing on this machine: words with times by a real, small model, where it is kept (benchmarks/bench_speech.py brings it)."""

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crossreel.domain.engines.engine_info import EngineKind, EngineSetting
from crossreel.domain.errors import Unavailable
from crossreel.engines.engine import Opening
from crossreel.engines.registry import open_engine
from crossreel.i18n.messages import sentence
from tests.whisper_model import find_model

pytestmark = pytest.mark.skipif(importlib.util.find_spec("faster_whisper") is None, reason="faster-whisper is an extra: hearing")


def opened(folder: Path) -> Any:
    setting = EngineSetting(name="mine", engine_id="faster_whisper", model=str(folder))
    return open_engine(EngineKind.HEARING, Opening(setting=setting))


def test_a_folder_without_a_model_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as raised:
        opened(tmp_path)
    assert str(tmp_path) in sentence(raised.value.code, raised.value.facts)


def test_silence_has_no_words_and_its_length(tmp_path: Path) -> None:
    model = find_model(fetch=False)
    if model is None:
        pytest.skip("the small model of Whisper is not kept here: benchmarks/bench_speech.py brings it")
    found = opened(model).hear(np.zeros(16_000, np.float32), "en", lambda: None)
    assert found.duration_ms == 1000 and found.language == "en" and len(found.words) <= 3
