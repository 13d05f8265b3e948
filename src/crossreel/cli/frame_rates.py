"""Frame rates as they are written for a command."""

from fractions import Fraction

from crossreel.cli.session import WrongUse
from crossreel.domain.text.frame_rates import read_rate
from crossreel.i18n.messages import _


def parse_rate(written: str) -> Fraction:
    """Return a frame rate written as `25`, `23.976` or `30000/1001`.

    Raises:
        WrongUse: it is no frame rate between 1 and 240.
    """
    rate = read_rate(written)
    if rate is None:
        raise WrongUse(_("“{rate}” is no frame rate.").format(rate=written))
    return rate


def find_rate(written: str | None) -> Fraction | None:
    """Return a frame rate where one is written.

    Raises:
        WrongUse: it is none.
    """
    return parse_rate(written) if written else None
