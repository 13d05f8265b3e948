"""Checking pictures and sounds: every version of a title read through once, in processes, and judged by the rules of media."""

import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from crossreel import __version__
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.delivery import Profile
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.item import Item
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.cleaned_picture import CleanedPicture, Comparison
from crossreel.domain.quality.finding import Finding, RuleInfo, Waiver
from crossreel.domain.quality.loudness_choice import LoudnessChoice, LoudnessOffer
from crossreel.domain.quality.media_facts import MediaFacts
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.quality.recut_laws import shift_of
from crossreel.domain.quality.run import QcRun
from crossreel.domain.report import Report
from crossreel.domain.text.document import Notice
from crossreel.kernel.paths import legible
from crossreel.kernel.processes import ProcessLost, in_processes
from crossreel.qc.media_registry import all_media_rules, media_rule_infos
from crossreel.qc.media_rule import CheckedMedia, MediaRule
from crossreel.qc.media_runner import inspect_media
from crossreel.qc.summary import summarize
from crossreel.services.checking.inspection import Inspection
from crossreel.services.checking.keeping import Keeping
from crossreel.services.files.loudness_offers import loudness_offers
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.files.media_readings import (
    ReadingTask,
    is_replaced,
    kept_facts,
    read_facts,
    shipped_limits,
    task_of,
)
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone, trace
from crossreel.storage import queries
from crossreel.storage.database import Database

log = logging.getLogger(__name__)

LEAST_EPISODES = 3  # before it can be said how loud a title is as a rule
CLEANED = ("recut", "sign_gone", "text_left")
"""The rules that look at a cleaned picture beside the one with burned-in text."""
Kin = Mapping[int, Sequence[Notice]]
Compare = Callable[[int, Collection[int] | None, JobContext], Comparison]


@dataclass(slots=True, kw_only=True)
class _Looked:
    """A version with its file, as far as that could be looked at."""

    version: Version
    episode: int
    path: Path
    replaced: bool
    task: ReadingTask
    facts: MediaFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFigures:
    """What is known of a picture or sound: `facts` is None where nobody has read it through yet, or its file is not there."""

    version: Version
    episode: int
    facts: MediaFacts | None


class MediaChecking:
    """Use cases around QC of pictures and sounds.

    Args:
        database: the catalog.
        cache_folder: where figures are kept, by the content of files.
        compare: tells by the ids of versions what their pictures raise doubts about.
        cleaned: lays cleaned pictures of a title, or of some of its episodes, beside those with burned-in text.
        workers: how many processes read files, None for as many as there are cores; 0 reads here.
        profiles: gives the delivery profiles, for the loudness that some want.
    """

    def __init__(
        self, database: Database, *, cache_folder: Path, compare: Callable[[int, JobContext], Kin],
        cleaned: Compare = lambda *_: Comparison(), workers: int | None = None,
        profiles: Callable[[], Iterable[Profile]] = tuple,
    ) -> None:  # fmt: skip
        self._cleaned = cleaned
        self._profiles = profiles
        self._database = database
        self._keeping = Keeping(database)
        self._cache_folder = cache_folder
        self._compare = compare
        self._workers = workers

    def rules(self) -> tuple[RuleInfo, ...]:
        """Return every rule of picture and sound with its manual."""
        return media_rule_infos()

    def figures(self, title_id: int) -> tuple[MediaFigures, ...]:
        """Return what was measured of the pictures and sounds of a title, by episode; nothing is read through for it."""
        looked, _failed, there = self._look(title_id, None)
        facts = {each.version.id: kept_facts(each.task) for each in looked}
        return tuple(
            MediaFigures(version=version, episode=number, facts=facts.get(version.id)) for number, version in there
        )  # fmt: skip

    def loudness_offers(self) -> tuple[LoudnessOffer, ...]:
        """Return the targets of loudness among which a title may choose."""
        return loudness_offers(self._profiles())

    def loudness_of(self, offer_id: str) -> LoudnessTarget:
        """Return a target of loudness by the id of its offer.

        Raises:
            NotFound: there is none.
        """
        offers = {each.id: each.target for each in self.loudness_offers()}
        if offer_id not in offers:
            raise NotFound("media.no_loudness", offer=offer_id, known=sorted(offers))
        return offers[offer_id]

    def chosen_loudness(self, title_id: int) -> str:
        """Return the id of the target of loudness that a title has chosen, "" for none."""
        with self._database.read() as uow:
            return next((each.offer for each in uow.where(LoudnessChoice, title_id=title_id)), "")

    def choose_loudness(self, title_id: int, offer_id: str) -> Edit:
        """Let the sounds of a title be judged by a target of loudness from the next check on, "" by none.

        Raises:
            NotFound: there is no such title or target.
        """
        known = [each.id for each in self.loudness_offers()]
        if offer_id and offer_id not in known:
            raise NotFound("media.no_loudness", offer=offer_id, known=known)
        header = EditHeader(label="edit.choose_loudness", title_id=title_id)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            uow.get(Title, title_id)
            present = uow.where(LoudnessChoice, title_id=title_id)
            if offer_id:
                uow.put(LoudnessChoice(id=present[0].id if present else uow.new_id(), title_id=title_id, offer=offer_id))
            else:
                uow.remove_all(present)
        return open_edit.edit

    def _target(self, title_id: int) -> tuple[LoudnessTarget | None, list[Item]]:
        """Return what a title has chosen; where that is gone, none, and what there is to say of it."""
        chosen = self.chosen_loudness(title_id)
        offers = {each.id: each.target for each in self.loudness_offers()} if chosen else {}
        if not chosen or chosen in offers:
            return offers.get(chosen), []
        return None, [Item(name=chosen, code="media.no_loudness", facts={"offer": chosen, "known": sorted(offers)})]

    def run(
        self, title_id: int, *, episode_ids: Collection[int] | None = None, target: LoudnessTarget | None = None,
        job: JobContext | None = None,
    ) -> CheckSummary:  # fmt: skip
        """Check the pictures and sounds of a title and keep what is found (in a catalog that can be written).

        Args:
            title_id: the title.
            episode_ids: None for all.
            target: how loud its buyer wants it; None for what the title has chosen.
            job: progress and cancel; what was read of files stays in the cache, no finding of a cancelled run is kept.

        Returns:
            What was found. A file that is not there or cannot be read is listed as failed and stops no other.

        Raises:
            NotFound: there is no such title.
            Cancelled: the user cancelled.
        """
        inspection = self.inspect(title_id, episode_ids=episode_ids, target=target, job=job)
        return inspection.summary if self._database.read_only else self.keep(inspection)

    def keep(self, inspection: Inspection) -> CheckSummary:
        """Keep what an inspection found.

        Raises:
            ReadOnly: the catalog cannot be written.
        """
        return self._keeping.keep(inspection)

    def inspect(
        self, title_id: int, *, episode_ids: Collection[int] | None = None, target: LoudnessTarget | None = None,
        job: JobContext | None = None,
    ) -> Inspection:  # fmt: skip
        """Check the pictures and sounds of a title and keep nothing of it but what was read of files; see `run`."""
        work, began = job or JobContext(), time.monotonic()
        looked, failed, there = self._look(title_id, episode_ids)
        failed += self._read(looked, work)
        if target is None:
            target, gone = self._target(title_id)
            failed += gone
        compared = self._cleaned(title_id, episode_ids, work)
        failed += [each for each in compared.failed if (each.name, each.code) not in {(one.name, one.code) for one in failed}]
        found = self._judged(title_id, looked, [version for _number, version in there], compared, all_media_rules(), target, work)
        summary = replace(found.summary, failed=(*failed, *found.summary.failed))
        run = QcRun(
            id=0, title_id=title_id, number=0, made_ms=time.time_ns() // 1_000_000,
            took_ms=round((time.monotonic() - began) * 1000), author=self._database.author, app_version=__version__,
            basis=shipped_limits().levels, rules=tuple(rule.id for rule in all_media_rules()), tracks=len(looked),
            failed=len(summary.failed),
        )  # fmt: skip
        return replace(found, summary=summary, run=run if episode_ids is None else None)

    def check_cleaned(
        self, title_id: int, *, episode_ids: Collection[int] | None = None, job: JobContext | None = None
    ) -> Report:  # fmt: skip
        """Check the cleaned pictures of a title alone, and keep what is found (in a catalog that can be written).

        Nothing else is asked of files than whether text is left, a sign is gone, and whether they are the same edit.

        Args:
            title_id: the title.
            episode_ids: None for all.
            job: progress and cancel.

        Returns:
            Episodes that are fine are done; what is found of others and accepted by nobody stands under doubts, with its time as
            `at_ms`. Those without both pictures, or whose text nobody has read, are skipped.

        Raises:
            NotFound: there is no such title.
            Cancelled: the user cancelled.
        """
        work = job or JobContext()
        compared = self._cleaned(title_id, episode_ids, work)
        looked, _offline, there = self._look(title_id, episode_ids)
        looked = [each for each in looked if each.version.id in compared.told]
        for each in looked:
            each.facts = kept_facts(each.task)
        rules = [rule for rule in all_media_rules() if rule.id in CLEANED]
        found = self._judged(title_id, looked, [version for _number, version in there], compared, rules, None, work)
        if not self._database.read_only:
            self.keep(found)
        standing = self._standing(title_id, found.found)
        names = {each.version.episode_id: str(each.episode) for each in looked}
        bad = {each.episode_id for each in standing}
        doubts = (Item(name=names[one.episode_id], code=one.code, facts={**one.facts, "at_ms": one.start_ms}) for one in standing)
        return Report(
            done=tuple(Item(name=name, code="media.clean") for id, name in names.items() if id not in bad), doubts=tuple(doubts),
            skipped=compared.skipped, failed=(*compared.failed, *found.summary.failed),
        )  # fmt: skip

    def _standing(self, title_id: int, found: Sequence[Finding]) -> list[Finding]:
        """Return of some findings those that a title wants to hear of and nobody accepted, weighed as it weighs them."""
        with self._database.read() as uow:
            accepted = {waiver.fingerprint for waiver in uow.where(Waiver, title_id=title_id)}
            return [each for each in queries.rule_weights(uow, title_id).weighed(found) if each.fingerprint not in accepted]

    def _judged(
        self, title_id: int, looked: Sequence[_Looked], versions: Sequence[Version], compared: Comparison,
        rules: Sequence[MediaRule], target: LoudnessTarget | None, work: JobContext,
    ) -> Inspection:  # fmt: skip
        """Return what rules find of versions now, beside what was found of them before."""
        kin = self._compare(title_id, replace(work, on_progress=lambda done, total, what: None))
        with self._database.read() as uow:
            seen = {each.version.id for each in looked}
            stored = queries.stored_findings(uow, title_id, include_waived=True, rule=[rule.id for rule in rules])
            former = [each for each in stored if each.version_id in seen]
            waivers, weights = uow.where(Waiver, title_id=title_id), queries.rule_weights(uow, title_id)
        found, broken = self._judge(title_id, looked, versions, kin, compared.told, former, rules, target)
        summary = summarize(title_id, (), weights.weighed(found), weights.weighed(former), waivers, ("",))
        summary = replace(summary, media=len(looked), failed=tuple(broken))
        return Inspection(summary=summary, former=tuple(former), found=tuple(found), cues={}, digests={})

    def _look(
        self, title_id: int, episode_ids: Collection[int] | None
    ) -> tuple[list[_Looked], list[Item], list[tuple[int, Version]]]:
        """Return the versions whose files are there, those that are not, and all of them with the numbers of their episodes."""
        from crossreel.media.cache import MediaCache
        from crossreel.media.file_keys import file_key

        with self._database.read() as uow:
            numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
            versions = [each for each in queries.versions(uow, title_id) if episode_ids is None or each.episode_id in episode_ids]
        there = sorted(((numbers[each.episode_id], each) for each in versions), key=lambda pair: (pair[0], pair[1].id))
        places, cache, looked, failed = MediaPlaces(self._database.path), MediaCache(self._cache_folder), list[_Looked](), []
        for number, version in there:
            with alone(str(number)) as attempt:
                path = places.find(version)
                if path is None:
                    raise NotFound("previewing.offline", path=legible(Path(version.path)))
                key = file_key(cache, path)
                task, replaced = task_of(version, path, key, self._cache_folder), is_replaced(version, key)
                looked.append(_Looked(version=version, episode=number, path=path, replaced=replaced, task=task))
            if attempt.failed:
                failed.append(attempt.item)
        return looked, failed, there

    def _read(self, looked: Sequence[_Looked], work: JobContext) -> list[Item]:
        """Give each version the figures of its file, reading through what nobody has read yet; return what could not be read."""
        coming: dict[ReadingTask, list[_Looked]] = {}
        for each in looked:
            each.facts = kept_facts(each.task)
            if each.facts is None:
                coming.setdefault(each.task, []).append(each)
        done, failed = len(looked) - sum(map(len, coming.values())), []
        tasks = list(coming)
        workers = self._workers if self._workers is not None else min(len(tasks), os.cpu_count() or 1)
        threads = 2 if workers <= 1 else 1
        work.progress(done, len(looked), "")
        for outcome in in_processes(read_facts, [replace(task, threads=threads) for task in tasks], work.check, workers=workers):
            several = coming[tasks[outcome.number]]
            for each in several:
                each.facts = outcome.made
                with alone(str(each.episode)) as attempt:
                    _raise(outcome.error, each.path)
                if attempt.failed:
                    failed.append(attempt.item)
            done += len(several)
            work.progress(done, len(looked), str(several[0].episode))
        return failed

    def _judge(
        self, title_id: int, looked: Sequence[_Looked], versions: Sequence[Version], kin: Kin,
        cleaned: Mapping[int, CleanedPicture], former: Sequence[Finding], rules: Sequence[MediaRule],
        target: LoudnessTarget | None,
    ) -> tuple[list[Finding], list[Item]]:  # fmt: skip
        """Run rules over every version; return what they found, and those that broke."""
        ids = {finding.fingerprint: finding.id for finding in former}
        speaking = {version.episode_id for version in versions if not version.has_picture}
        references = {each.version.episode_id: each for each in looked if each.version.is_reference}
        usual, broken, found = _usual(looked), dict[str, Item](), list[Finding]()

        def note(rule: MediaRule, error: Exception) -> None:
            broken[rule.id] = Item(name=rule.id, code="item.unexpected", facts={"reason": type(error).__name__})
            log.error("the rule %s failed over a picture or sound\n%s", rule.id, trace(error))

        for each in looked:
            checked = CheckedMedia(
                version=each.version, facts=each.facts, limits=shipped_limits(), target=target, usual_lufs=usual,
                replaced=each.replaced, speaks=each.version.episode_id in speaking and each.version.has_picture,
                kin=kin.get(each.version.id, ()), cleaned=cleaned.get(each.version.id),
                **_beside(each, references.get(each.version.episode_id)),
            )  # fmt: skip
            id_of: Callable[[str], int] = lambda mark: ids.get(mark) or self._database.new_id()  # noqa: E731
            found += inspect_media(rules, checked, title_id, id_of, note)
        return found, list(broken.values())


def _usual(looked: Sequence[_Looked]) -> float | None:
    """Return how loud the episodes of a title are as a rule, by the sound of their references."""
    sounds = [each.facts.sound for each in looked if each.version.is_reference and each.facts is not None]
    known = [sound.integrated for sound in sounds if sound is not None and sound.integrated is not None]
    return median(known) if len(known) >= LEAST_EPISODES else None


def _beside(each: _Looked, reference: _Looked | None) -> dict[str, Any]:
    """Return how a picture is cut beside the version that cues are timed to."""
    if reference is None or reference is each or each.facts is None or reference.facts is None:
        return {}
    mine, theirs = each.facts.picture, reference.facts.picture
    if mine is None or theirs is None:
        return {}
    return {"shift": shift_of(theirs.cuts, mine.cuts), "reference": legible(reference.path.name)}


def _raise(error: Exception | None, path: Path) -> None:
    if isinstance(error, ProcessLost):
        raise BadInput("media.damaged", path=str(path)) from error
    if error is not None:
        raise error
