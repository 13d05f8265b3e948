"""Frame rates as people write them."""

from fractions import Fraction

OFFERED = ("23.976", "24", "25", "29.97", "30", "50", "59.94", "60")
NEAR = Fraction(1, 100)
SLOWEST, FASTEST = 1, 240


def read_rate(written: str) -> Fraction | None:
    """Return a frame rate written as `25`, `23.976` or `30000/1001`, None when it is none; NTSC's decimals become exact."""
    try:
        rate = Fraction(written.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    if not SLOWEST <= rate <= FASTEST:
        return None
    for whole in (24, 30, 48, 60, 120):
        exact = Fraction(whole * 1000, 1001)
        if abs(rate - exact) < NEAR and rate != whole:
            return exact
    return rate
