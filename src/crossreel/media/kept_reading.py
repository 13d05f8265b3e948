"""How the figures of a file that was read through lie in the cache: its numbers as JSON, its series behind them, packed."""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from dataclasses import fields
from typing import Any

from crossreel.domain.quality.media_reading import MediaReading, PictureSeries, SoundSeries

HEAD = struct.Struct("<I")
VERSION = 1
"""The version of what gauges: what another one told is not taken for what this one would."""


def pack_reading(reading: MediaReading) -> bytes:
    """Return a reading as bytes."""
    bodies: list[bytes] = []
    head = {"picture": _told(reading.picture, bodies), "sound": _told(reading.sound, bodies)}
    written = json.dumps(head).encode()
    return zlib.compress(HEAD.pack(len(written)) + written + b"".join(bodies), 1)


def unpack_reading(data: bytes) -> MediaReading | None:
    """Return the reading of bytes, None where they hold none."""
    try:
        plain = zlib.decompress(data)
        length = HEAD.unpack_from(plain)[0]
        head = json.loads(plain[HEAD.size : HEAD.size + length])
        body = memoryview(plain)[HEAD.size + length :]
        picture, body = _made(PictureSeries, head["picture"], body)
        sound, _rest = _made(SoundSeries, head["sound"], body)
    except (zlib.error, struct.error, ValueError, KeyError, TypeError, EOFError):
        return None
    return MediaReading(picture=picture, sound=sound)


def _told(series: Any, bodies: list[bytes]) -> dict[str, object] | None:
    if series is None:
        return None
    head: dict[str, object] = {}
    for field in fields(series):
        value = getattr(series, field.name)
        several = value if isinstance(value, tuple) else (value,)
        if several and all(isinstance(each, array) for each in several):
            bodies += [each.tobytes() for each in several]
            listed = [[each.typecode, len(each) * each.itemsize] for each in several]
            head[field.name] = {"arrays": listed, "several": isinstance(value, tuple)}
        else:
            head[field.name] = list(value) if isinstance(value, tuple) else value
    return head


def _made(kind: type[Any], head: dict[str, Any] | None, body: memoryview) -> tuple[Any, memoryview]:
    if head is None:
        return None, body
    values: dict[str, Any] = {}
    for name, told in head.items():
        if isinstance(told, dict):
            arrays = []
            for typecode, size in told["arrays"]:
                made = array(typecode)
                made.frombytes(body[:size])
                body = body[size:]
                arrays.append(made)
            values[name] = tuple(arrays) if told["several"] else arrays[0]
        else:
            values[name] = tuple(told) if isinstance(told, list) else told
    return kind(**values), body
