"""All rules, found in `qc/rules`."""

from functools import lru_cache

from crossreel.kernel.plugins import discover
from crossreel.qc import rules as folder
from crossreel.qc.rule import Rule
from crossreel.qc.rulebook import Rulebook


@lru_cache(maxsize=1)
def all_rules() -> Rulebook:
    """Return every rule."""
    return Rulebook(discover(folder, "RULE", Rule))
