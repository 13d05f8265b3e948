"""A master with burned-in captions: what it is made of, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import xxhash

from crossreel.domain.burning.choices import BurnChoices
from crossreel.domain.burning.codec import BurnCodec
from crossreel.domain.burning.proof import Proof
from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.catalog.episode import MediaInfo
from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import Told
from crossreel.domain.picture.caption import Box
from crossreel.domain.quality.media_limits import LoudnessTarget


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Cues of one column that stand on the picture; `beside` is 1 for those of a second language (`stacking.rank_of`)."""

    column: str
    cues: tuple[Cue, ...]
    beside: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MasterTask:
    """Everything a master is made of, whatever catalog it belongs to.

    Attributes:
        source: the video, `cut` the stretch of it, `content_key` what the catalog knows it by ("" where it knows none).
        target: the file that is to be, and `making` the name it has until then.
        layers: what stands on the picture, in the order in which it is drawn.
        band: where the source line is burned in (percent of the picture), None where nobody knows or it stays; `spans` is when.
        sound: the file whose sound stands under it instead of the source's own (None: that), `sound_stream` the stream of it by its
            number (None: all it has), and `sound_cut` the stretch.
        loudness: what its sounds are brought to, None to copy them.
        digest: what tells the picture with its captions from another.
        length_ms: how long the stretch is, 0 where nobody knows: for how far it is.
        newer_ms: a file of the target's name that is older was there before this was asked for, and stays.
    """

    source: Path
    target: Path
    making: Path
    codec: BurnCodec
    choices: BurnChoices
    layers: tuple[Layer, ...]
    cut: Cut = WHOLE
    content_key: str = ""
    rate: Fraction = Fraction(30)
    is_uneven: bool = False
    band: Box | None = None
    spans: tuple[tuple[int, int], ...] = ()
    sound: Path | None = None
    sound_stream: int | None = None
    sound_cut: Cut = WHOLE
    loudness: LoudnessTarget | None = None
    digest: str = ""
    newer_ms: int = 0
    length_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Master:
    """A master that was made.

    Attributes:
        info: what its file says.
        frames: how many it has.
        proof: how near it comes to the preview.
        notes: what a person should know of it.
    """

    path: Path
    info: MediaInfo
    frames: int
    proof: Proof
    notes: tuple[Told, ...] = ()


def shown_digest(
    layers: Iterable[Layer], choices: BurnChoices, band: Box | None = None, spans: Iterable[tuple[int, int]] = ()
) -> str:
    """Return what tells one picture with captions from another: words, times, places, and how the source line is hidden; not how it
    is encoded."""
    drawn = [
        (layer.column, layer.beside, sorted((cue.start_ms, cue.end_ms, cue.text, cue.placement) for cue in layer.cues))
        for layer in layers
    ]
    hidden = (choices.hide.value, band and (band.x, band.y, band.width, band.height), list(spans)) if band is not None else ()
    return xxhash.xxh3_64_hexdigest(repr((drawn, choices.below, hidden)).encode())
