"""Builds a catalog of many titles from generated text, to look at and to measure: 200 titles x 80 episodes x 10 languages.

The first titles are written as the product writes them, the others are copies of their rows under new ids, made by SQL, the
product's own index text among them: 1,700 titles with 10 million lines in a few minutes. Copies have no history.
"""

import argparse
import random
import time
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title, TitleLanguage, TitleText
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue, Origin, text_digest
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.storage.database import Database
from crossreel.storage.sqlite import search
from crossreel.storage.unit_of_work import UnitOfWork

LANGUAGES = ("en", "es-419", "pt-BR", "id", "th", "vi", "ar", "ja", "ko")
WORDS = {
    "zh-Hans": "我 你 他 真相 回来 今晚 等 三年 离婚 总裁 孩子 知道 爱 恨 不 为什么 相信 婚礼 秘密 母亲 一切 从来 没有 错",
    "en": "I you he truth back tonight wait three years divorce chairman child know love hate never why believe wedding secret",
    "es-419": "yo tú él verdad vuelve esta noche espera tres años divorcio jefe niño sabe amor odio nunca cree boda secreto",
    "pt-BR": "eu você ele verdade volta esta noite espera três anos divórcio chefe criança sabe amor ódio nunca acredita",
    "id": "aku kamu dia kebenaran kembali malam ini tunggu tiga tahun cerai bos anak tahu cinta benci tidak pernah percaya",
    "th": "ฉัน เธอ เขา ความจริง กลับมา คืนนี้ รอ สามปี หย่า ท่านประธาน ลูก รู้ รัก เกลียด ไม่ ทำไม เชื่อ งานแต่ง ความลับ แม่",
    "vi": "tôi em anh sự thật trở về tối nay chờ ba năm ly hôn chủ tịch đứa trẻ biết yêu hận không bao giờ tin đám cưới bí mật",
    "ar": "أنا أنت هو الحقيقة عد الليلة انتظر ثلاث سنوات طلاق الرئيس طفل أعرف حب كره أبدا لماذا صدق زفاف سر أم كل",
    "ja": "私 あなた 彼 真実 帰って 今夜 待つ 三年 離婚 社長 子供 知る 愛 憎い 決して なぜ 信じる 結婚式 秘密 母 すべて",
    "ko": "나는 너는 그는 진실 돌아와 오늘 밤 기다려 삼 년 이혼 회장 아이 알아 사랑 미움 절대 왜 믿어 결혼식 비밀 엄마 모두",
}
HEADS = ("Hidden", "Silent", "Fated", "Lost", "Last", "Secret", "Broken", "Golden", "Crimson", "Midnight", "Contract", "Reborn")
TAILS = ("Heir", "CEO", "Bride", "Empress", "Alpha", "Promise", "Revenge", "Love", "Wife", "Destiny", "Twins", "Throne", "Ring")
GENRES = ("Romance", "Revenge", "Secret identity", "Werewolf", "Mafia", "Time travel", "Billionaire", "Family")
UNSPACED = ("zh-Hans", "ja", "th")


def sentence(rng: random.Random, language: str) -> str:
    """Return a line of generated words."""
    words = rng.choices(WORDS[language].split(), k=rng.randint(3, 6))
    return ("" if language in UNSPACED else " ").join(words)


def make_title(uow: UnitOfWork, number: int, episodes: int, languages: int, cues: int, rng: random.Random) -> None:
    """Write one title."""
    name = f"{rng.choice(HEADS)} {rng.choice(TAILS)} {number}"
    title = Title(
        id=uow.new_id(), code=f"T{number:05d}", name=f"The {name}", original_name=sentence(rng, "zh-Hans"),
        year=rng.randint(2023, 2026),
        genres=tuple(rng.sample(GENRES, 2)), created_ms=int(time.time() * 1000),
    )  # fmt: skip
    tags = ("zh-Hans", *LANGUAGES[: languages - 1])
    uow.put(title)
    uow.put(TitleText(id=uow.new_id(), title_id=title.id, language="en", name=title.name, logline=sentence(rng, "en")))
    uow.put_all(TitleLanguage(id=uow.new_id(), title_id=title.id, language=tag, position=place) for place, tag in enumerate(tags))
    reach = {tag: rng.randint(0, episodes) if place > 1 else episodes for place, tag in enumerate(tags)}
    rows: list[Cue] = []
    for index in range(1, episodes + 1):
        episode = Episode(id=uow.new_id(), title_id=title.id, number=index, is_free=index <= 10)
        uow.put(episode)
        uow.put(media_of(uow, episode, rng))
        spine = make_track(uow, rows, episode, "zh-Hans", Role.SOURCE, State.APPROVED, cues, rng, [])
        for tag in tags[1:]:
            if index <= reach[tag]:
                state = rng.choice((State.TRANSLATED, State.CHECKED, State.APPROVED))
                make_track(uow, rows, episode, tag, Role.TRANSLATION, state, cues, rng, spine)
    uow.put_all(rows)


def media_of(uow: UnitOfWork, episode: Episode, rng: random.Random) -> Version:
    """Return a picture version that is not there: the picture of such a title is offline."""
    return Version(
        id=uow.new_id(), episode_id=episode.id, is_reference=True, path=f"/media/{episode.title_id}/EP{episode.number:02d}.mp4",
        content_key=f"generated-{episode.id}",
        size_bytes=9_000_000, file_ms=rng.randint(60_000, 170_000), width=1080, height=1920,
    )  # fmt: skip


def make_track(
    uow: UnitOfWork,
    rows: list[Cue],
    episode: Episode,
    tag: str,
    role: Role,
    state: State,
    cues: int,
    rng: random.Random,
    spine: list[Cue],
) -> list[Cue]:
    """Write a track and return its cues; a translation hangs on the spine."""
    track = Track(id=uow.new_id(), episode_id=episode.id, language=tag, role=role, state=state)
    uow.put(track)
    made = []
    for place in range(cues):
        anchor = spine[place] if spine else None
        start = anchor.start_ms if anchor else 1000 + place * 2600 + rng.randint(0, 400)
        end = anchor.end_ms if anchor else start + rng.randint(900, 2100)
        made.append(
            Cue(
                id=uow.new_id(), track_id=track.id, start_ms=start, end_ms=end, text=sentence(rng, tag), origin=Origin.IMPORTED,
                anchor_id=anchor.id if anchor else None, anchor_last_id=anchor.id if anchor else None,
                source_digest=text_digest([anchor.text]) if anchor else None,
            )
        )  # fmt: skip
    rows += made
    return made


COPIED = {
    "title": ("id",), "title_text": ("id", "title_id"), "title_language": ("id", "title_id"), "episode": ("id", "title_id"),
    "version": ("id", "episode_id"), "track": ("id", "episode_id"),
    "cue": ("id", "track_id", "anchor_id", "anchor_last_id"), "track_summary": ("track_id", "title_id", "episode_id"),
    "title_summary": ("title_id",),
}  # fmt: skip
"""Tables whose rows a title consists of, and their columns that hold ids."""


LINES = (
    "SELECT cue.id, cue.text, track.language, episode.title_id FROM cue JOIN track ON track.id = cue.track_id"
    " JOIN episode ON episode.id = track.episode_id"
)


def copy_titles(database: Database, first: int, last: int, count: int) -> None:
    """Copy every title `count` times. `first` and `last` are the lowest and highest id of their rows.

    Copies get ids from before the first: none that is made later can meet them.
    """
    with database.read() as uow:
        rows = uow.connection.execute(text(LINES)).all()
        columns = {table: [column["name"] for column in inspect(uow.connection).get_columns(table)] for table in COPIED}
    for number in range(1, count + 1):
        offset = -number * (last - first + 1)
        with database.writing() as connection:
            for table, ids in COPIED.items():
                names = columns[table]
                chosen = ", ".join(f"{name} + :offset" if name in ids else name for name in names)
                statement = f"INSERT INTO {table} ({', '.join(names)}) SELECT {chosen} FROM {table} WHERE {ids[0]} >= :first"
                connection.execute(text(statement), {"offset": offset, "first": first})
            lines = [(row.id + offset, search.dialogue_text(row.text, row.title_id + offset, row.language)) for row in rows]
            search.add(connection, "search_dialogue", lines)


def name_copies(connection: Connection, first: int, originals: int) -> None:
    """Give the copied titles codes and names of their own, and their names to the index."""
    rows = connection.execute(
        text("SELECT id, name, original_name FROM title WHERE id < :first ORDER BY id"), {"first": first}
    ).all()
    named = [
        {**row._mapping, "code": f"T{number:05d}", "name": f"{row.name.rpartition(' ')[0]} {number}"}
        for number, row in enumerate(rows, originals + 1)
    ]
    connection.execute(text("UPDATE title SET code = :code, name = :name WHERE id = :id"), named)
    search.add(connection, "search_name", [(row["id"], search.name_text("title", row)) for row in named])
    texts = connection.execute(text("SELECT id, name FROM title_text WHERE id < :first AND name <> ''"), {"first": first}).all()
    search.add(connection, "search_name", [(row.id, search.name_text("title_text", {"name": row.name})) for row in texts])


def main() -> None:
    """Build the catalog named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("catalog", type=Path)
    parser.add_argument("--titles", type=int, default=200)
    parser.add_argument("--episodes", type=int, default=80)
    parser.add_argument("--languages", type=int, default=10)
    parser.add_argument("--cues", type=int, default=12)
    parser.add_argument("--written", type=int, default=20, help="titles written by the product; the others are their copies")
    chosen = parser.parse_args()
    began = time.perf_counter()
    copies, rest = divmod(chosen.titles, chosen.written) if chosen.titles > chosen.written else (1, chosen.titles)
    database = Database.open(chosen.catalog, author="generator")
    try:
        first = database.new_id()
        write_titles(database, chosen, range(1, min(chosen.written, chosen.titles) + 1))
        last = database.new_id()
        if copies > 1:
            copy_titles(database, first, last, copies - 1)
            with database.writing() as connection:
                name_copies(connection, first, chosen.written)
        if chosen.titles > chosen.written and rest:
            write_titles(database, chosen, range(copies * chosen.written + 1, chosen.titles + 1))
        with database.read() as uow:
            count = uow.connection.execute(text("SELECT count(*) FROM cue")).scalar()
    finally:
        database.close()
    print(f"{chosen.titles} titles, {count} cues in {time.perf_counter() - began:.0f} s: {chosen.catalog}")


def write_titles(database: Database, chosen: argparse.Namespace, numbers: range) -> None:
    """Write titles the way the product does, each as one edit."""
    rng = random.Random(numbers.start)
    for number in numbers:
        header = EditHeader(label="edit.create_title", title_id=None, facts={"title": f"T{number:05d}"})
        with database.edit(header) as open_edit, open_edit.part() as uow:
            make_title(uow, number, chosen.episodes, chosen.languages, chosen.cues, rng)


if __name__ == "__main__":
    main()
