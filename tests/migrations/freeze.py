"""Writes a catalog of the present version to be kept for ever: `python -m tests.migrations.freeze`.

Run once a release, right after a migration was added, and commit the file it makes. Never run it for a version that has one.
"""

from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import Character, Image, Term, Title, TitleText
from crossreel.domain.cues.cue import Cue
from crossreel.domain.picture.mark import Mark, MarkKind
from crossreel.domain.text.known_word import KnownWord
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.right import Licence, Right
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from crossreel.storage.tables import SCHEMA_VERSION
from tests.unit.storage.drama import change, put_drama

FOLDER = Path(__file__).parent


def freeze() -> Path:
    """Write the catalog; return where it stands."""
    path = FOLDER / f"v{SCHEMA_VERSION}.crossreel"
    if path.exists():
        raise FileExistsError(path)
    database = Database.open(path, author="Ana")
    drama = put_drama(database, episodes=1)
    with database.read() as uow:
        title = uow.get(Title, drama.title_id)
        foreign = uow.where(Cue, track_id=drama.track_ids[1, "zh-Hans"])[0]
    change(
        database,
        replace(foreign, spoken_in="ko"),
        Buyer(id=database.new_id(), code="REEL", name="ReelShort"),
        Season(id=database.new_id(), title_id=title.id, number=1, first_episode=1, last_episode=1),
        Right(id=database.new_id(), title_id=title.id, buyer_id=None, territories=("WW",), licence=Licence.COIN),
        Image(id=database.new_id(), title_id=title.id, media_type="image/png", width=9, height=16, data=b"\x89PNG"),
        Character(id=database.new_id(), title_id=title.id, name="林晚", names={"en": "Lin Wan"}),
        Term(id=database.new_id(), title_id=title.id, source="总裁", renderings={"en": "CEO"}),
        TitleText(id=database.new_id(), title_id=title.id, language="en", name="The Hidden Heir"),
        KnownWord(id=database.new_id(), title_id=title.id, language="en", word="Wan"),
        Mark(
            id=database.new_id(),
            episode_id=drama.episode_ids[0],
            content_key="video",
            kind=MarkKind.SHOT,
            start_ms=1200,
            end_ms=1200,
        ),
        title_id=title.id,
    )
    History(database).undo(title.id)
    database.close()
    for left in FOLDER.glob(f"{path.name}-*"):
        left.unlink()
    return path


if __name__ == "__main__":
    freeze()
