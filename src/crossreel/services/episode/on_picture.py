"""What stands on the picture of an episode in a master, and whether it is what stood there when a master was burned."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from crossreel.domain.burning.choices import BurnChoices, read_choices
from crossreel.domain.burning.master import Layer, shown_digest
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.burned_text import TextBand
from crossreel.domain.drafting.read_text import read_box
from crossreel.domain.drafting.run import Run, RunStep, StepState
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.hiding import Hide, hidden_spans
from crossreel.domain.text.column_name import SIGNS, column_name, language_of
from crossreel.domain.text.inline import drawn_text
from crossreel.domain.views.sheet import columns
from crossreel.services.episode.cues import spine_track_id
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPicture:
    """Layers of captions, and where and when the source line is hidden (None: nowhere); `digest` tells it from anything else.

    `sound` is the version that is heard, None for the sound of the picture's own file.
    """

    layers: tuple[Layer, ...]
    sound: Version | None = None
    band: Box | None = None
    spans: tuple[tuple[int, int], ...] = ()
    digest: str = ""


def on_picture(uow: UnitOfWork, episode: Episode, column: str, choices: BurnChoices) -> OnPicture:
    """Return what stands on the picture of an episode as the catalog has it now.

    Raises:
        BadInput: there is no text in the column, nobody knows where the source line is that is to be hidden, or there is no such
            sound in its language.
    """
    return _read(uow, {episode.id: episode.number}, _columns(column, choices))[episode.id].shown(column, choices)


def burned_steps(uow: UnitOfWork, title_id: int, episode_id: int | None = None) -> dict[str, tuple[RunStep, Run]]:
    """Return what masters of a title, or of one episode, were made by, the newest of each, by the content key of their files."""
    of = {"title_id": title_id} if episode_id is None else {"title_id": title_id, "episode_id": episode_id}
    done = uow.where(RunStep, stage=Stage.BURNING.value, state=StepState.DONE, **of)
    runs = {run.id: run for run in uow.where(Run, id=list({step.run_id for step in done}))}
    made = sorted((step for step in done if step.run_id in runs), key=lambda step: step.begun_ms)
    return {str(step.facts["key"]): (step, runs[step.run_id]) for step in made if step.facts.get("key")}


def outdated_masters(uow: UnitOfWork, title_id: int, versions: Collection[Version]) -> frozenset[int]:
    """Return the ids of burned masters on which something else stands than the catalog has now: words, times, places or choices."""
    burned = [each for each in versions if each.look is Look.BURNED]
    steps = burned_steps(uow, title_id) if burned else {}
    known = [each for each in burned if each.content_key in steps]
    if not known:
        return frozenset()
    numbers = {each.id: each.number for each in uow.where(Episode, id=list({each.episode_id for each in known}))}
    asked = [(step.column, read_choices(run.options)) for step, run in (steps[each.content_key] for each in known)]
    material = _read(uow, numbers, {name for column, choices in asked for name in _columns(column, choices)})
    return frozenset(each.id for each in known if not _is_current(material[each.episode_id], *steps[each.content_key]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """The cues of an episode by column, those of its source, and where its source line is burned in."""

    number: int
    columns: Mapping[str, tuple[Cue, ...]]
    source: tuple[Cue, ...]
    band: Box | None
    versions: tuple[Version, ...] = ()

    def shown(self, column: str, choices: BurnChoices) -> OnPicture:
        """See `on_picture`."""
        layers, sound = _layers(self.columns, column, choices, self.number), self._sound(column, choices)
        heard = f" {sound.stretch}" if sound is not None else ""
        if choices.hide is Hide.NOTHING:
            return OnPicture(layers=layers, sound=sound, digest=shown_digest(layers, choices) + heard)
        if self.band is None:
            raise BadInput("burning.no_band", episode=self.number)
        spans = hidden_spans((cue.start_ms, cue.end_ms) for cue in self.source)
        digest = shown_digest(layers, choices, self.band, spans) + heard
        return OnPicture(layers=layers, sound=sound, band=self.band, spans=spans, digest=digest)

    def _sound(self, column: str, choices: BurnChoices) -> Version | None:
        """Return the version that is heard: the newest of its look in the language, a sound before a picture."""
        language = language_of(column)
        fit = [each for each in self.versions if each.look.value == choices.sound and each.language == language]
        if choices.sound and not fit:
            raise BadInput("burning.no_dub", episode=self.number, language=language)
        return min(fit, key=lambda each: (each.has_picture, -each.id)) if choices.sound else None


def _is_current(material: _Material, step: RunStep, run: Run) -> bool:
    try:
        return material.shown(step.column, read_choices(run.options)).digest == step.facts.get("digest")
    except BadInput:  # nothing is left of it
        return False


def _read(uow: UnitOfWork, numbers: Mapping[int, int], wanted: Collection[str]) -> dict[int, _Material]:
    """Return what episodes (id: number) have in columns, and in their source, in as many SELECTs as for one."""
    bands = {each.episode_id: read_box(each.box) for each in uow.where(TextBand, episode_id=list(numbers))}
    versions: dict[int, list[Version]] = {}
    for each in uow.where(Version, episode_id=list(numbers)):
        versions.setdefault(each.episode_id, []).append(each)
    tracks: dict[int, list[Track]] = {episode_id: [] for episode_id in numbers}
    for track in uow.where(Track, episode_id=list(numbers)):
        tracks[track.episode_id].append(track)
    named: dict[int, dict[str, int]] = {}
    spines = {episode_id: spine_track_id(own) for episode_id, own in tracks.items()}
    for episode_id, own in tracks.items():
        found = columns([each for each in own if not each.role.is_signs], spines[episode_id])
        found |= columns([each for each in own if each.role.is_signs], spine_track_id(own, signs=True))
        named[episode_id] = {column: track.id for column, track in found.items() if column in wanted}
    ids = {track_id for own in named.values() for track_id in own.values()} | {each for each in spines.values() if each is not None}
    cues: dict[int, list[Cue]] = {}
    for cue in uow.where(Cue, track_id=list(ids)):
        cues.setdefault(cue.track_id, []).append(cue)
    return {
        episode_id: _Material(
            number=number, columns={column: tuple(cues.get(track_id, ())) for column, track_id in named[episode_id].items()},
            source=tuple(cues.get(spines[episode_id] or 0, ())), band=bands.get(episode_id),
            versions=tuple(versions.get(episode_id, ())),
        )
        for episode_id, number in numbers.items()
    }  # fmt: skip


def _columns(column: str, choices: BurnChoices) -> list[str]:
    """Return the columns that may stand on a picture."""
    return [column, column_name(language_of(column), SIGNS), choices.second]


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
