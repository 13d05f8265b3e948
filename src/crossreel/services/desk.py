"""All services over one catalog, as one value; each is loaded and made when it is first asked for."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.kernel.once import once
from crossreel.services.draft_desk import DraftDesk
from crossreel.services.jobs import Job
from crossreel.services.record_desk import RecordDesk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crossreel.domain.cues.spine import Difference
    from crossreel.domain.installation import Installation
    from crossreel.domain.quality.check import CaptionMeasure, CheckSummary
    from crossreel.domain.quality.finding import Finding
    from crossreel.domain.trade.profile_parts import Limits
    from crossreel.domain.wording import Wordings
    from crossreel.qc.guides import StyleGuides
    from crossreel.services.cataloging.bible_files import BibleFiles
    from crossreel.services.cataloging.titles import Cataloging
    from crossreel.services.checking.guiding import Guiding
    from crossreel.services.checking.inspection import Inspection
    from crossreel.services.checking.kept_runs import Runs
    from crossreel.services.checking.media import MediaChecking
    from crossreel.services.checking.ruling import Ruling
    from crossreel.services.checking.runs import Checking
    from crossreel.services.checking.sweeping import Inspected, Sweeping
    from crossreel.services.delivering.packages import Delivering
    from crossreel.services.delivering.profiling import Profiling
    from crossreel.services.drafting.cleaning import Cleaning
    from crossreel.services.drafting.reading import Reading
    from crossreel.services.editing.cues import Editing
    from crossreel.services.editing.sheet import Translating
    from crossreel.services.editing.tidying import Tidying
    from crossreel.services.episode.cues import EpisodeCues
    from crossreel.services.exporting.tracks import Exporting
    from crossreel.services.files.sheet_memory import SheetMemory
    from crossreel.services.history.undoing import History
    from crossreel.services.importing.plans import Importing
    from crossreel.services.jobs import Elsewhere, JobContext
    from crossreel.services.listening.auditing import Auditing
    from crossreel.services.listening.hearing import Hearing
    from crossreel.services.listening.laying import Laying
    from crossreel.services.listening.regions import Listening
    from crossreel.services.marking.shots import Marking
    from crossreel.services.preferences import PreferenceFile
    from crossreel.services.safekeeping.backups import Safekeeping
    from crossreel.services.scripting.returning import Scripting
    from crossreel.services.searching import Searching
    from crossreel.services.seats import SeatFile
    from crossreel.services.spelling import Spelling
    from crossreel.services.viewing.analyzing import Analyzing
    from crossreel.services.viewing.attending import Attending
    from crossreel.services.viewing.previewing import Previewing
    from crossreel.services.viewing.proving import Proving
    from crossreel.services.viewing.screening import Screening
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork


class Desk(DraftDesk, RecordDesk):
    """What the window and the commands work with. Each attribute is a service named as its module.

    Args:
        database: the open catalog.
        measure: widths as the caption renderer draws them.
        cache_folder: where waveforms and stills are kept.
        preferences: the user's, on this machine.
        log: the file the window writes its log to.
        wording: gives the words for packages, in a language.
        elsewhere: works jobs out over this catalog in other processes.
    """

    def __init__(
        self,
        database: "Database",
        *,
        measure: "CaptionMeasure",
        cache_folder: Path,
        preferences: "PreferenceFile",
        log: Path,
        wording: "Wordings",
        elsewhere: "Elsewhere",
    ) -> None:
        self.database = database
        self.preferences = preferences
        self.wording = wording
        self._elsewhere = elsewhere
        self._measure = measure
        self._cache_folder = cache_folder
        self._log = log

    def close(self) -> None:
        """Let go of the catalog and of everything held beside it."""
        if "previewing" in self.__dict__:
            self.previewing.close()
        self.database.close()

    def describe(self) -> "Installation":
        """Return what is running here, and where its files lie."""
        from crossreel.services.installation import describe

        return describe(catalog=self.database.path, log=self._log)

    def _check(self, title_id: int, **options: Any) -> "CheckSummary":
        return self.checking.run(title_id, **options)

    def _seen_by(
        self, title_id: int, buyer: str, languages: "Sequence[str]", limits: "Limits"
    ) -> "tuple[Finding, ...] | None":  # fmt: skip
        return self.checking.seen_by(title_id, buyer, languages, limits)

    def _check_part(self, uow: "UnitOfWork", before: "EpisodeCues", changed: "Difference") -> "Mapping[int, tuple[Finding, ...]]":
        return self.checking.check_part(uow, before, changed)

    def _inspect_all(self, title_ids: "Sequence[int]", sweep_id: int, job: "JobContext") -> "Iterator[Inspected]":
        """Work out what QC finds in titles, in as many processes as there are cores."""
        jobs: list[Job[CheckSummary]] = [Job("check_title", {"title_id": title_id, "sweep_id": sweep_id}) for title_id in title_ids]
        for each in self._elsewhere.work_out(jobs, job):
            yield cast(int, each.job.arguments["title_id"]), cast("Inspection | None", each.found), each.error

    @once
    def sweeping(self) -> "Sweeping":
        """QC of the whole catalog."""
        from crossreel.services.checking.sweeping import Sweeping
        from crossreel.services.files.presets import shipped_zones

        return Sweeping(
            self.database, inspect=self._inspect_all, keep=self.checking.keep, guides=self.guides, zones=shipped_zones()
        )

    @property
    def guides(self) -> "StyleGuides":
        """The style guides in force: those that ship, and the user's own beside the preferences."""
        from crossreel.services.files.guide_files import FOLDER, guides_of

        return guides_of(self.preferences.path.parent / FOLDER)

    @once
    def guiding(self) -> "Guiding":
        """Style guides as files."""
        from crossreel.services.checking.guiding import Guiding
        from crossreel.services.files.guide_files import FOLDER

        return Guiding(self.guides, self.preferences.path.parent / FOLDER)

    @once
    def analyzing(self) -> "Analyzing":
        """Prepares waveforms and stills in the background."""
        from crossreel.services.viewing.analyzing import Analyzing

        return Analyzing(self.database, peaks=self.previewing.peaks, poster=self.previewing.poster)

    @once
    def attending(self) -> "Attending":
        """What people watched."""
        from crossreel.services.viewing.attending import Attending

        return Attending(self.database)

    @once
    def auditing(self) -> "Auditing":
        """How cues fit to speech."""
        from crossreel.services.listening.auditing import Auditing

        return Auditing(self.database, speech=self.listening.found)

    @once
    def bible_files(self) -> "BibleFiles":
        """Terms and characters as files."""
        from crossreel.services.cataloging.bible_files import BibleFiles

        return BibleFiles(self.database)

    @once
    def cataloging(self) -> "Cataloging":
        """Titles, languages, episodes, states and metadata."""
        from crossreel.services.cataloging.titles import Cataloging

        return Cataloging(self.database, check=self._check)

    @once
    def checking(self) -> "Checking":
        """QC, waivers and repairs."""
        from crossreel.services.checking.runs import Checking
        from crossreel.services.files.presets import shipped_zones

        return Checking(
            self.database,
            measure=self._measure,
            zones=shipped_zones(),
            guides=self.guides,
            shots=lambda id: self.marking.shots(id).times_ms,
            speech=self.listening.found,
            burned=self.reading.burned,
        )

    @once
    def media_checking(self) -> "MediaChecking":
        """QC of pictures and sounds."""
        from crossreel.services.checking.media import MediaChecking

        profiles = self.delivering.profiles
        return MediaChecking(
            self.database, cache_folder=self._cache_folder, compare=self.proving.kin, profiles=lambda: profiles().known,
            cleaned=lambda title_id, episode_ids, job: self.cleaning.compare(title_id, episode_ids=episode_ids, job=job),
        )  # fmt: skip

    @once
    def delivering(self) -> "Delivering":
        """Packages behind their gate."""
        from crossreel.services.delivering.packages import Delivering

        return Delivering(
            self.database, check=self._check, seen_by=self._seen_by, cache_folder=self._cache_folder, guides=lambda: self.guides
        )  # fmt: skip

    @once
    def profiling(self) -> "Profiling":
        """Delivery profiles of one's own."""
        from crossreel.services.delivering.profiling import Profiling

        return Profiling(self.database)

    @once
    def editing(self) -> "Editing":
        """Cues and their times."""
        from crossreel.services.editing.cues import Editing

        return Editing(self.database, check=self._check_part, guides=self.guides)

    @once
    def exporting(self) -> "Exporting":
        """Subtitle files."""
        from crossreel.services.exporting.tracks import Exporting

        return Exporting(self.database, lambda: self.guides)

    @once
    def spelling(self) -> "Spelling":
        """Words that no dictionary has."""
        from crossreel.services.spelling import Spelling

        return Spelling(self.database, self.preferences.path.parent / "dictionaries")

    @once
    def history(self) -> "History":
        """Undo, redo and what was done."""
        from crossreel.services.history.undoing import History

        return History(self.database)

    @once
    def importing(self) -> "Importing":
        """Folders and files that come in."""
        from crossreel.services.importing.plans import Importing

        return Importing(self.database, self.sheet_memory)

    @once
    def hearing(self) -> "Hearing":
        """What is said, written down by an engine."""
        from crossreel.services.files.presets import guide_of
        from crossreel.services.listening.hearing import Hearing

        return Hearing(
            self.database,
            opening=self.equipping.opening,
            shots=self.marking.shots,
            speech=self.listening.found,
            guide=partial(guide_of, self.guides),
        )

    @once
    def cleaning(self) -> "Cleaning":
        """Cleaned pictures."""
        from crossreel.services.drafting.cleaning import Cleaning

        return Cleaning(self.database, cache_folder=self._cache_folder)

    @once
    def reading(self) -> "Reading":
        """Burned-in text."""
        from crossreel.services.drafting.reading import Reading

        return Reading(self.database)

    @once
    def laying(self) -> "Laying":
        """Scripts without times, laid over speech."""
        from crossreel.services.files.presets import guide_of
        from crossreel.services.listening.laying import Laying

        return Laying(self.database, speech=self.listening.find, guide=partial(guide_of, self.guides), memory=self.sheet_memory)

    @once
    def listening(self) -> "Listening":
        """Speech regions."""
        from crossreel.services.listening.regions import Listening

        return Listening(self.database, cache_folder=self._cache_folder)

    @property
    def sheet_memory(self) -> "SheetMemory":
        """What was said of the columns of sheets, kept with the user's settings."""
        from crossreel.services.files.sheet_memory import SheetMemory

        return SheetMemory(self.preferences.path.parent)

    @once
    def marking(self) -> "Marking":
        """Shot changes."""
        from crossreel.services.marking.shots import Marking

        return Marking(self.database, cache_folder=self._cache_folder)

    @once
    def proving(self) -> "Proving":
        """Comparing videos by their pictures."""
        from crossreel.services.viewing.proving import Proving

        return Proving(self.database, cache_folder=self._cache_folder)

    @once
    def previewing(self) -> "Previewing":
        """Picture, caption and waveform."""
        from crossreel.services.viewing.previewing import Previewing

        return Previewing(self.database, cache_folder=self._cache_folder)

    @once
    def ruling(self) -> "Ruling":
        """Rules that are off, or of another severity."""
        from crossreel.services.checking.ruling import Ruling

        return Ruling(self.database)

    @once
    def runs(self) -> "Runs":
        """QC runs that are kept."""
        from crossreel.services.checking.kept_runs import Runs

        return Runs(self.database)

    @once
    def safekeeping(self) -> "Safekeeping":
        """Backups, and going on elsewhere."""
        from crossreel.services.safekeeping.backups import Safekeeping

        return Safekeeping(self.database)

    @once
    def screening(self) -> "Screening":
        """A title on end."""
        from crossreel.services.viewing.screening import Screening

        return Screening(self.database)

    @once
    def scripting(self) -> "Scripting":
        """Scripts out and back."""
        from crossreel.services.scripting.returning import Scripting

        return Scripting(self.database, self.sheet_memory)

    @once
    def searching(self) -> "Searching":
        """Titles, episodes and dialogue."""
        from crossreel.services.searching import Searching

        return Searching(self.database)

    @once
    def tidying(self) -> "Tidying":
        """Times snapped to shots, gaps closed, over an episode or a title."""
        from crossreel.services.editing.tidying import Tidying
        from crossreel.services.files.presets import guide_of

        return Tidying(self.database, shots=self.marking.shots, speech=self.listening.regions, guide=partial(guide_of, self.guides))

    @once
    def seats(self) -> "SeatFile":
        """Where the user sat in this catalog."""
        from crossreel.services.seats import SeatFile

        return SeatFile(self.preferences.path.parent, self.database.address)

    @once
    def translating(self) -> "Translating":
        """The sheet of an episode."""
        from crossreel.services.editing.sheet import Translating

        return Translating(self.database)
