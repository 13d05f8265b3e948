"""What rules are called, for reports that people read."""

from collections.abc import Mapping
from functools import lru_cache

from crossreel.domain.wording import Wording
from crossreel.qc.media_registry import media_rule_infos
from crossreel.qc.registry import all_rules


@lru_cache(maxsize=1)
def titles() -> Mapping[str, str]:
    """Return the English titles of all rules, by id."""
    return {each.id: each.title for each in (*all_rules().infos(), *media_rule_infos())}


def rule_words(rule: str, wording: Wording) -> str:
    """Return what a rule is called; one that is no more is called by its id."""
    title = titles().get(rule)
    return wording.message(title) if title is not None else rule
