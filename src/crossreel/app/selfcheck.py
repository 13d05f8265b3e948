"""Checks that this installation is whole, above all a frozen build: every part is used once for real.

`crossreel selfcheck` prints one line per check and exits 0 only if all hold.
"""

import contextlib
import csv
import importlib
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crossreel.domain.catalog.cut import Clip
from crossreel.domain.errors import CrossreelError, Unavailable
from crossreel.i18n.messages import sentence
from crossreel.kernel.paths import data_root, is_frozen, licences_folder, resource
from crossreel.kernel.plugins import module_names
from crossreel.kernel.system_parts import lacking_libraries
from crossreel.media.vlc_engine import load_vlc
from crossreel.services.jobs import JobContext

PLUGIN_FOLDERS = {
    "formats": "crossreel.formats.codecs",
    "editors": "crossreel.formats.editors",
    "rules": "crossreel.qc.rules",
    "media rules": "crossreel.qc.media_rules",
    "packagers": "crossreel.delivery.packagers",
    "gates": "crossreel.delivery.gates",
    "metadata": "crossreel.delivery.metadata",
    "commands": "crossreel.cli.commands",
    "jobs": "crossreel.services.job_kinds",
    "kinds": "crossreel.storage.kinds",
    "records": "crossreel.domain.records.kinds",
    "reports": "crossreel.services.files.report_formats",
}
DEPENDENCIES = (
    "PySide6.QtWidgets", "PySide6.QtSvg", "sqlalchemy", "alembic", "babel", "srt", "av", "numpy", "lxml.etree",
    "icu4py", "langcodes", "language_data", "platformdirs", "xxhash", "openpyxl", "rich", "hunspell", "onnxruntime",
    "httpx", "keyring",
)  # fmt: skip
INSIDE = re.compile(r"/(libvlc\S*|libQt6\S*|libpython\S*|libpyside6\S*|libshiboken6\S*)$")
SCRATCH = "裁剪 check 🎬"
PLAY_MS, BURNED_MS = 1000, 200


class CheckFailed(Exception):
    """A part of the installation is missing or does not work; the message says which."""


def run() -> int:
    """Run every check; return 0 if all hold, 1 if one fails."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder) / SCRATCH
        scratch.mkdir()
        for name, check in CHECKS.items():
            began = time.perf_counter()
            try:
                found = check(scratch)
                verdict = "ok"
            except CrossreelError as error:
                found, verdict = sentence(error.code, error.facts), "FAILED"
                failed += 1
            except Exception as error:  # noqa: BLE001 - a self-check reports whatever breaks
                found, verdict = f"{type(error).__name__}: {error}", "FAILED"
                failed += 1
            sys.stdout.write(f"{verdict:<7}{name:<14}{found}  ({time.perf_counter() - began:.1f} s)\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(CHECKS) - failed} passed, {failed} failed\n")
    return 1 if failed else 0


def plugin_names() -> dict[str, list[str]]:
    """Return the names of the modules in every plug-in folder, as this installation finds them."""
    from crossreel.domain.engines.engine_info import EngineKind
    from crossreel.ui.shell.registry import action_folders, panel_folders

    found = {kind: module_names(importlib.import_module(package)) for kind, package in PLUGIN_FOLDERS.items()}
    kinds = [importlib.import_module(f"crossreel.engines.{kind}") for kind in EngineKind]
    found["engines"] = [name for folder in kinds for name in module_names(folder)]
    found["panels"] = sorted(panel.__name__ for panel in panel_folders())
    found["actions"] = sorted(name for folder in action_folders() for name in module_names(folder))
    return found


def check_processes(scratch: Path) -> str:
    """Have QC of a title worked out by another process of this installation, as a run over the catalog does."""
    from crossreel.app.bootstrap import build_desk
    from crossreel.domain.preferences import Preferences

    desk = build_desk(scratch / "processes.crossreel", "command", Preferences(author="selfcheck"))
    try:
        desk.cataloging.create_title("SELF", "裁剪", "zh-Hans")
        made = desk.sweeping.run()
    finally:
        desk.close()
    if [code for code, _summary in made.checked] != ["SELF"]:
        raise CheckFailed("another process worked nothing out")
    return "QC in another process"


def check_plugins(scratch: Path) -> str:
    """Find and import every plug-in, and compare with the list made when the bundle was built."""
    check_system(scratch)
    found = plugin_names()
    for names in found.values():
        for name in names:
            importlib.import_module(name)
    listing = data_root() / "plugins.json"
    if is_frozen():
        wanted = json.loads(listing.read_text("utf-8"))
        if wanted != found:
            lost = {kind: sorted(set(names) - set(found.get(kind, []))) for kind, names in wanted.items()}
            raise CheckFailed(f"plug-ins lost since the build: {lost}")
    if not all(found.values()):
        raise CheckFailed(f"a plug-in folder is empty: {found}")
    return ", ".join(f"{len(names)} {kind}" for kind, names in found.items())


def check_dependencies(scratch: Path) -> str:
    """Import every library the app may call."""
    check_system(scratch)
    for name in DEPENDENCIES:
        importlib.import_module(name)
    load_vlc()
    return f"{len(DEPENDENCIES) + 1} libraries"


def check_system(_scratch: Path) -> str:
    """Find what the system has to bring."""
    lacking = lacking_libraries("text", "player")
    if lacking is not None:
        raise Unavailable("system.no_libraries", **lacking)
    return "every library is here"


def check_resources(_scratch: Path) -> str:
    """Find the resources and the compiled translations."""
    for parts in (("theme", "dark.toml"), ("icons", "play.svg"), ("keymaps", "numpad.toml"), ("sample", "EP01.mp4")):
        if not resource(*parts).is_file():
            raise CheckFailed(f"resource missing: {'/'.join(parts)}")
    found = sorted(path.parent.parent.name for path in (data_root() / "translations").rglob("*.mo"))
    if len(found) < 2:
        raise CheckFailed(f"translations missing, found {found}")
    return f"translations: {', '.join(found)}"


def check_papers(_scratch: Path) -> str:
    """Write a list as a document and a paper as PDF: both need files that come with their libraries."""
    from crossreel.domain.paper import Paper
    from crossreel.domain.text.document import Document, DocumentCue
    from crossreel.formats.exchange.dialogue_list import DialogueList, docx
    from crossreel.i18n.words import Words
    from crossreel.services.files.paper_files import paper_bytes

    wording = Words("ar")
    cue = DocumentCue(start_ms=0, end_ms=1000, text="你好", extras={"episode": 1})
    listed = docx(DialogueList(name="检查", document=Document(cues=(cue,), language="zh-Hans"), columns=("ar",)), wording)
    paper = paper_bytes(Paper(title="检查", language="ar"), wording, "pdf")
    if not listed.startswith(b"PK") or not paper.startswith(b"%PDF"):
        raise CheckFailed("a document or a paper came out as something else")
    return "a document and a paper"


def check_catalog(scratch: Path) -> str:
    """Make a catalog, write, close, read, and look into it again."""
    from crossreel.domain.catalog.title import Title
    from crossreel.domain.edits.edit import EditHeader
    from crossreel.storage.database import Database

    path = scratch / "目录 catalog.crossreel"
    database = Database.open(path, mode="window", author="selfcheck")
    with (
        database.edit(EditHeader(label="edit.create_title", title_id=None, facts={"name": "检查"})) as edit,
        edit.part() as uow,
    ):
        uow.put(Title(id=database.new_id(), code="CHECK", name="检查"))
    database.close()
    database = Database.open(path, mode="read")
    try:
        with database.read() as uow:
            names = [title.name for title in uow.where(Title)]
    finally:
        database.close()
    if names != ["检查"]:
        raise CheckFailed(f"the catalog gave back {names}")
    return path.name


def check_migration(scratch: Path) -> str:
    """Migrate a catalog from nothing to the newest version with the scripts of this installation."""
    from crossreel.storage.sqlite.catalog_file import create, migrate

    path = scratch / "old.crossreel"
    create(path)
    return f"backup {migrate(path).name}"


def check_sample(scratch: Path) -> str:
    """Read a subtitle file of the sample with every step of the reader."""
    from crossreel.formats.reading import read

    path = resource("sample", "EP01.zh-Hans.srt")
    result = read(path.read_bytes(), path.name)
    if len(result.document.cues) != 8:
        raise CheckFailed(f"{path.name} has {len(result.document.cues)} cues")
    return f"{path.name}: {len(result.document.cues)} cues"


def check_caption(_scratch: Path) -> str:
    """Lay out and paint captions in four scripts with the declared fonts."""
    from crossreel.domain.picture.caption import CaptionStyle
    from crossreel.rendering import caption

    for text, language in (("Where were you?", "en"), ("你到底在哪里", "zh-Hans"), ("أين كنت؟", "ar"), ("คุณอยู่ที่ไหน", "th")):
        laid_out = caption.layout(text, language, CaptionStyle())
        if laid_out.missing:
            raise CheckFailed(f"no font for {laid_out.missing!r} ({language})")
    picture = caption.paint("你到底在哪里", "zh-Hans", CaptionStyle(), 540, 960)
    if picture is None or not any(picture.data):
        raise CheckFailed("the caption is empty")
    return f"{picture.width} x {picture.height} px"


def check_spelling(scratch: Path) -> str:
    """Ask the spelling engine two words of a dictionary made for it."""
    from crossreel.domain.text.spelling import SpellingDictionary
    from crossreel.spelling.speller import Speller

    folder = scratch / "dictionaries"
    folder.mkdir()
    (folder / "xx.aff").write_text("SET UTF-8\n", "utf-8")
    (folder / "xx.dic").write_text("1\n词\n", "utf-8")
    speller = Speller(SpellingDictionary(name="xx", folder=str(folder)))
    if not speller.knows("词") or speller.knows("字"):
        raise CheckFailed("the dictionary was not read")
    return "a dictionary read"


def check_models(_scratch: Path) -> str:
    """Look at every model that ships, and load it in another process, as long work does."""
    from crossreel.engines.models import all_models
    from crossreel.kernel.processes import in_processes

    names = [model.id for model in all_models()]
    for outcome in in_processes(load_model, names, lambda: None, workers=1):
        if outcome.error is not None:
            raise outcome.error
    return f"{', '.join(names)}, in another process"


def load_model(model_id: str) -> str:
    """Load a model."""
    from crossreel.engines.network import Network

    Network(model_id)
    return model_id


def check_player(scratch: Path) -> str:
    """Play one second of the sample from a folder with spaces, Chinese and emoji in its name."""
    import shutil

    from crossreel.media.vlc_engine import VlcEngine
    from crossreel.media.vlc_player import VlcPlayer

    path = scratch / "第1集.mp4"
    shutil.copy(resource("sample", "EP01.mp4"), path)
    engine = VlcEngine()
    player = VlcPlayer(engine)
    frames = []
    try:
        player.open(Clip(path=path), 270, 480, lambda: frames.append(1), lambda state: None)
        player.play()
        deadline = time.monotonic() + 20
        while player.position_ms() < PLAY_MS and time.monotonic() < deadline:
            time.sleep(0.05)
        reached = player.position_ms()
        version = engine.version
    finally:
        player.close()
        engine.close()
    if reached < PLAY_MS or len(frames) < 15:
        raise CheckFailed(f"reached {reached} ms with {len(frames)} frames")
    return f"{len(frames)} frames, libVLC {version}"


def check_burning(scratch: Path) -> str:
    """Burn a caption into a moment of the sample by each codec, and hold it against the preview."""
    from crossreel.domain.burning.choices import BurnChoices
    from crossreel.domain.burning.master import Layer, MasterTask
    from crossreel.domain.catalog.cut import Cut
    from crossreel.domain.cues.cue import Cue
    from crossreel.services.files.burn_codecs import burn_codecs
    from crossreel.services.files.masters import make_master

    cue = Cue(id=1, track_id=1, start_ms=0, end_ms=BURNED_MS, text="你到底在哪里")
    told = []
    for codec in burn_codecs():
        target = scratch / f"{codec.id}.{codec.extension}"
        choices = BurnChoices(out=str(scratch), preset=codec.presets[0] if codec.presets else "", proofs=2)
        master = make_master(
            MasterTask(
                source=resource("sample", "EP01.mp4"), cut=Cut(in_ms=0, out_ms=BURNED_MS), target=target, codec=codec,
                making=target.with_suffix(".partial"), choices=choices, layers=(Layer(column="zh-Hans", cues=(cue,)),),
            ),
            JobContext(),
        )  # fmt: skip
        told.append(f"{codec.id} {master.frames} frames")
    return ", ".join(told)


def check_libraries(_scratch: Path) -> str:
    """Make sure that libVLC, Qt and Python were loaded from the bundle and from nowhere else."""
    if not is_frozen():
        return "not a bundle"
    maps = Path("/proc/self/maps")
    if not maps.exists():
        return "cannot be told on this system"
    loaded = {line.split(maxsplit=5)[5] for line in maps.read_text().splitlines() if len(line.split(maxsplit=5)) == 6}
    ours = [path for path in loaded if INSIDE.search(path)]
    outside = sorted(path for path in ours if not Path(path).resolve().is_relative_to(data_root().resolve()))
    if outside or not any("libvlc" in path for path in ours):
        raise CheckFailed(f"loaded from outside the bundle: {outside}, of {len(ours)}")
    return f"{len(ours)} libraries, all from the bundle"


def check_licences(_scratch: Path) -> str:
    """Find the texts of the licences; in a bundle every file that the list of parts names, and the texts of each part."""
    folder = licences_folder()
    papers = ("LICENSE", "THIRD_PARTY.md", *(("README.txt", "PARTS.txt", "files.csv") if is_frozen() else ()))
    lost = [name for name in papers if not (folder / name).is_file()]
    if lost:
        raise CheckFailed(f"missing in {folder}: {lost}")
    if not is_frozen():
        return str(folder)
    with (folder / "files.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lost = [row["file"] for row in rows if not (folder.parent / row["file"]).exists()]
    lost += sorted({row["part"] for row in rows if not any((folder / row["texts"]).glob("*"))})
    if lost or not rows:
        raise CheckFailed(f"not as the list says: {lost}")
    return f"{len({row['texts'] for row in rows})} parts, {folder}"


CHECKS: dict[str, Callable[[Path], str]] = {
    "system": check_system,
    "dependencies": check_dependencies,
    "resources": check_resources,
    "catalog": check_catalog,
    "papers": check_papers,
    "migration": check_migration,
    "formats": check_sample,
    "caption": check_caption,
    "spelling": check_spelling,
    "models": check_models,
    "processes": check_processes,
    "player": check_player,
    "burning": check_burning,
    "plug-ins": check_plugins,
    "libraries": check_libraries,
    "licences": check_licences,
}


def main() -> int:
    """Run the checks without a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with contextlib.suppress(AttributeError):
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return run()
