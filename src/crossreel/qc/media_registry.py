"""All rules of picture and sound, found in `qc/media_rules`."""

import inspect
import sys
from functools import lru_cache

from crossreel.domain.quality.finding import RuleInfo
from crossreel.kernel.plugins import discover
from crossreel.qc import media_rules as folder
from crossreel.qc.media_rule import MediaRule


@lru_cache(maxsize=1)
def all_media_rules() -> tuple[MediaRule, ...]:
    """Return every rule of picture and sound, by id."""
    return tuple(sorted(discover(folder, "RULE", MediaRule), key=lambda rule: rule.id))


def media_rule_infos() -> tuple[RuleInfo, ...]:
    """Return every rule of picture and sound as the interface shows it, with the manual its module begins with."""
    return tuple(
        RuleInfo(id=rule.id, title=rule.title, repairable=False, manual=inspect.getdoc(sys.modules[rule.check.__module__]) or "")
        for rule in all_media_rules()
    )
