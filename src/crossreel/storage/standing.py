"""What people say of findings: which are accepted, and what a title asks of its rules. Read in one statement, as while typing."""

from collections.abc import Collection

from sqlalchemy import Connection, literal, select, union_all

from crossreel.domain.quality.rule_setting import Place, RuleWeights, Weight
from crossreel.storage.kinds.rule_setting import table as rule_setting
from crossreel.storage.kinds.waiver import table as waiver
from crossreel.storage.repository import chunks


def standing(connection: Connection, title_id: int, marks: Collection[str]) -> tuple[set[str], RuleWeights]:
    """Return which findings of a title are accepted, by fingerprint, and what the title asks of its rules.

    Args:
        connection: where to read.
        title_id: the title.
        marks: fingerprints of the findings that are asked for, any number but none.
    """
    nothing = literal("")
    set_here = select(nothing, *(rule_setting.c[name] for name in ("rule", "language", "buyer", "weight")))
    weights: dict[Place, Weight] = {}
    waived: set[str] = set()
    for some in chunks(sorted(marks)):
        accepted = select(waiver.c.fingerprint, nothing, nothing, nothing, nothing)
        both = union_all(
            set_here.where(rule_setting.c.title_id == title_id),
            accepted.where(waiver.c.title_id == title_id, waiver.c.fingerprint.in_(some)),
        )
        for mark, rule, language, buyer, weight in connection.execute(both):
            if mark:
                waived.add(mark)
            else:
                weights[rule, language, buyer] = Weight(weight)
    return waived, RuleWeights(weights)
