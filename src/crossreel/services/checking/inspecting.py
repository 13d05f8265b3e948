"""Looking at titles: QC of all tracks or of some, kept as a run; part of `checking`."""

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from crossreel import __version__
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.burned_text import BurnedIn
from crossreel.domain.item import Item
from crossreel.domain.quality.check import CaptionMeasure, CheckSummary
from crossreel.domain.quality.finding import Finding, RuleInfo, Waiver
from crossreel.domain.quality.profile_limits import weighed_by_limits
from crossreel.domain.quality.rule_setting import RuleWeights
from crossreel.domain.quality.run import QcRun
from crossreel.domain.quality.style_guide import GuideInfo
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.text.spelling import SpellerOf
from crossreel.domain.trade.profile_parts import Limits
from crossreel.kernel.collecting import uncollected
from crossreel.qc.guides import StyleGuides
from crossreel.qc.inspector import Inspector
from crossreel.qc.media_registry import media_rule_infos
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Rule
from crossreel.qc.rulebook import Rulebook
from crossreel.qc.summary import summarize
from crossreel.qc.zones import SafeZones
from crossreel.services.checking.basis import basis_of
from crossreel.services.checking.inspection import Inspection
from crossreel.services.checking.keeping import Keeping
from crossreel.services.checking.title import TitleToCheck, TrackToCheck, read_title
from crossreel.services.checking.whole import TitleCheck, inspect_title
from crossreel.services.files.presets import broken_presets, shipped_break_words, shipped_guides
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import refuse_failed
from crossreel.storage import checks, qc_runs, queries
from crossreel.storage.database import Database


class Inspecting(Keeping):
    """Use cases around QC of titles.

    Args:
        database: the catalog.
        measure: captions as the renderer draws them; None withholds every finding about their sizes.
        zones: safe zones a title may choose.
        guides: the style guides; None for those that ship.
        rules: the rules; None for all of `qc/rules`.
        shots: when the shots of an episode begin, by its id; none where nobody has looked.
        speech: where somebody speaks in a video; None where nobody has listened.
        burned: what is burned into the picture of an episode, by its id; None where nobody has read it.
    """

    def __init__(
        self,
        database: Database,
        *,
        measure: CaptionMeasure | None = None,
        zones: SafeZones | None = None,
        guides: StyleGuides | None = None,
        rules: Iterable[Rule] | None = None,
        shots: Callable[[int], Sequence[int]] | None = None,
        speech: Callable[[Version], SpeechRegions | None] | None = None,
        burned: Callable[[int], BurnedIn | None] | None = None,
    ) -> None:
        super().__init__(database)
        self._guides = guides or shipped_guides()
        self._zones = zones or SafeZones()
        self._rules = all_rules() if rules is None else Rulebook(rules)
        self._speech = speech
        heard = self._heard if speech is not None else None
        self._inspector = Inspector(self._rules, self._guides, measure, self._zones, shipped_break_words(), shots, heard, burned)

    @uncollected()
    def run(
        self,
        title_id: int,
        *,
        languages: Collection[str] | None = None,
        roles: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None,
        rules: Collection[str] | None = None,
        guide: str | None = None,
        speller: SpellerOf | None = None,
        job: JobContext | None = None,
    ) -> CheckSummary:
        """Check the tracks of a title and keep what is found (in a catalog that can be written).

        Args:
            languages: their tags; None for all.
            roles: of their columns; None for all.
            episode_ids: None for all; with some, rules that read the title are not asked, and no run is kept.
            rules: ids of the rules that are asked, None for all; what others found stays.
            guide: set of style guides; None for the title's own or, without one, by the shape of each picture.
            speller: gives for a language what finds its unknown words (`Spelling.speller`); None asks for no spelling.
            job: progress and cancel; nothing is kept of a cancelled run.

        Returns:
            What was found; a track that breaks a rule is listed as failed, keeps its former findings and stops no other.

        Raises:
            NotFound: there is no such title, episode, rule or set of style guides.
            Cancelled: the user cancelled.
        """
        inspection = self.inspect(
            title_id, languages=languages, roles=roles, episode_ids=episode_ids, rules=rules, guide=guide,
            speller=speller, job=job,
        )  # fmt: skip
        return inspection.summary if self._database.read_only else self.keep(inspection)

    @uncollected()
    def inspect(
        self, title_id: int, *, languages: Collection[str] | None = None, roles: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None, rules: Collection[str] | None = None, guide: str | None = None,
        speller: SpellerOf | None = None, sweep_id: int | None = None, limits: Limits | None = None, job: JobContext | None = None,
    ) -> Inspection:  # fmt: skip
        """Check the tracks of a title and keep nothing of it; see `run`.

        `sweep_id` names the sweep it belongs to; `limits` are a buyer's figures that go before those of the style guides.
        """
        if guide:
            self._guides.check_id(guide)
        began = time.monotonic()
        inspector = self._inspector if rules is None else self._inspector.asking(Rulebook(map(self._rules.get, rules)))
        with self._database.read() as uow:
            subject = read_title(
                uow, title_id, languages=languages, roles=roles, episode_ids=episode_ids, guide=guide or "", speller=speller
            )
            waivers, weights = uow.where(Waiver, title_id=title_id), queries.rule_weights(uow, title_id)
            digests = checks.track_digests(uow.connection, title_id)
            basis = basis_of(uow, subject.rules.title, self._guides, self._zones) if episode_ids is None and not guide else ""
        inspector = self._listening(inspector.limited(limits or {}), subject)
        made = inspect_title(inspector, subject, self._database.new_id, job or JobContext(), whole=episode_ids is None)
        made.unasked |= {rule.id for rule in self._rules.rules} - {rule.id for rule in inspector.rulebook.rules}
        summary = _summary(subject, made, waivers, weights)
        there = made.there(subject)
        draft = QcRun(
            id=0, title_id=title_id, number=0, sweep_id=sweep_id, took_ms=round((time.monotonic() - began) * 1000), basis=basis,
            languages=tuple(languages or ()), roles=tuple(roles or ()), rules=tuple(rules or ()),
        )  # fmt: skip
        return Inspection(
            summary=summary, former=tuple(made.splits(subject)[0]), found=tuple(made.found), cues=_told_of(made.found, there),
            digests={each.track.id: digests.get(each.track.id, "") for each in there},
            run=self._told(draft, summary) if episode_ids is None else None,
        )  # fmt: skip

    def _heard(self, episode_id: int) -> SpeechRegions | None:
        with self._database.read() as uow:
            media = next(iter(uow.where(Version, episode_id=episode_id, is_reference=True)), None)
        return self._speech(media) if self._speech is not None and media is not None else None

    def _listening(self, inspector: Inspector, subject: TitleToCheck) -> Inspector:
        """Return an inspector that asks the catalog no more for what was read of the title already."""
        find, media = self._speech, {each.episode.id: each.media for each in subject.tracks}
        if find is None:
            return inspector
        return inspector.listening(lambda episode_id: find(known) if (known := media.get(episode_id)) is not None else None)

    def is_current(self, title_id: int) -> bool:
        """Tell whether nothing that QC goes by is another in a title since its last run over everything.

        Raises:
            NotFound: there is no such title.
        """
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            return qc_runs.bases(uow.connection).get(title_id, "") == basis_of(uow, title, self._guides, self._zones)

    def seen_by(
        self, title_id: int, buyer: str, languages: Collection[str], limits: Limits | None = None
    ) -> tuple[Finding, ...] | None:  # fmt: skip
        """Return what is found in a title by what a buyer goes by, weighed as the title sets it for that buyer.

        Nothing of it is kept; what somebody accepted is among it. None where no style guide is for that buyer and it has no limits.

        Args:
            title_id: the title.
            buyer: its code, as style guides and settings of rules name it.
            languages: tags.
            limits: the figures of its delivery profile, which go before those of the style guide.

        Raises:
            Refused: a track could not be looked at.
        """
        guide = self._guides.of_buyer(buyer)
        if not guide and not limits:
            return None
        made = self.inspect(title_id, languages=languages, guide=guide or None, limits=limits)
        refuse_failed(made.summary)
        found = weighed_by_limits(made.found, limits) if limits else made.found
        with self._database.read() as uow:
            return tuple(queries.rule_weights(uow, title_id, buyer).weighed(found))

    def _told(self, draft: QcRun, summary: CheckSummary) -> QcRun:
        """Return a run with what there is to say of it here."""
        return replace(
            draft, made_ms=time.time_ns() // 1_000_000, author=self._database.author, app_version=__version__, guide=summary.guide,
            guide_digest=self._guides.digest(*summary.guides), tracks=summary.tracks, cues=summary.cues, failed=len(summary.failed),
        )  # fmt: skip

    def rules(self) -> tuple[RuleInfo, ...]:
        """Return every rule with its manual."""
        return (*self._rules.infos(), *media_rule_infos())

    def guides(self) -> tuple[GuideInfo, ...]:
        """Return the sets of style guides."""
        return self._guides.infos()

    def broken_presets(self) -> tuple[Item, ...]:
        """Return the style guides and safe zones whose files cannot be read, each with why; all others are used."""
        return broken_presets(self._guides, self._zones)


def _told_of(found: Sequence[Finding], tracks: Sequence[TrackToCheck]) -> dict[int, Cue]:
    """Return the cues that findings tell of: what is found travels between processes, and most cues have nothing."""
    wanted = {finding.cue_id for finding in found}
    return {cue.id: cue for each in tracks for cue in (*each.cues, *(each.spine or ())) if cue.id in wanted}


def _summary(subject: TitleToCheck, made: TitleCheck, waivers: Sequence[Waiver], weights: RuleWeights) -> CheckSummary:
    """Return what a run came to, as its title weighs it."""
    replaced, staying = made.splits(subject)
    there = made.there(subject)
    tags = [*dict.fromkeys(each.track.language for each in there)]
    now, before = (weights.weighed([*each, *staying]) for each in (made.found, replaced))
    summary = summarize(subject.rules.title.id, made.guides, now, before, waivers, tags)
    return replace(summary, tracks=len(there), cues=sum(len(each.cues) for each in there), failed=made.items)
