"""A picture as a file keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A JPEG, PNG or WebP: the bytes of its file, the media type ("image/jpeg") and its size in pixels."""

    media_type: str
    width: int
    height: int
    data: bytes
