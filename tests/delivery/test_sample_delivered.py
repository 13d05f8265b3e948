"""The sample title is delivered by every profile that ships; tools that are not ours find in the packages what the catalog has."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image as Picture

from crossreel.app.bootstrap import build_desk
from crossreel.cli.sample import make_sample_catalog
from crossreel.domain.catalog.artwork import Artwork, ArtworkKind
from crossreel.domain.catalog.compliance import AiLabel, Compliance
from crossreel.domain.catalog.title import Image
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.preferences import Preferences
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.desk import Desk
from crossreel.services.jobs import JobContext
from tests.unit.storage.drama import over

HERE = Path(__file__).parent
LANGUAGES = ("en", "es-419", "ar", "th")
PROFILES = {profile.id: profile for profile in read_profiles().known}
WORDS = {"en": "He is the heir.", "es-419": "Es el heredero.", "ar": "هو الوريث", "th": "เขาคือทายาท"}
ART = {ArtworkKind.POSTER: (2000, 3000), ArtworkKind.COVER: (1920, 1920)}


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Path]]]:
    """Mend what the sample lacks on purpose and deliver it by every profile, in all languages that its formats hold."""
    folder = tmp_path_factory.mktemp("sample")
    desk = build_desk(folder / "catalog.crossreel", "command", Preferences(author="Ana"), create=True)
    try:
        report = make_sample_catalog(desk, folder, JobContext())
        assert report.edit is not None and report.edit.header.title_id is not None
        title_id = report.edit.header.title_id
        mend(desk, title_id)
        delivering = Delivering(desk.database, seen_by=desk.checking.seen_by)
        packages = {}
        for profile in PROFILES.values():
            languages = tuple(tag for tag in LANGUAGES if profile.formats_for(tag))
            outcome = delivering.deliver(title_id, profile.id, languages, folder / "out", wording=Words, allow_findings=True)
            assert outcome.package is not None, (profile.id, outcome.plan.refusals)
            packages[profile.id] = outcome.package
    finally:
        desk.close()
    yield folder / "catalog.crossreel", packages


def mend(desk: Desk, title_id: int) -> None:
    """Translate what is open, part what overlaps, say what nobody said, bring larger pictures, and approve all of it."""
    for row in desk.cataloging.matrix(title_id).rows:
        for line in desk.translating.sheet(row.episode.id).rows:
            for language in LANGUAGES:
                if line.is_spine and not line.followers.get(language) and language not in line.covered:
                    desk.editing.set_cell_text(line.cue.id, language, WORDS[language])
    database = desk.database
    with database.edit(EditHeader(label="edit.import", title_id=title_id)) as open_edit, open_edit.part() as uow:
        for kind, (width, height) in ART.items():
            data = io.BytesIO()
            Picture.new("RGB", (width, height), "#204060").save(data, "JPEG")
            image = Image(
                id=database.new_id(), title_id=title_id, media_type="image/jpeg", width=width, height=height, data=data.getvalue()
            )
            art = Artwork(id=database.new_id(), title_id=title_id, image_id=image.id, kind=kind)
            over(uow, image, art)
        over(uow, Compliance(id=database.new_id(), title_id=title_id, ai_label=AiLabel.NONE, chain_of_title="Contract 7, 2026"))
        over(uow, *(replace(version, look=Look.CLEAN) for version in uow.where(Version)))
        for track in uow.where(Track):
            cues = uow.where(Cue, track_id=track.id)
            over(uow, *(replace(one, end_ms=after.start_ms) for one, after in pairwise(cues) if one.end_ms > after.start_ms))
            over(uow, replace(track, state=State.APPROVED))


def test_what_was_delivered_is_what_the_catalog_has_by_tools_that_are_not_ours(delivered: tuple[Path, dict[str, Path]]) -> None:
    catalog, packages = delivered
    command = [sys.executable, str(HERE / "compare_packages.py"), str(catalog), *map(str, packages.values())]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE, env={"PATH": "/usr/bin:/bin"})
    assert ran.stdout, ran.stderr
    told = json.loads(ran.stdout)
    assert told["ours"] == [], "the one who compares knows nothing of us"
    assert [fault for each in told["packages"].values() for fault in each["faults"]] == []
    assert ran.returncode == 0
    for profile_id, package in packages.items():
        looked = told["packages"][package.name]
        assert looked["files"] and looked["cues"] > 40, profile_id
    kinds = {kind for each in told["packages"].values() for kind in each["looks"]}
    assert {"srt", "vtt", "ttml", "itt", "ebuttd", "stl", "scc", "ass", "bag", "sha256", "xxh64", "xlsx", "docx", "pdf"} <= kinds


def test_what_was_changed_is_found(delivered: tuple[Path, dict[str, Path]], tmp_path: Path) -> None:
    """The one who compares would say so: a word, a time and a byte."""
    catalog, packages = delivered
    package = tmp_path / "package"
    shutil.copytree(packages["filmhub-like"], package)
    path = next(iter(sorted(package.rglob("*_en_full_*.srt"))))
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace("00:00:0", "00:00:1", 1).replace(" the ", " a ", 1), "utf-8")
    command = [sys.executable, str(HERE / "compare_packages.py"), str(catalog), str(package)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    faults = json.loads(ran.stdout)["packages"]["package"]["faults"]
    assert ran.returncode == 1 and len(faults) >= 3
