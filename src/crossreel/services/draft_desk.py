"""The services around drafts, as a part of the desk: engines, runs, what comes from elsewhere, the review."""

from typing import TYPE_CHECKING, cast

from crossreel.kernel.once import once
from crossreel.services.jobs import Job

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossreel.domain.drafting.run import StepAsk, StepFound
    from crossreel.qc.guides import StyleGuides
    from crossreel.services.checking.media import MediaChecking
    from crossreel.services.drafting.briefing import Briefing
    from crossreel.services.drafting.carrying import Ended, Hear
    from crossreel.services.drafting.runs import Drafting
    from crossreel.services.drafting.stage import DraftStage
    from crossreel.services.equipping import Equipping
    from crossreel.services.files.sheet_memory import SheetMemory
    from crossreel.services.jobs import Elsewhere, JobContext
    from crossreel.services.listening.hearing import Hearing
    from crossreel.services.preferences import PreferenceFile
    from crossreel.services.remembering.remembering import Remembering
    from crossreel.services.reviewing.queue import Reviewing
    from crossreel.services.scripting.drafts import Drafts
    from crossreel.services.scripting.drafts_back import DraftsBack
    from crossreel.storage.database import Database


class DraftDesk:
    """What the desk has of them; it brings the catalog, the preferences and the processes."""

    if TYPE_CHECKING:
        database: Database
        preferences: PreferenceFile
        _elsewhere: Elsewhere

        @property
        def guides(self) -> StyleGuides: ...

        @property
        def hearing(self) -> Hearing: ...

        @property
        def media_checking(self) -> MediaChecking: ...

        @property
        def sheet_memory(self) -> SheetMemory: ...

    @once
    def equipping(self) -> "Equipping":
        """Engines: those that ship, and those the user set up."""
        from crossreel.services.equipping import Equipping

        return Equipping(self.preferences.path.parent)

    @once
    def remembering(self) -> "Remembering":
        """The translation memory."""
        from crossreel.services.remembering.remembering import Remembering

        return Remembering(self.database)

    @once
    def reviewing(self) -> "Reviewing":
        """Drafts that wait for a person."""
        from crossreel.services.reviewing.queue import Reviewing

        return Reviewing(self.database)

    @once
    def briefing(self) -> "Briefing":
        """The series brief."""
        from crossreel.services.drafting.briefing import Briefing

        return Briefing(self.database)

    @once
    def drafting(self) -> "Drafting":
        """Runs over titles."""
        from crossreel.domain.drafting.batch import Stage
        from crossreel.services.drafting.burning_stage import BurningStage
        from crossreel.services.drafting.hearing_stage import HearingStage
        from crossreel.services.drafting.reading_stage import ReadingStage
        from crossreel.services.drafting.runs import Drafting
        from crossreel.services.drafting.translating import TranslatingStage

        stages: dict[Stage, DraftStage] = {
            Stage.READING: ReadingStage(self.database),
            Stage.HEARING: HearingStage(self.database, self.hearing),
            Stage.TRANSLATING: TranslatingStage(self.database, self.guides),
            Stage.BURNING: BurningStage(self.database, lambda offer: self.media_checking.loudness_of(offer)),
        }
        return Drafting(self.database, stages=stages, opening=self.equipping.opening, work_out=self._work_steps_out)

    def _work_steps_out(self, asks: "Sequence[StepAsk]", at: str, job: "JobContext", hear: "Hear") -> "Iterator[Ended]":
        """Work steps of a run out in as many processes as there are cores, or on a cluster."""
        jobs: list[Job[object]] = [Job("draft_step", {"ask": ask}) for ask in asks]
        told = lambda each, share: hear(cast("StepAsk", each.arguments["ask"]), share)  # noqa: E731
        for each in self._elsewhere.work_out(jobs, job, at, told):
            yield cast("StepAsk", each.job.arguments["ask"]), cast("StepFound | None", each.found), each.error

    @once
    def drafts(self) -> "Drafts":
        """Drafts from elsewhere."""
        from crossreel.services.scripting.drafts import Drafts

        return Drafts(self.database, self.sheet_memory)

    @once
    def drafts_back(self) -> "DraftsBack":
        """What people changed of drafts."""
        from crossreel.services.scripting.drafts_back import DraftsBack

        return DraftsBack(self.database)
