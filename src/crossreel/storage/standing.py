"""What people say of findings: which are accepted, and what a title asks of its rules. Read in one statement, as while typing."""

from collections.abc import Collection

from sqlalchemy import BigInteger, Connection, bindparam, literal, select, union_all

from crossreel.domain.quality.rule_setting import Place, RuleWeights, Weight
from crossreel.storage.kinds.rule_setting import table as rule_setting
from crossreel.storage.kinds.waiver import table as waiver
from crossreel.storage.repository import chunks

_TITLE, _NOTHING = bindparam("title", type_=BigInteger()), literal("")
_SET_HERE = select(_NOTHING, *(rule_setting.c[name] for name in ("rule", "language", "buyer", "weight")))
_ACCEPTED = select(waiver.c.fingerprint, _NOTHING, _NOTHING, _NOTHING, _NOTHING)
_BOTH = union_all(
    _SET_HERE.where(rule_setting.c.title_id == _TITLE),
    _ACCEPTED.where(waiver.c.title_id == _TITLE, waiver.c.fingerprint.in_(bindparam("marks", expanding=True))),
)


def standing(connection: Connection, title_id: int, marks: Collection[str]) -> tuple[set[str], RuleWeights]:
    """Return which findings of a title are accepted, by fingerprint, and what the title asks of its rules.

    Args:
        connection: where to read.
        title_id: the title.
        marks: fingerprints of the findings that are asked for, any number but none.
    """
    weights: dict[Place, Weight] = {}
    waived: set[str] = set()
    for some in chunks(sorted(marks)):
        for mark, rule, language, buyer, weight in connection.execute(_BOTH, {"title": title_id, "marks": some}):
            if mark:
                waived.add(mark)
            else:
                weights[rule, language, buyer] = Weight(weight)
    return waived, RuleWeights(weights)
