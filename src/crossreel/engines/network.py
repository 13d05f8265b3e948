"""A neural network that runs on this machine."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.errors import Unavailable
from crossreel.engines.models import get_model, model_path

ERRORS_ONLY = 3
"""What ONNX Runtime calls the level on which it tells of errors and of nothing less."""


class Network:
    """A model that ships, loaded: arrays in by the names of its inputs, arrays out in its order.

    It may be asked from several threads; it is loaded where it works and goes to no other process.

    Args:
        model_id: which one of `resources/models.toml`.
        threads: how many it works with; one is the most for the work done where many files are worked on at once.

    Raises:
        Unavailable: its file is missing, another one, or the library cannot run it; says what to do.
    """

    def __init__(self, model_id: str, *, threads: int = 1) -> None:
        import onnxruntime

        path = model_path(model_id)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = ERRORS_ONLY
        try:
            self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise Unavailable("engines.cannot_run", model=get_model(model_id).title, reason=type(error).__name__) from error

    def run(self, inputs: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """Return what comes out for what goes in."""
        return [np.asarray(each) for each in self._session.run(None, dict(inputs))]

    @property
    def notes(self) -> Mapping[str, str]:
        """What whoever made the model wrote into it, by name."""
        noted: Mapping[str, str] = self._session.get_modelmeta().custom_metadata_map
        return noted
