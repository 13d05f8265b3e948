"""The rules of one checker. Which they are is its caller's choice: all of `qc/rules`, or one that is being tried."""

import inspect
import sys
from collections.abc import Iterable
from functools import cached_property

from crossreel.domain.errors import NotFound
from crossreel.domain.quality.finding import RuleInfo
from crossreel.qc.rule import Rule, Scope

DRAWN = frozenset({"widths", "zone"})


class Rulebook:
    """Rules by id and by how far they read.

    Args:
        rules: in any order; each id once.

    Raises:
        ValueError: two rules have one id.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        self._by_id = {rule.id: rule for rule in self.rules}
        if len(self._by_id) < len(self.rules):
            raise ValueError(f"two rules have one id: {[rule.id for rule in self.rules]}")
        self._by_scope = {scope: tuple(rule for rule in self.rules if rule.scope is scope) for scope in Scope}

    def find(self, rule_id: str) -> Rule | None:
        """Return a rule by id, or None."""
        return self._by_id.get(rule_id)

    def get(self, rule_id: str) -> Rule:
        """Return a rule by id.

        Raises:
            NotFound: there is none of that id.
        """
        if rule_id not in self._by_id:
            raise NotFound("qc.no_rule", rule=rule_id)
        return self._by_id[rule_id]

    def of(self, scope: Scope) -> tuple[Rule, ...]:
        """Return the rules that read so far."""
        return self._by_scope[scope]

    @cached_property
    def measures(self) -> bool:
        """Whether any rule looks at captions as they are drawn."""
        return any(rule.measures or rule.needs & DRAWN for rule in self.rules)

    @cached_property
    def on_track(self) -> tuple[Rule, ...]:
        """The rules that also have remarks on a track as a whole."""
        return tuple(rule for rule in self.rules if rule.on_track)

    @cached_property
    def in_turn(self) -> tuple[Rule, ...]:
        """The rules that repair, in the order in which repairs of several do each other no harm."""
        return tuple(sorted((rule for rule in self.rules if rule.repair), key=lambda rule: (rule.turn, rule.id)))

    def infos(self) -> tuple[RuleInfo, ...]:
        """Return every rule as the interface shows it, with the manual its module begins with."""
        return tuple(
            RuleInfo(id=rule.id, title=rule.title, repairable=rule.repair is not None, manual=_manual(rule)) for rule in self.rules
        )


def _manual(rule: Rule) -> str:
    home = (rule.check or rule.check_title).__module__
    return inspect.getdoc(sys.modules[home]) or ""
