"""What is to be delivered: which title by which profile to whom, and what of it. What was left open follows from the buyer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from crossreel.domain.catalog.title import Title
from crossreel.domain.delivery import Profile, Profiles
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.text.column_name import VARIANTS, language_of
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.right import WORLD, Right, territory_code
from crossreel.services.files.territories import territories
from crossreel.storage import queries
from crossreel.storage.delivered import had_cells
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks for.

    Attributes:
        title_id: the title.
        buyer: the code of who gets it, "" for the one that the profile names.
        profile_id: the specification, "" for the buyer's own.
        languages: their tags, () for those the buyer has a right to, or has had before, or all that the title is localized into.
        roles: "full", "sdh", "forced", "signs": which of these go, where a title has them.
        changed_only: whether only what is another one than what the buyer has goes.
        territories: where it is meant to be shown, () where nobody says; codes of ISO 3166.
    """

    title_id: int
    buyer: str = ""
    profile_id: str = ""
    languages: tuple[str, ...] = ()
    roles: tuple[str, ...] = VARIANTS
    changed_only: bool = False
    territories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An order with everything settled: the profile is that of its buyer."""

    order: Order
    profile: Profile
    languages: tuple[str, ...] = field(default=())


def settle(uow: UnitOfWork, order: Order, profiles: Profiles, day: str) -> Asked:
    """Return an order with its profile and languages.

    Args:
        uow: the open transaction.
        order: what was asked for.
        profiles: those that are known.
        day: today, "YYYY-MM-DD".

    Raises:
        NotFound: there is no such title, profile or buyer.
        BadInput: the buyer has no profile, and none was named, or there is no such territory.
    """
    order = replace(order, territories=tuple(map(territory_code, order.territories)))
    for code in order.territories:
        if code != WORLD and code not in territories():
            raise BadInput("records.bad_territory", written=code)
    buyer = next(iter(uow.where(Buyer, code=order.buyer)), None) if order.buyer else None
    profile = _profile(uow, order, profiles, buyer)
    languages = order.languages or default_languages(uow, order.title_id, profile.buyer, buyer, day)
    return Asked(order=order, profile=profile, languages=languages)


def _profile(uow: UnitOfWork, order: Order, profiles: Profiles, buyer: Buyer | None) -> Profile:
    if order.profile_id:
        found = profiles.get(order.profile_id)
    elif buyer is None:
        own = [each for each in profiles.known if order.buyer and each.buyer == order.buyer]
        if len(own) != 1:
            raise NotFound("delivery.no_such_buyer", buyer=order.buyer, known=sorted(each.code for each in uow.where(Buyer)))
        found = own[0]
    elif not buyer.profile_id:
        raise BadInput("delivery.buyer_without_profile", buyer=buyer.code)
    else:
        found = profiles.get(buyer.profile_id)
    return replace(found, buyer=order.buyer) if order.buyer else found


def default_languages(uow: UnitOfWork, title_id: int, code: str, buyer: Buyer | None, day: str) -> tuple[str, ...]:
    """Return the languages that a buyer gets where nobody says, see `languages_of`."""
    columns, title = queries.title_columns(uow, title_id), uow.get(Title, title_id)
    had = {column for _, column in had_cells(uow, title_id, code).get(code, {})}
    return languages_of(title, columns, uow.where(Right, title_id=title_id), buyer, had, day)


def languages_of(
    title: Title, columns: Sequence[str], rights: Iterable[Right], buyer: Buyer | None, had: Iterable[str], day: str
) -> tuple[str, ...]:
    """Return the languages that a buyer gets where nobody says, in the order in which the title has them.

    With rights that hold today they are those of the rights; without any, what it had before; else all but the source.

    Args:
        title: the title.
        columns: its columns.
        rights: those kept of the title, of whomever.
        buyer: the buyer, None where none is kept.
        had: the columns that it had something of.
        day: today, "YYYY-MM-DD".
    """
    there = tuple(dict.fromkeys(language_of(column) for column in columns))
    targets = tuple(tag for tag in there if tag != title.source_language)
    own = [each for each in rights if buyer is not None and each.buyer_id in (None, buyer.id) and each.holds_on(day)]
    if own:
        return _of_rights(own, there, targets)
    before = {language_of(column) for column in had}
    return tuple(tag for tag in there if tag in before) or targets


def _of_rights(rights: Sequence[Right], there: Sequence[str], targets: Sequence[str]) -> tuple[str, ...]:
    held = {tag for right in rights for tag in right.holdback_languages}
    every = any(not right.languages for right in rights)
    named = {tag for right in rights for tag in (*right.languages, *right.required_languages)} | (set(targets) if every else set())
    return (*(tag for tag in there if tag in named - held), *sorted(named - held - set(there)))
