"""What a QC run of a title goes by, as one digest: two runs of one basis would find the same. No use case of its own."""

import xxhash

from crossreel import __version__
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Term, Title
from crossreel.domain.cues.track import Track
from crossreel.domain.drafting.brief import Address
from crossreel.domain.quality.rule_setting import RuleSetting
from crossreel.qc.guides import StyleGuides
from crossreel.qc.zones import SafeZones
from crossreel.storage import checks, queries
from crossreel.storage.unit_of_work import UnitOfWork


def basis_of(uow: UnitOfWork, title: Title, guides: StyleGuides, zones: SafeZones) -> str:
    """Return a digest of everything that decides what QC finds in a title, in statements that do not grow with it.

    That is the program, its style guides and safe zones, the title with its bible and rule settings, the shapes of its pictures,
    and its tracks with the digests of their cues.
    """
    episodes = uow.where(Episode, title_id=title.id)
    pictures = [
        (each.episode_id, each.width, each.height, each.frame_rate, each.content_key) for each in queries.references(uow, title.id)
    ]
    tracks = uow.where(Track, episode_id=[each.id for each in episodes])
    characters = uow.where(Character, title_id=title.id)
    said = (
        __version__,
        guides.digest(),
        zones.digest(),
        title,
        uow.where(Term, title_id=title.id),
        characters,
        uow.where(Address, character_id=[each.id for each in characters]) if characters else [],
        uow.where(RuleSetting, title_id=title.id),
        sorted((each.id, each.number) for each in episodes),
        sorted(pictures),
        sorted((each.id, each.language, each.role.value) for each in tracks),
        sorted(checks.track_digests(uow.connection, title.id).items()),
    )
    return xxhash.xxh3_128_hexdigest(repr(said).encode())
