"""Checking: QC of titles and of single cues while they are written; waivers; safe repairs."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Difference
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.edits.images import entity_of
from crossreel.domain.errors import Fact
from crossreel.domain.picture.mark import MarkKind
from crossreel.domain.quality.check import LiveMeasure
from crossreel.domain.quality.finding import Finding
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.qc.figures import figures
from crossreel.qc.inspector import Setting, TitleRules
from crossreel.qc.mending import mend, rebroken_on_demand
from crossreel.qc.runner import check
from crossreel.qc.touched import Step, inspect_whole, is_wide, looked_at, rules_of_episode, rules_on_track
from crossreel.services.checking.findings import store
from crossreel.services.checking.inspecting import Inspecting
from crossreel.services.checking.marked import by_track_of, marks_of, read_timed
from crossreel.services.checking.part import (
    MOST_STEPS,
    READING_SOURCES,
    by_track,
    inspect_part,
    open_now,
    read_setting,
    read_touched,
    read_whole,
    steps_of,
)
from crossreel.services.episode.cues import EpisodeCues, read_episode, read_groups, write_spine
from crossreel.services.episode.part import read_chosen, read_empty
from crossreel.services.single_item import alone
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork


class Checking(Inspecting):
    """Use cases around QC: of titles (`Inspecting`), of what is being written, and repairs."""

    def check_part(self, uow: UnitOfWork, before: EpisodeCues, changed: Difference) -> Mapping[int, tuple[Finding, ...]]:
        """Look at what an edit touches, in the edit's own transaction, by the rules that read no further than neighbours.

        Args:
            uow: the transaction, everything written.
            before: the tracks of the episode, and the cues as they were.
            changed: what was written. Of very many cues nothing is looked at: `check_edit` does that.

        Returns:
            For each cue that was looked at, all open findings that it has now; they are stored.
        """
        steps = steps_of(before, changed)
        if len(steps) > MOST_STEPS:
            return {}
        return self._look(uow, before, steps, read_setting(uow, before.episode.id, narrow=True))[0]

    def check_edit(self, edit: Edit) -> tuple[Finding, ...]:
        """Look again at what an edit touched: by the rules that read an episode, and by all where its transaction did not."""
        return self._follow(edit)[0]

    def follow_edit(self, edit: Edit) -> bool:
        """Do so, and tell whether any finding came, went or changed: mostly none did."""
        return self._follow(edit)[1]

    def follow_shots(self, title_id: int, episode_ids: Collection[int] | None = None) -> bool:
        """Look again by what reads shot changes, as others were found: at tracks that QC has looked at, at nothing but their times.

        Args:
            title_id: the title.
            episode_ids: None for all.

        Returns:
            Whether any finding came, went or changed.

        Raises:
            NotFound: there is no such title.
        """
        rules = [rule for rule in self._rules.rules if rule.reads_shots]
        former: list[Finding] = []
        found: list[Finding] = []
        with self._database.read() as uow:
            timed = read_timed(uow, title_id, episode_ids)
            stored = by_track_of(uow.where(Finding, track_id=list(timed), rule=[rule.id for rule in rules]))
            settings = {track.episode_id: read_setting(uow, track.episode_id) for track, _cues in timed.values()}
            for track, cues in timed.values():
                setting, mine = settings[track.episode_id], stored.get(track.id, [])
                with alone("QC of shot changes") as attempt:
                    prepared = self._inspector.prepare(setting.rules, track, cues, None, setting.picture, sizes=False)
                    found += check(prepared, rules, self._ids(mine))
                former += [] if attempt.failed else mine
        moved = {finding.id: finding for finding in former} != {finding.id: finding for finding in found}
        if moved and not self._database.read_only:
            with self._database.derived() as uow:
                store(uow, former, found, {cue.id: cue for _track, cues in timed.values() for cue in cues})
        return moved

    def _follow(self, edit: Edit) -> tuple[tuple[Finding, ...], bool]:
        changes = [change for change in edit.changes if change.kind == "cue"]
        with self._database.read() as uow:
            present = {cue.id: cue for cue in uow.where(Cue, id=[change.id for change in changes if change.after is not None])}
        before = {change.id: entity_of(Cue, change.before) for change in changes if change.before}
        steps = [(before.get(change.id), present.get(change.id)) for change in changes]
        found, moved = self._check_steps([step for step in steps if any(step)], frozenset(edit.findings))
        marked = {mark.episode_id for mark in marks_of(edit) if mark.kind is MarkKind.SHOT}
        if marked and edit.header.title_id is not None:
            moved = self.follow_shots(edit.header.title_id, marked) or moved
        return found, moved

    def preview(self, cue_id: int, text: str) -> tuple[Finding, ...]:
        """Return what would be found if a cue had this text (inline markup). Nothing is kept.

        Raises:
            NotFound: there is no such cue.
        """
        with self._database.read() as uow:
            episode = read_chosen(uow, [cue_id]).only
            (cue,) = episode.cues
            tried = replace(cue, text=text)
            setting = read_setting(uow, episode.episode.id)
            touched = read_touched(uow, episode, [(cue, tried)], tried=True)
            track = episode.tracks[cue.track_id]
            rules = rules_of_episode(self._inspector, setting, track)
            whole, spine = read_whole(uow, episode, track, rules) if rules else ([], None)
            weights = queries.rule_weights(uow, setting.rules.title.id)
        _, found = inspect_part(self._inspector, setting, touched, (), lambda: 0)
        if rules:
            whole = [tried if each.id == cue_id else each for each in whole]
            found += inspect_whole(self._inspector, setting, track, whole, spine, rules, lambda _: 0)
        return tuple(weights.weighed([each for each in found if (each.track_id, each.cue_id) == (track.id, cue_id)]))

    def measure(
        self, text: str, language: str, picture: PictureShape | None = None, *, duration_ms: int = 0, guide: str = "",
        title: Title | None = None,
    ) -> LiveMeasure:  # fmt: skip
        """Return the figures of a text beside their limits.

        Args:
            text: inline markup.
            language: its tag, or the name of a column.
            picture: shape of the video; vertical without one.
            duration_ms: length of the cue; 0 leaves the reading speed out.
            guide: set of style guides; "" for the title's own, or by the shape.
            title: the title, for its own style guide and safe zone.

        Raises:
            NotFound: there is no such set of style guides.
        """
        rules = TitleRules(title=title or Title(id=0, code="", name=""), guide=guide)
        shape = picture if picture and picture.width and picture.height else PictureShape()
        return figures(self._inspector, rules, text, language, shape, duration_ms)

    def repair(self, finding_ids: Collection[int]) -> Edit:
        """Repair findings where that is safe, as one Edit, and look again at what changed.

        Raises:
            NotFound: a finding is gone.
        """
        return self._repair(self._get_findings(finding_ids))

    def repair_rule(self, title_id: int, rule: str, language: str | None = None) -> Edit:
        """Repair every open finding of one rule in a title, or in one of its languages, as one Edit.

        Raises:
            NotFound: there is no such rule.
        """
        self._rules.get(rule)
        findings = [finding for finding in self.findings(title_id, language=language) if finding.rule == rule]
        return self._repair(findings, title_id)

    def break_lines(self, cue_ids: Collection[int]) -> Edit:
        """Break the lines of cues anew as one Edit, by the rules of each language and the bible's names, and look again at them.

        Raises:
            NotFound: a cue is gone.
        """
        with self._database.edit(EditHeader(label="edit.break_lines", title_id=None)) as open_edit, open_edit.part() as uow:
            chosen = read_chosen(uow, cue_ids)
            open_edit.describe(chosen.title_id, chosen.facts)
            for part in chosen.episodes:
                episode = read_episode(uow, part.episode.id, signs=part.is_signs)
                setting = read_setting(uow, part.episode.id)
                spine = rebroken_on_demand(self._inspector, setting, episode.tracks, episode.spine, set(cue_ids))
                write_spine(uow, episode, spine)
        self.check_edit(open_edit.edit)
        return open_edit.edit

    def _look(
        self, uow: UnitOfWork, episode: EpisodeCues, steps: Sequence[Step], setting: Setting
    ) -> tuple[dict[int, tuple[Finding, ...]], bool]:
        """Look at what changed cues touch and keep what is found.

        Returns:
            The open findings of every cue looked at, and whether any stored finding moved.
        """
        touched = read_touched(uow, episode, steps)
        gone = {before.id for before, after in steps if before is not None and after is None}
        looked = looked_at(touched)
        former = uow.where(Finding, cue_id=sorted(looked | gone))
        replaced, found = inspect_part(self._inspector, setting, touched, former, uow.new_id)
        replaced = [*{each.id: each for each in (*replaced, *(each for each in former if each.cue_id in gone))}.values()]
        kept = {finding.id for finding in found}
        moved = not {finding.id for finding in replaced} <= kept or any(finding not in former for finding in found)
        uow.remove_ids(Finding, [finding.id for finding in replaced if finding.id not in kept])
        uow.put_all(found)
        uow.checked(cue.id for step in steps for cue in step if cue is not None)
        taken = {finding.id for finding in replaced} | kept
        now = [*(finding for finding in former if finding.id not in taken), *found]
        told: dict[int, list[Finding]] = {cue_id: [] for cue_id in looked}
        mine = [finding for finding in now if finding.cue_id in told]
        for finding in sorted(open_now(uow, setting.rules.title.id, mine), key=lambda each: (each.start_ms, each.end_ms, each.id)):
            if finding.cue_id is not None:
                told[finding.cue_id].append(finding)
        return {cue_id: tuple(findings) for cue_id, findings in told.items()}, moved

    def _check_steps(self, steps: Sequence[Step], checked: frozenset[int]) -> tuple[tuple[Finding, ...], bool]:
        """Look at changed cues; `checked` are cues that the transaction of their edit has looked at."""
        own = by_track(steps)
        with self._database.read() as uow:
            tracks = {track.id: (track.episode_id, track.role.is_signs) for track in uow.where(Track, id=list(own))}
            episodes = [read_empty(uow, episode_id, signs=signs) for episode_id, signs in dict.fromkeys(tracks.values())]
            settings = {each.episode.id: read_setting(uow, each.episode.id) for each in episodes}
        found: list[Finding] = []
        moved = False
        for episode in episodes:
            place = (episode.episode.id, episode.is_signs)
            mine = [step for track_id, listed in own.items() if tracks.get(track_id) == place for step in listed]
            if len(mine) > MOST_STEPS:
                self.run(episode.episode.title_id, episode_ids=[episode.episode.id])
                found += self.findings(episode.episode.title_id, episode_id=episode.episode.id)
                moved = True
                continue
            if not checked or not {after.id for _, after in mine if after is not None} <= checked:
                again, other = self._look_again(episode, mine, settings[episode.episode.id])
                found, moved = [*found, *again], moved or other
            wide, other = self._look_widely(episode, mine, settings[episode.episode.id])
            found, moved = [*found, *wide], moved or other
        return tuple(found), moved

    def _look_again(self, episode: EpisodeCues, steps: Sequence[Step], setting: Setting) -> tuple[list[Finding], bool]:
        if not self._database.read_only:
            with self._database.derived() as uow:
                told, moved = self._look(uow, episode, steps, setting)
            return [*{finding.id: finding for findings in told.values() for finding in findings}.values()], moved
        with self._database.read() as uow:
            touched = read_touched(uow, episode, steps)
            former = uow.where(Finding, cue_id=sorted(looked_at(touched)))
        return inspect_part(self._inspector, setting, touched, former, self._database.new_id)[1], False

    def _look_widely(self, episode: EpisodeCues, steps: Sequence[Step], setting: Setting) -> tuple[list[Finding], bool]:
        """Run the rules that read an episode over the tracks of changed cues, of a source also over what renders it."""
        own = by_track(steps)
        if episode.spine.track_id in own:
            own = {track_id: own.get(track_id, []) for track_id in (*own, *episode.tracks)}
        former: list[Finding] = []
        found: list[Finding] = []
        read: dict[int, Cue] = {}
        with self._database.read() as uow:
            stored = uow.where(Finding, track_id=list(own))
            for track_id, listed in own.items():
                track = episode.tracks[track_id]
                told = {finding.rule for finding in stored if finding.track_id == track_id and finding.cue_id is None}
                present = [after for _, after in listed if after is not None]
                with alone("QC of an episode after an edit"):  # what was found before stays
                    rules = rules_of_episode(self._inspector, setting, track)
                    if listed:
                        rules += rules_on_track(self._inspector, setting, track, present, told)
                    else:
                        rules = [rule for rule in rules if rule.needs & READING_SOURCES]
                    mine = [each for each in stored if each.track_id == track_id and is_wide(each, rules)]
                    cues, spine = read_whole(uow, episode, track, rules) if rules else ([], None)
                    found += inspect_whole(self._inspector, setting, track, cues, spine, rules, self._ids(mine)) if rules else []
                    former += mine
                    read |= {cue.id: cue for cue in cues}
        moved = {finding.id: finding for finding in former} != {finding.id: finding for finding in found}
        if moved and not self._database.read_only:
            with self._database.derived() as uow:
                store(uow, former, found, read)
        return found, moved

    def _ids(self, former: Iterable[Finding]) -> Callable[[str], int]:
        known = {finding.fingerprint: finding.id for finding in former}
        return lambda mark: known.get(mark) or self._database.new_id()

    def _repair(self, findings: Sequence[Finding], title_id: int | None = None) -> Edit:
        rules = sorted({finding.rule for finding in findings})
        facts: dict[str, Fact] = {"count": len(findings), "rules": rules}
        title_id = findings[0].title_id if findings else title_id
        header = EditHeader(label="edit.repair", title_id=title_id, facts=facts)
        by_episode: dict[int, list[Finding]] = {}
        for finding in findings:
            if finding.repairable and finding.cue_id is not None:
                by_episode.setdefault(finding.episode_id, []).append(finding)
        with self._database.edit(header, several_parts=len(by_episode) > 1) as open_edit:
            for episode_id, listed in by_episode.items():
                with open_edit.part() as uow:
                    self._repair_episode(uow, episode_id, listed)
        self.check_edit(open_edit.edit)
        return open_edit.edit

    def _repair_episode(self, uow: UnitOfWork, episode_id: int, findings: Sequence[Finding]) -> None:
        setting = read_setting(uow, episode_id)
        for episode in read_groups(uow, [episode_id]):
            spine = episode.spine
            for rule in self._rules.in_turn:
                wanted: dict[int, set[int]] = {}
                for finding in findings:
                    if finding.rule == rule.id and finding.cue_id is not None and finding.track_id in episode.tracks:
                        wanted.setdefault(finding.track_id, set()).add(finding.cue_id)
                if wanted:
                    spine = mend(self._inspector, setting, episode.tracks, spine, rule, wanted)
            write_spine(uow, episode, spine)
