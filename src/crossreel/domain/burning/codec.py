"""What masters with burned-in captions can be encoded as."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnCodec:
    """One way to encode a master (`resources/burn_codecs.toml`).

    Attributes:
        encoder: FFmpeg's name for it.
        container, extension: of the file.
        tag: how the container calls it, "" for as usual.
        best, quality, worst: the range of the constant rate factor and what is taken where nobody says anything; `worst` is 0 where
            the codec knows none, and no bitrate either.
        presets: how long it may take, the fastest first; empty where it knows none.
        formats: of pixels, in FFmpeg's names.
        knows_fields: whether it can store an interlaced picture as such.
        sounds: codecs that the container holds as they are; `sound` is what others become.
        options: further ones of the encoder.
    """

    id: str
    encoder: str
    container: str
    extension: str
    sound: str
    tag: str = ""
    best: int = 0
    quality: int = 0
    worst: int = 0
    presets: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    knows_fields: bool = True
    sounds: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_quality(self) -> bool:
        """Whether quality or bitrate can be chosen."""
        return self.worst > 0

    def ensure_fits(self, quality: int | None, kbps: int, preset: str) -> None:
        """Do nothing where this codec can be asked so.

        Raises:
            BadInput: it cannot; says what can be said instead.
        """
        if not self.has_quality and (quality is not None or kbps or preset):
            raise BadInput("burning.no_choice")
        if quality is not None and not self.best <= quality <= self.worst:
            raise BadInput("burning.bad_quality", found=quality, best=self.best, worst=self.worst)
        if preset and preset not in self.presets:
            raise BadInput("burning.bad_preset", found=preset, known=list(self.presets))
