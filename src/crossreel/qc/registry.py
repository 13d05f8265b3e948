"""All rules, found in `qc/rules`."""

import inspect
from functools import lru_cache

from crossreel.domain.errors import NotFound
from crossreel.domain.quality.finding import RuleInfo
from crossreel.kernel.plugins import discover, module_names
from crossreel.qc import rules as folder
from crossreel.qc.rule import Rule


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, in order of its id."""
    return tuple(discover(folder, "RULE", Rule))


def get_rule(rule_id: str) -> Rule:
    """Return a rule by id.

    Raises:
        NotFound: there is none of that id.
    """
    for rule in all_rules():
        if rule.id == rule_id:
            return rule
    raise NotFound("qc.no_rule", rule=rule_id)


def rule_infos() -> tuple[RuleInfo, ...]:
    """Return every rule as the interface shows it, with the manual its module begins with."""
    from importlib import import_module

    manuals = {name.rsplit(".", 1)[1]: inspect.getdoc(import_module(name)) or "" for name in module_names(folder)}
    return tuple(
        RuleInfo(id=rule.id, title=rule.title, repairable=rule.repair is not None, manual=manuals[rule.id]) for rule in all_rules()
    )
