"""Frame rates as they are written for a command."""

from fractions import Fraction

from crossreel.cli.session import WrongUse
from crossreel.i18n.messages import _

NEAR = Fraction(1, 100)


def parse_rate(written: str) -> Fraction:
    """Return a frame rate written as `25`, `23.976` or `30000/1001`; decimals of the NTSC family become exact.

    Raises:
        WrongUse: it is no frame rate between 1 and 240.
    """
    try:
        rate = Fraction(written)
    except (ValueError, ZeroDivisionError) as error:
        raise WrongUse(_("“{rate}” is no frame rate.").format(rate=written)) from error
    if not 1 <= rate <= 240:
        raise WrongUse(_("“{rate}” is no frame rate.").format(rate=written))
    for whole in (24, 30, 48, 60, 120):
        exact = Fraction(whole * 1000, 1001)
        if abs(rate - exact) < NEAR and rate != whole:
            return exact
    return rate


def find_rate(written: str | None) -> Fraction | None:
    """Return a frame rate where one is written.

    Raises:
        WrongUse: it is none.
    """
    return parse_rate(written) if written else None
