"""What tells media by their content: the key of a file, and behind `#` one of its sounds, where that alone is meant."""

_MARK = "#"


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
