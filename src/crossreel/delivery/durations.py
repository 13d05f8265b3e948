"""Lengths as ISO 8601 writes them."""


def iso_duration(length_ms: int) -> str:
    """Return a length as ISO 8601, for example `PT1M2.5S`."""
    seconds, rest = divmod(length_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{rest:03d}".rstrip("0") if rest else ""
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{seconds}{fraction}S"
