"""The summary of rights and compliance of a title: who may show it where, when and how, what was filed, and who made it."""

from collections.abc import Iterator

from crossreel.delivery.credited import Credited, by_person
from crossreel.delivery.packager import Contents
from crossreel.delivery.ranges import in_ranges
from crossreel.domain.catalog.compliance import AiLabel, Compliance, label_of
from crossreel.domain.paper import Paper, PaperSection, PaperTable, Tone, Words
from crossreel.domain.trade.right import WORLD, Right

UNKNOWN = "unknown"


def rights_summary(contents: Contents) -> Paper:
    """Return the summary of the rights that a buyer has, or whoever takes the title, and of what authorities want to know."""
    word, subject = contents.wording, contents.subject
    return Paper(
        title=word.sentence("rights_paper.title", {"title": subject.title.name or subject.title.code}),
        language=word.tag,
        lines=(
            Words(text=subject.title.code, is_code=True),
            Words(text=word.sentence("delivery_note.made", {"when": word.when(contents.made_ms), "author": contents.author})),
        ),
        sections=(_title(contents), _rights(contents), _compliance(contents), *_episodes(contents), *_credits(contents)),
    )


def _title(contents: Contents) -> PaperSection:
    word, title = contents.wording, contents.subject.title
    pairs = {
        "original_name": Words(text=title.original_name or title.name, language=title.source_language),
        "source_language": Words(text=word.language_name(title.source_language)),
        "year": Words(text=str(title.year or ""), is_code=True),
        "country": Words(text=title.country),
        "copyright": Words(text=title.copyright_line),
        "rating": Words(text=title.rating),
        "episodes": Words(text=in_ranges(each.number for each in contents.subject.episodes), is_code=True),
    }
    rows = [(Words(text=word.sentence(f"workbook.{name}", {}), tone=Tone.SOFT), value) for name, value in pairs.items()]
    rows += [
        (Words(text=each.scheme, tone=Tone.SOFT, is_code=True), Words(text=each.value, is_code=True))
        for each in contents.subject.identifiers
        if each.episode_id is None and each.season_id is None
    ]
    return PaperSection(
        heading=word.sentence("rights_paper.about", {}), table=PaperTable(rows=tuple(row for row in rows if row[1].text))
    )


def _rights(contents: Contents) -> PaperSection:
    word, rights = contents.wording, contents.subject.rights
    heading = word.sentence("rights_paper.rights", {})
    if not rights:
        nothing = "rights_paper.of_others" if contents.subject.has_rights else "rights_paper.none"
        facts = {"buyer": contents.profile.buyer}
        return PaperSection(heading=heading, paragraphs=(Words(text=word.sentence(nothing, facts), tone=Tone.WARNING),))
    names = ("licence", "where", "window", "languages", "exclusive", "licensor", "contract")
    heads = tuple(word.sentence(f"rights_paper.{name}", {}) for name in names)
    return PaperSection(heading=heading, table=PaperTable(heads=heads, rows=tuple(_right(each, contents) for each in rights)))


def _right(right: Right, contents: Contents) -> tuple[Words, ...]:
    word = contents.wording
    where = word.sentence("rights_paper.world", {}) if WORLD in right.territories else ", ".join(right.territories)
    if right.excluded:
        where = word.sentence("rights_paper.but", {"where": where, "excluded": ", ".join(right.excluded)})
    days = (right.start_day or "…", right.end_day or "…")
    window = " –\n".join(days) if right.start_day or right.end_day else word.sentence("rights_paper.open", {})
    languages = "\n".join(map(word.language_name, right.languages)) or word.sentence("rights_paper.all_languages", {})
    for held in right.holdback_languages:
        languages += "\n" + word.sentence("rights_paper.held_back", {"language": word.language_name(held)})
    exclusive = word.sentence("rights_paper.yes" if right.exclusive else "rights_paper.no", {})
    return (
        Words(text=right.licence.value.upper(), is_code=True), Words(text=where),
        Words(text=window, is_code=bool(right.start_day or right.end_day)), Words(text=languages), Words(text=exclusive),
        Words(text=right.licensor), Words(text=right.contract, is_code=True),
    )  # fmt: skip


def _compliance(contents: Contents) -> PaperSection:
    """Return what is known of filings and labels; what nobody knows stands out, for it is asked for."""
    word, known = contents.wording, contents.subject.compliance
    heading = word.sentence("rights_paper.compliance", {})
    if known is None:
        return PaperSection(
            heading=heading, paragraphs=(Words(text=word.sentence("rights_paper.no_compliance", {}), tone=Tone.WARNING),)
        )
    rows = tuple(_facts(known, contents))
    return PaperSection(heading=heading, table=PaperTable(rows=rows))


def _facts(known: Compliance, contents: Contents) -> Iterator[tuple[Words, Words]]:
    word = contents.wording

    def row(name: str, value: Words) -> tuple[Words, Words]:
        wanted = name in contents.profile.required_compliance and not value.text
        missing = Words(text=word.sentence("rights_paper.missing", {}), tone=Tone.BAD if wanted else Tone.SOFT)
        return Words(text=word.sentence(f"rights_paper.{name}", {}), tone=Tone.SOFT), value if value.text else missing

    def said(kind: str, value: str) -> Words:
        return Words(text="" if value == UNKNOWN else word.sentence(f"rights_paper.{kind}.{value}", {}))

    yield row("tier", said("tier", known.tier.value))
    yield row("planning_number", _number(known.planning_number, known.planning_day))
    yield row("filing_number", _number(known.filing_number, known.filing_day))
    yield row("review_state", said("review", known.review_state.value))
    yield row("ai_label", said("ai", known.ai_label.value))
    yield row("chain_of_title", Words(text=known.chain_of_title))
    if known.remark:
        yield row("remark", Words(text=known.remark))


def _number(number: str, day: str) -> Words:
    return Words(text=f"{number} ({day})" if number and day else number, is_code=True)


def _episodes(contents: Contents) -> Iterator[PaperSection]:
    """Give the labels of episodes where one has its own, or a filing number."""
    word, subject = contents.wording, contents.subject
    own = [each for each in subject.episodes if each.number in subject.episode_compliance]
    if not own:
        return
    rows = []
    for episode in own:
        known = subject.episode_compliance[episode.number]
        label = label_of(subject.compliance, known)
        unknown = Words(text=word.sentence("rights_paper.missing", {}), tone=Tone.SOFT)
        told = unknown if label is AiLabel.UNKNOWN else Words(text=word.sentence(f"rights_paper.ai.{label.value}", {}))
        rows.append((Words(text=str(episode.number), is_code=True), told, Words(text=known.filing_number, is_code=True)))
    heads = tuple(word.sentence(f"rights_paper.{name}", {}) for name in ("episode", "ai_label", "filing_number"))
    yield PaperSection(heading=word.sentence("rights_paper.episodes", {}), table=PaperTable(heads=heads, rows=tuple(rows)))


def _credits(contents: Contents) -> Iterator[PaperSection]:
    word = contents.wording
    if not contents.credits:
        return
    heads = tuple(word.sentence(f"rights_paper.{name}", {}) for name in ("person", "job"))
    people = by_person(contents.credits, contents.plan.languages)
    rows = tuple((Words(text=person.names.get(word.tag, person.name)), _jobs(jobs, contents)) for person, jobs in people)
    if rows:
        yield PaperSection(heading=word.sentence("rights_paper.credits", {}), table=PaperTable(heads=heads, rows=rows))


def _jobs(jobs: list[Credited], contents: Contents) -> Words:
    word = contents.wording
    told = []
    for each in jobs:
        job = word.sentence(f"rights_paper.job.{each.credit.job.value}", {})
        who = each.character.names.get(word.tag, each.character.name) if each.character is not None else ""
        told.append(word.sentence("rights_paper.plays", {"job": job, "character": who}) if who else job)
    return Words(text=", ".join(told))
