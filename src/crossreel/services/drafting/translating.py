"""The stage that puts the lines of an episode into another language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue, Origin, text_digest
from crossreel.domain.cues.spine import span, span_ends
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.brief import NameProposal
from crossreel.domain.drafting.draft import Draft, Verdict
from crossreel.domain.drafting.run import StepAsk, StepFound
from crossreel.domain.drafting.taking import Drafted
from crossreel.domain.engines.engine_info import EngineKind, Price
from crossreel.domain.engines.translating import Block, LineLimits, NearLine, Translated, Usage, WantedLine
from crossreel.domain.errors import BadInput, Fact
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.domain.text.column_name import is_signs, language_of
from crossreel.domain.text.inline import plain_text
from crossreel.engines.engine import Opening
from crossreel.engines.kinds import Translating
from crossreel.engines.registry import open_engine
from crossreel.qc.guides import StyleGuides
from crossreel.services.drafting.material import material_of
from crossreel.services.drafting.stage import NOTHING, Applied, Keep, Weight
from crossreel.services.episode.cues import EpisodeCues, open_track, read_episode
from crossreel.services.episode.drafts import put_drafts
from crossreel.services.files.presets import guide_of
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork

BLOCK = 24
"""Lines that are asked for together: enough for a scene, few enough that one bad answer is cheap."""
NEAR = 4
"""Lines before and after a block that are sent with it."""
AGAIN, REFUSED = "again", "refused"
"""Options of a run: ids of source cues to draft again whoever wrote them, and whether refused drafts are asked for again."""


class TranslatingStage:
    """Fills what is empty, and what a person refused or asked for again.

    Args:
        database: the catalog.
        guides: the style guides in force, for what a line may hold.
    """

    kind = EngineKind.TRANSLATING
    is_per_column = True
    takes_source = False

    def __init__(self, database: "Database", guides: StyleGuides) -> None:
        self._database, self._guides = database, guides

    def weigh(self, ask: StepAsk, opening: Opening) -> Weight:
        """Return how many lines there are to draft, and roughly how many tokens they will take.

        Raises:
            BadInput: the episode has no source.
        """
        engine, total, lines = cast(Translating, open_engine(self.kind, opening)), NOTHING, 0
        for block in self._blocks(ask):
            total, lines = total + engine.estimate(block), lines + len(block.lines)
        price = opening.setting.price.of_tokens(total.sent_tokens, total.received_tokens)
        return Weight(lines=lines, usage=total, price_micros=price)

    def work(self, ask: StepAsk, opening: Opening, job: JobContext, keep: Keep) -> StepFound:
        """Ask for the blocks of an episode one after the other; each is told what came of the one before.

        Raises:
            CrossreelError: a block failed, or no line of it holds; says why. What came before it was kept.
            Cancelled: the user cancelled.
        """
        engine = cast(Translating, open_engine(self.kind, opening))
        came = _Came()
        blocks = self._blocks(ask)
        for at, block in enumerate(blocks):
            came.asked |= {line.id: text_digest([line.text]) for line in block.lines}
            came.add(engine.translate(_told(block, came.texts), job.check))
            job.on_progress(at + 1, len(blocks), "")
            keep(came.found(opening.setting.price))
            job.check()  # an engine that was cancelled leaves lines open, which are to be asked for when the run goes on
        for code, facts in came.wrong.values() if not came.texts else ():
            raise BadInput(code, **facts)
        return came.found(opening.setting.price)

    def apply(self, uow: "UnitOfWork", ask: StepAsk, result: Mapping[str, object], batch: DraftBatch) -> Applied:
        """Fill the cells that still are empty, and propose the names that came up.

        A line whose source is not what was sent any more is left out: it stays empty, and the next run asks for it.
        """
        episode = read_episode(uow, ask.episode_id, signs=is_signs(ask.column))
        title = uow.get(Title, ask.title_id)
        episode, track = open_track(uow, title, episode, ask.column)
        told = {int(str(id)): str(text) for id, text in _pairs(result["texts"])}
        stale = _stale(episode, track.id, told, {int(str(id)): str(was) for id, was in _pairs(result.get("asked", ()))})
        drafted = {id: Drafted(text=text) for id, text in told.items() if id not in stale}
        taken = put_drafts(uow, episode, track.id, batch, drafted, Origin.MACHINE, again=_ids(ask.options.get(AGAIN)))
        if taken.drafts:
            _propose(uow, ask, batch, _lists(result.get("names", ())))
        lost = len(_lists(result.get("wrong", ())))
        return Applied(drafted=len(taken.drafts), kept=len(taken.kept), lost=lost, stale=len(stale))

    def _blocks(self, ask: StepAsk) -> list[Block]:
        """Return what to ask for: the lines without a translation, with those around them.

        Raises:
            BadInput: the episode has no source.
        """
        language = language_of(ask.column)
        with self._database.read() as uow:
            title = uow.get(Title, ask.title_id)
            episode = read_episode(uow, ask.episode_id, signs=is_signs(ask.column))
            if not episode.spine.cues:
                raise BadInput("drafting.no_source", episode=episode.episode.number)
            material = material_of(uow, title, language, ask.episode_id)
            speakers = {each.id: each.name for each in uow.where(Character, title_id=title.id)}
            videos = uow.where(Version, episode_id=ask.episode_id, is_reference=True)
            refused = _refused(uow, episode, ask)
        shape = PictureShape(width=videos[0].width, height=videos[0].height) if videos and videos[0].width else PictureShape()
        guide = guide_of(self._guides, language, title, shape)
        limits = LineLimits(line_length=guide.line_hard, lines=guide.max_lines, speed=guide.speed_hard)
        whole = Block(
            source_language=title.source_language, language=language, lines=(), material=material, limits=limits
        )  # fmt: skip
        return list(_parts(episode, ask, whole, speakers, guide, refused))


@dataclass(slots=True)
class _Came:
    """What came of the blocks of an episode so far."""

    asked: dict[int, str] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    wrong: dict[int, tuple[str, dict[str, Fact]]] = field(default_factory=dict)
    names: dict[str, tuple[object, ...]] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    model: str = ""

    def add(self, came: Translated) -> None:
        """Add what came of a block."""
        self.usage, self.model = self.usage + came.usage, came.model or self.model
        self.texts |= {each.id: each.text for each in came.renderings}
        self.wrong |= {each.id: (each.reason.code, dict(each.reason.facts)) for each in came.unrendered}
        self.names |= {each.source: (each.rendering, each.is_person) for each in came.names}

    def found(self, price: Price) -> StepFound:
        """Return it with what it cost."""
        return StepFound(
            result={
                "asked": [[str(id), digest] for id, digest in self.asked.items() if id in self.texts],
                "texts": [[str(id), text] for id, text in self.texts.items()],
                "wrong": [[str(id), *reason] for id, reason in self.wrong.items()],
                "names": [[source, *each] for source, each in self.names.items()],
            },
            model=self.model, price_micros=price.of_tokens(self.usage.sent_tokens, self.usage.received_tokens),
            currency=price.currency, tokens_in=self.usage.sent_tokens, tokens_out=self.usage.received_tokens,
        )  # fmt: skip


def _refused(uow: "UnitOfWork", episode: EpisodeCues, ask: StepAsk) -> dict[int, list[Draft]]:
    """Return, by source cue, the drafts of this column that a person refused, the newest last; none unless they are asked for."""
    track = episode.columns.get(ask.column)
    if track is None or not ask.options.get(REFUSED, True):
        return {}
    anchors = {cue.id: cue.anchor_id for cue in episode.spine.followers if cue.track_id == track.id and cue.is_unseen}
    found: dict[int, list[Draft]] = {}
    for draft in uow.where(Draft, cue_id=list(anchors)) if anchors else ():
        source = anchors[draft.cue_id]
        if source is not None:
            found.setdefault(source, []).append(draft)
    return {source: drafts for source, drafts in found.items() if drafts[-1].verdict is Verdict.REFUSED}


def _parts(
    episode: EpisodeCues, ask: StepAsk, whole: Block, speakers: Mapping[int, str], guide: StyleGuide,
    refused: Mapping[int, Sequence[Draft]],
) -> Iterable[Block]:  # fmt: skip
    spoken = [cue for cue in episode.spine.cues if plain_text(cue.text).strip()]
    track = episode.columns.get(ask.column)
    track_id = track.id if track is not None and track.id != episode.spine.track_id else 0
    filled = _filled(episode, track_id)
    whole_of = _spanned(episode, track_id)
    again = _ids(ask.options.get(AGAIN))
    wanted = [at for at, cue in enumerate(spoken) if cue.id in again or cue.id in refused or (not again and cue.id not in filled)]
    for start in range(0, len(wanted), BLOCK):
        part = wanted[start : start + BLOCK]
        first, last = part[0], part[-1]
        yield replace(
            whole,
            lines=tuple(
                _wanted(whole_of.get(spoken[at].id, spoken[at]), speakers, guide, refused.get(spoken[at].id, ())) for at in part
            ),
            before=tuple(_near(cue, speakers, filled) for cue in spoken[max(0, first - NEAR) : first]),
            after=tuple(_near(cue, speakers, filled) for cue in spoken[last + 1 : last + 1 + NEAR]),
        )


def _spanned(episode: EpisodeCues, track_id: int) -> dict[int, Cue]:
    """Return, by the first, the source cues that one translation renders together, as one cue."""
    positions = episode.spine.positions()
    found: dict[int, Cue] = {}
    for cue in episode.spine.followers:
        cues = span(episode.spine.cues, positions, cue) if cue.track_id == track_id else ()
        if len(cues) > 1:
            text = "\n".join(each.text for each in cues)
            found[cues[0].id] = replace(cues[0], text=text, end_ms=max(each.end_ms for each in cues))
    return found


def _stale(episode: EpisodeCues, track_id: int, told: Iterable[int], asked: Mapping[int, str]) -> set[int]:
    """Return the source cues, of those that something came of, that are gone or say something else than what was sent."""
    whole_of = _spanned(episode, track_id)
    now = {cue.id: text_digest([whole_of.get(cue.id, cue).text]) for cue in episode.spine.cues}
    return {id for id in told if now.get(id) is None or now[id] != asked.get(id, now[id])}


def _filled(episode: EpisodeCues, track_id: int) -> dict[int, str]:
    """Return the translations that there are, by each source cue they render."""
    positions = episode.spine.positions()
    found: dict[int, str] = {}
    for cue in episode.spine.followers:
        ends = span_ends(positions, cue) if cue.track_id == track_id and plain_text(cue.text).strip() else None
        if ends is not None:
            found |= {each.id: plain_text(cue.text) for each in episode.spine.cues[ends[0] : ends[1] + 1]}
    return found


def _wanted(cue: Cue, speakers: Mapping[int, str], guide: StyleGuide, refused: Sequence[Draft]) -> WantedLine:
    most = min(guide.line_hard * guide.max_lines, round(guide.speed_hard * cue.duration_ms / 1000))
    return WantedLine(
        id=cue.id, text=cue.text, speaker=speakers.get(cue.speaker_id or 0, ""), most_characters=max(most, 4),
        refused=tuple(dict.fromkeys(plain_text(draft.text) for draft in refused)), wish=refused[-1].reason if refused else "",
    )  # fmt: skip


def _near(cue: Cue, speakers: Mapping[int, str], filled: Mapping[int, str]) -> NearLine:
    return NearLine(text=plain_text(cue.text), speaker=speakers.get(cue.speaker_id or 0, ""), rendering=filled.get(cue.id, ""))


def _told(block: Block, texts: Mapping[int, str]) -> Block:
    """Return a block whose lines before it have the translations that came since it was made."""
    if not block.before or not texts:
        return block
    last = [plain_text(text) for text in texts.values()][-len(block.before) :]
    before = list(block.before)
    for at in range(1, min(len(before), len(last)) + 1):
        if not before[-at].rendering:
            before[-at] = replace(before[-at], rendering=last[-at])
    return replace(block, before=tuple(before))


def _propose(uow: "UnitOfWork", ask: StepAsk, batch: DraftBatch, names: Iterable[Sequence[object]]) -> None:
    """Let names that a draft brought wait for a person; one that waits or was judged already is not asked about again."""
    language = language_of(ask.column)
    known = {each.source for each in uow.where(NameProposal, title_id=ask.title_id, language=language)}
    uow.put_all(
        NameProposal(
            id=uow.new_id(), title_id=ask.title_id, batch_id=batch.id, source=str(source), language=language,
            rendering=str(rendering), is_person=bool(is_person),
        )
        for source, rendering, is_person in names
        if str(source) not in known
    )  # fmt: skip


def _pairs(value: object) -> list[tuple[object, object]]:
    return [(first, second) for first, second in _lists(value)]


def _lists(value: object) -> list[Sequence[object]]:
    return list(cast("Iterable[Sequence[object]]", value))


def _ids(value: object) -> frozenset[int]:
    return frozenset(int(str(each)) for each in cast("Iterable[object]", value or ()))
