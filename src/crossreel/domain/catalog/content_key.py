"""What tells media by their content: the key of a file, and behind `#` one of its sounds, where that alone is meant."""

import xxhash

SAMPLE_BYTES = 1 << 20
_MARK = "#"


def key_of(size: int, head: bytes, tail: bytes) -> str:
    """Return the key of a file: it keeps it where it is moved or renamed.

    Args:
        size: its size in bytes.
        head: its first `SAMPLE_BYTES`, or all there are.
        tail: its last `SAMPLE_BYTES`, or all there are.
    """
    digest = xxhash.xxh3_64(head)
    digest.update(tail)
    return f"{size:x}-{digest.hexdigest()}"


def stream_key(key: str, stream: int) -> str:
    """Return the key of one stream of the file that has a key."""
    return f"{file_key(key)}{_MARK}{stream}"


def file_key(key: str) -> str:
    """Return the key of the file alone: what a moved file is found by."""
    return key.partition(_MARK)[0]


def stream_of(key: str) -> int | None:
    """Return the stream that a key means, None for the whole file."""
    written = key.partition(_MARK)[2]
    return int(written) if written.isdecimal() else None
