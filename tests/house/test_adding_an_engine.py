"""An engine is added with the file that docs/adding-an-engine.md names, and nothing turns red."""

from tests.house.copies import Copy

ENGINE = '''"""Speech by loudness alone: what is louder than a whisper is taken for somebody who speaks."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.engines.engine import Engine, Opening
from crossreel.kernel.marks import N_

STRETCH = 512
WHISPER = 0.02


class Loudness:
    """Tells what is loud."""

    def likelihoods(self, sound: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        """Yield 1 for each 32 ms that are louder than a whisper."""
        for part in sound:
            stretches = part[: len(part) // STRETCH * STRETCH].reshape(-1, STRETCH)
            yield (np.sqrt((stretches**2).mean(axis=1)) > WHISPER).astype(np.float32)


def open_engine(_opening: Opening) -> Loudness:
    """Make it ready."""
    return Loudness()


ENGINE = Engine(id="loudness", title=N_("Loudness"), kind=EngineKind.SPEECH, where=Where.HERE, open=open_engine)
'''
WALK = """
import numpy as np
from crossreel.domain.engines.engine_info import EngineKind
from crossreel.engines.engine import Opening
from crossreel.engines.registry import get_engine, open_engine, without_setting

speech = open_engine(EngineKind.SPEECH, Opening(setting=without_setting(get_engine("loudness"))))
sound = np.concatenate([np.zeros(1024, np.float32), np.full(1024, 0.5, np.float32)])
print(np.concatenate(list(speech.likelihoods([sound]))).tolist())
"""
PLACE = "src/crossreel/engines/speech/loudness.py"
TESTS = ("tests/unit/engines/test_registry.py",)
NAMES = ("test_registry",)


def add(project: Copy) -> None:
    """Add an engine."""
    project.add(PLACE, ENGINE)


def test_an_engine(project: Copy) -> None:
    add(project)
    walked = project.run("-c", WALK)
    assert walked.stdout.splitlines() == ["[0.0, 0.0, 1.0, 1.0]"], walked.stderr


def test_what_is_forgotten_fails(project: Copy) -> None:
    project.add("src/crossreel/engines/reading/loudness.py", ENGINE)
    assert "loudness is an engine of kind speech" in project.must_fail(*TESTS), "it lies in the folder of another kind"
    (project.folder / "src/crossreel/engines/reading/loudness.py").unlink()
    project.add(PLACE, ENGINE.replace('id="loudness"', 'id="loud"'))
    assert "loud" in project.must_fail(*TESTS), "it is not called like its module"
    (project.folder / PLACE).write_text(ENGINE.replace("where=Where.HERE", 'where=Where.HERE, models=("whisper",)'), "utf-8")
    assert "whisper" in project.must_fail(*TESTS), "its model is not listed"
