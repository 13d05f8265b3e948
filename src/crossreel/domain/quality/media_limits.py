"""What QC of picture and sound measures by, and from where on it says something."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaLimits:
    """Figures of `resources/media_qc.toml`, where each stands with its source.

    `…_ms` are milliseconds, `…_db` decibels of full scale, `…_share` and `…_most` shares of 1; levels are of 255.
    """

    black_pixel: float
    black_share: float
    black_ms: int
    blink_frames: int
    blink_change: float
    head_ms: int
    tail_ms: int
    frozen_change: float
    frozen_block: float
    frozen_ms: int
    frozen_end_ms: int
    bar_level: int
    bar_share: float
    bar_ms: int
    bar_most: float
    silent_db: float
    silent_ms: int
    clip_level: float
    clip_samples: int
    clip_runs: int
    channel_db: float
    channel_ms: int
    inverted_correlation: float
    most_true_peak: float
    apart_lu: float

    @property
    def levels(self) -> str:
        """What a reading itself depends on, as a mark: one made by other levels cannot be used again."""
        told = (self.black_pixel, self.frozen_change, self.frozen_block, self.bar_level, self.clip_level, self.clip_samples)
        return "-".join(f"{each:g}" for each in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoudnessTarget:
    """How loud a buyer wants an episode: `integrated` in LUFS with its `tolerance` in LU, and the highest `true_peak` in dBTP."""

    integrated: float
    tolerance: float
    true_peak: float | None = None


def media_limits(listed: Mapping[str, Mapping[str, object]]) -> MediaLimits:
    """Return limits from tables of a value and its source.

    Raises:
        KeyError: one is missing.
        TypeError: a value is no number, or there is a table too many.
    """
    made: dict[str, int | float] = {}
    for name, told in listed.items():
        value = told["value"]
        if not told["source"] or not isinstance(value, int | float):
            raise TypeError(f"{name}: a figure and its source")
        made[name] = value
    missing = {field.name for field in fields(MediaLimits)} - set(made)
    if missing:
        raise KeyError(", ".join(sorted(missing)))
    figures: dict[str, Any] = made
    return MediaLimits(**figures)
