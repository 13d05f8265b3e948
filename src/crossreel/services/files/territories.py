"""The territories of ISO 3166-1."""

from functools import cache

from crossreel.kernel.paths import resource


@cache
def territories() -> frozenset[str]:
    """Return the alpha-2 codes of all territories."""
    lines = resource("territories.csv").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if len(line.strip()) == 2)
