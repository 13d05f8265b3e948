"""The series brief in words."""

from crossreel.domain.drafting.brief import ProposalState
from crossreel.domain.drafting.brief_change import ADDRESS, EPISODE, PERSON, SYNOPSIS, TERM, BriefChange
from crossreel.i18n.messages import _, isolated
from crossreel.i18n.numbers import language_name
from crossreel.kernel.marks import N_

FORM_WORDS = {"": N_("Not said"), "formal": N_("Formal"), "informal": N_("Informal")}
_STATES = {ProposalState.OPEN: N_("Waiting"), ProposalState.APPROVED: N_("Approved"), ProposalState.REFUSED: N_("Refused")}
_PARTS = {
    SYNOPSIS: N_("Synopsis"), EPISODE: N_("Episode {name}"), PERSON: N_("Character {name}"), ADDRESS: N_("Form of address {name}"),
    TERM: N_("Term {name}"),
}  # fmt: skip
_FIELDS = {
    "rendering": N_("rendering"), "aliases": N_("other names"), "gender": N_("gender"), "register": N_("register"),
    "manner": N_("manner"), "calls": N_("calls them"), "form": N_("form"), "note": N_("remark"),
}  # fmt: skip


def form_words(form: str) -> str:
    """Return a form of address in words, for example "Formal"."""
    return _(FORM_WORDS[form])


def state_words(state: ProposalState) -> str:
    """Return what became of a new name in words."""
    return _(_STATES[state])


def change_words(change: BriefChange) -> str:
    """Return a difference between two versions as a line: "English · Character 林晚, register: “” → “courtly”"."""
    part = _(_PARTS[change.part]).format(name=isolated(change.name))
    field = _(_FIELDS[change.field]) if change.field in _FIELDS else ""
    named = _("{part}, {field}").format(part=part, field=field) if field else part
    values = _("“{before}” → “{after}”").format(before=isolated(change.before), after=isolated(change.after))
    return (f"{language_name(change.language)} · " if change.language else "") + _("{what}: {values}").format(
        what=named, values=values
    )  # fmt: skip
