"""Lists of shot changes in files: which kinds there are."""

from enum import StrEnum


class ShotListKind(StrEnum):
    """How shot changes are written: PySceneDetect's scene list, Subtitle Edit's seconds, or keyframes as Aegisub reads them."""

    PYSCENEDETECT = "pyscenedetect"
    SECONDS = "seconds"
    KEYFRAMES = "keyframes"

    @property
    def extension(self) -> str:
        """Return what the names of such files end in."""
        return {"pyscenedetect": ".csv", "seconds": ".shotchanges", "keyframes": ".txt"}[self.value]
