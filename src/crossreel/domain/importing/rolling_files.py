"""Rolling captions among the files of an import, brought in with every line once. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from crossreel.domain.importing.cut_texts import document_of, with_document
from crossreel.domain.importing.plan import ImportPlan, PlanItem
from crossreel.domain.importing.verdict import resettle
from crossreel.domain.text.document import Notice
from crossreel.domain.text.rolling import collapse

ROLLING, COLLAPSED = "text.rolling", "text.rolling_collapsed"


def rolls(item: PlanItem) -> bool:
    """Tell whether a file holds captions that repeat what the one before showed."""
    return item.document is not None and any(doubt.code == ROLLING for doubt in item.doubts)


def collapse_rolling(plan: ImportPlan, ids: Iterable[int]) -> ImportPlan:
    """Return a plan in which rolling captions of some files come in with every line once; other files stay as they are."""
    return resettle(plan, [_collapsed(item) for item in map(plan.item, ids) if rolls(item)])


def _collapsed(item: PlanItem) -> PlanItem:
    whole = document_of(item)
    if whole is None:
        return item
    cues = collapse(whole.cues)
    told = Notice(code=COLLAPSED, facts={"count": len(whole.cues), "lines": len(cues)})
    doubts = tuple(doubt for doubt in item.doubts if doubt.code != ROLLING)
    return with_document(replace(item, doubts=doubts, notices=(*item.notices, told), fit=None), replace(whole, cues=cues))
