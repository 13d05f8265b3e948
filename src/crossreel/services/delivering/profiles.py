"""The delivery profiles, read with what the formats here can do."""

from collections.abc import Iterable
from pathlib import Path

from crossreel.delivery import registry
from crossreel.delivery.profile import Vocabulary
from crossreel.domain.delivery import Profile, Profiles
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.domain.trade.profile_offers import ProfileOffers
from crossreel.domain.trade.profile_parts import Packaging
from crossreel.formats.registry import formats

ORDER = (
    "subtitles", "video", "artwork", "cover", "metadata", "workbook", "dialogue_list", "dub_script", "glossary", "xliff",
    "sound_list", "delivery_note", "qc_report", "rights_summary", "spec",
)  # fmt: skip
"""In which order contents are offered; what is not here comes last."""


def vocabulary() -> Vocabulary:
    """Return what profiles may name here."""
    return registry.vocabulary({each.id: each.options for each in formats() if each.writable})


def read_profiles(folder: Path | None = None, kept: Iterable[KeptProfile] = ()) -> Profiles:
    """Return the profiles of a folder (None: those that ship) and those kept, and what is wrong with those that cannot be read."""
    return registry.profiles(vocabulary(), folder, kept)


def profile_offers() -> ProfileOffers:
    """Return what a profile can choose from here."""
    made = registry.packagers()
    packed = [Profile(id="", name="", version="", buyer="", formats=(), include=(), packaging=each) for each in Packaging]
    told = [name for name, each in made.items() if not any(map(each.untold, packed))]
    folders = {kind: folder for packager in made.values() for kind, folder in packager.folders.items()}
    filled = {"language", "title", "day"}  # by the delivery itself
    written = [each for each in formats() if each.writable and not each.script]
    return ProfileOffers(
        contents=tuple(
            sorted(
                told,
                key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER),
            )
        ),
        metadata=tuple(registry.metadata_writers()),
        formats={each.id: (each.title, tuple(sorted(each.options - filled))) for each in written},
        folders=dict(sorted(folders.items(), key=lambda pair: pair[1])),
        languages=registry.document_languages(),
        scripts={each.id: each.types for each in made.values() if len(each.types) > 1},
    )
