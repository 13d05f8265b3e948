"""Ruling: rules that are off, or of another severity, in a title, a language of it, or for a buyer."""

import time
from collections.abc import Collection, Iterable

from crossreel.domain.catalog.title import Title
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.quality.finding import RuleInfo
from crossreel.domain.quality.rule_setting import RuleSetting, Weight
from crossreel.qc.media_registry import media_rule_infos
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Rule
from crossreel.qc.rulebook import Rulebook
from crossreel.storage.database import Database

LABELS = {
    Weight.OFF: "edit.set_rule.off",
    Weight.ERROR: "edit.set_rule.error",
    Weight.WARNING: "edit.set_rule.warning",
    Weight.INFO: "edit.set_rule.info",
}


class Ruling:
    """Use cases around what a title asks of its rules.

    Args:
        database: the catalog.
        rules: the rules; None for all of `qc/rules`.
    """

    def __init__(self, database: Database, *, rules: Iterable[Rule] | None = None) -> None:
        self._database = database
        self._rules = all_rules() if rules is None else Rulebook(rules)

    def rules(self) -> tuple[RuleInfo, ...]:
        """Return every rule that can be set: those of text, and those of pictures and sounds."""
        return (*self._rules.infos(), *media_rule_infos())

    def settings(self, title_id: int) -> tuple[RuleSetting, ...]:
        """Return what is set in a title, by rule, language and buyer."""
        with self._database.read() as uow:
            return tuple(uow.where(RuleSetting, title_id=title_id))

    def set_rule(
        self, title_id: int, rule: str, weight: Weight, reason: str, *, language: str = "", buyer: str = ""
    ) -> Edit:  # fmt: skip
        """Put a rule off, or give what it finds another severity, in the name of the catalog's author.

        It holds at once for what was found already. What was set for the same language and buyer is written over.

        Args:
            language: the tag it holds for; "" for all.
            buyer: the buyer whose deliveries it holds for; "" for the title itself.

        Raises:
            BadInput: no reason, or nobody's name.
            NotFound: there is no such title or rule.
        """
        if rule not in {each.id for each in media_rule_infos()}:
            self._rules.get(rule)
        author, why = self._database.author.strip(), reason.strip()
        if not why:
            raise BadInput("qc.no_setting_reason")
        if not author:
            raise BadInput("qc.no_setting_name")
        header = EditHeader(label=LABELS[weight], title_id=title_id, facts={"rule": rule})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            uow.get(Title, title_id)
            present = uow.where(RuleSetting, title_id=title_id, rule=rule, language=language, buyer=buyer)
            uow.put(
                RuleSetting(
                    id=present[0].id if present else uow.new_id(), title_id=title_id, rule=rule, language=language, buyer=buyer,
                    weight=weight, author=author, reason=why, created_ms=time.time_ns() // 1_000_000,
                )
            )  # fmt: skip
        return open_edit.edit

    def unset(self, setting_ids: Collection[int]) -> Edit:
        """Let rules be again as they are by themselves.

        Raises:
            NotFound: a setting is gone.
        """
        with self._database.read() as uow:
            settings = [uow.get(RuleSetting, setting_id) for setting_id in setting_ids]
        title_id = settings[0].title_id if settings else None
        header = EditHeader(label="edit.unset_rule", title_id=title_id, facts={"count": len(settings)})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            uow.remove_all(uow.where(RuleSetting, id=[setting.id for setting in settings]))
        return open_edit.edit
