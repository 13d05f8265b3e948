"""What stands on the picture of an episode in a master, and whether it is what stood there when a master was burned."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from crossreel.domain.burning.choices import BurnChoices, read_choices
from crossreel.domain.burning.master import Layer, shown_digest
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.burned_text import TextBand
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.drafting.run import Run, RunStep, StepState
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.hiding import Hide, hidden_spans
from crossreel.domain.text.column_name import SIGNS, column_name, language_of
from crossreel.domain.text.inline import drawn_text
from crossreel.services.episode.cues import read_groups
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPicture:
    """Layers of captions, and where and when the source line is hidden (None: nowhere); `digest` tells it from anything else."""

    layers: tuple[Layer, ...]
    band: Box | None = None
    spans: tuple[tuple[int, int], ...] = ()
    digest: str = ""


def on_picture(uow: UnitOfWork, episode: Episode, column: str, choices: BurnChoices) -> OnPicture:
    """Return what stands on the picture of an episode as the catalog has it now.

    Raises:
        BadInput: there is no text in the column, or nobody knows where the source line is that is to be hidden.
    """
    return _read(uow, [episode.id])[episode.id].shown(column, choices)


def burned_steps(uow: UnitOfWork, title_id: int) -> dict[str, tuple[RunStep, Run]]:
    """Return what masters of a title were made by, the newest of each, by the content key of their files."""
    done = uow.where(RunStep, title_id=title_id, stage=Stage.BURNING.value, state=StepState.DONE)
    runs = {run.id: run for run in uow.where(Run, id=list({step.run_id for step in done}))}
    made = sorted((step for step in done if step.run_id in runs), key=lambda step: step.begun_ms)
    return {str(step.facts["key"]): (step, runs[step.run_id]) for step in made if step.facts.get("key")}


def outdated_masters(uow: UnitOfWork, title_id: int, versions: Collection[Version]) -> frozenset[int]:
    """Return the ids of burned masters on which something else stands than the catalog has now: words, times, places or choices."""
    burned = [each for each in versions if each.look is Look.BURNED]
    steps = burned_steps(uow, title_id) if burned else {}
    known = [each for each in burned if each.content_key in steps]
    material = _read(uow, list({each.episode_id for each in known})) if known else {}
    return frozenset(each.id for each in known if not _is_current(material[each.episode_id], *steps[each.content_key]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """The cues of an episode by column, those of its source, and where its source line is burned in."""

    number: int
    columns: Mapping[str, tuple[Cue, ...]]
    source: tuple[Cue, ...]
    band: Box | None

    def shown(self, column: str, choices: BurnChoices) -> OnPicture:
        """See `on_picture`."""
        layers = _layers(self.columns, column, choices, self.number)
        if choices.hide is Hide.NOTHING:
            return OnPicture(layers=layers, digest=shown_digest(layers, choices))
        if self.band is None:
            raise BadInput("burning.no_band", episode=self.number)
        spans = hidden_spans((cue.start_ms, cue.end_ms) for cue in self.source)
        return OnPicture(layers=layers, band=self.band, spans=spans, digest=shown_digest(layers, choices, self.band, spans))


def _is_current(material: _Material, step: RunStep, run: Run) -> bool:
    try:
        return material.shown(step.column, read_choices(run.options)).digest == step.facts.get("digest")
    except BadInput:  # nothing is left of it
        return False


def _read(uow: UnitOfWork, episode_ids: Collection[int]) -> dict[int, _Material]:
    """Return what episodes have, in as many SELECTs as for one."""
    bands = {each.episode_id: read_box(each.box) for each in uow.where(TextBand, episode_id=list(episode_ids))}
    found: dict[int, _Material] = {}
    for group in read_groups(uow, episode_ids):
        by_track: dict[int, list[Cue]] = {}
        for cue in group.cues:
            by_track.setdefault(cue.track_id, []).append(cue)
        columns = {column: tuple(by_track.get(track.id, ())) for column, track in group.columns.items()}
        before = found.get(group.episode.id)
        found[group.episode.id] = _Material(
            number=group.episode.number, columns={**before.columns, **columns} if before else columns,
            source=before.source if before else group.spine.cues, band=bands.get(group.episode.id),
        )  # fmt: skip
    return found


def _layers(columns: Mapping[str, tuple[Cue, ...]], column: str, choices: BurnChoices, episode: int) -> tuple[Layer, ...]:
    """Return what stands on the picture: a column, the signs of its language and a second language where they are wanted."""
    signs = column_name(language_of(column), SIGNS)
    wanted = [(column, 0), *([(signs, 0)] if choices.signs and signs != column else []), (choices.second, 1)]
    found = [Layer(column=each, cues=_drawn(columns.get(each, ())), beside=beside) for each, beside in wanted if each]
    if not found[0].cues:
        raise BadInput("burning.no_lines", episode=episode, language=column)
    return tuple(layer for layer in found if layer.cues)


def _drawn(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    return tuple(cue for cue in cues if drawn_text(cue.text).strip())
