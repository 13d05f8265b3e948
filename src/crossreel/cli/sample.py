"""The sample title, as `resources/sample` has it, put into a catalog by the services."""

import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.importing.correction import set_source, set_title
from crossreel.domain.report import Report
from crossreel.kernel.paths import resource
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

COVER_SIZE = (1080, 1440)


def make_sample_catalog(desk: "Desk", folder: Path, job: JobContext) -> Report:
    """Copy the sample's files beside the catalog, import them and add metadata, characters, terms and cover."""
    episodes = copy_sample(folder)
    facts = tomllib.loads((episodes / "title.toml").read_text("utf-8"))
    about = facts["title"]
    plan = desk.importing.scan([episodes], job=job)
    plan = set_source(set_title(plan, code=about["code"], name=about["names"]["en"][0]), about["source_language"])
    report = desk.importing.apply(plan, job)
    describe_title(desk, facts, (episodes / "cover.jpg").read_bytes())
    return report


def copy_sample(folder: Path) -> Path:
    """Copy the sample's files into `folder` and return where they stand."""
    target = folder / "The Hidden Heir"
    shutil.copytree(resource("sample"), target)
    return target


def describe_title(desk: "Desk", facts: Mapping[str, Any], cover: bytes) -> None:
    """Give the sample title its metadata, names, terms and cover."""
    from dataclasses import replace

    about = facts["title"]
    title = desk.cataloging.find_title(about["code"])
    assert title is not None
    plain = ("original_name", "year", "country", "rating", "copyright_line")
    values = {name: about[name] for name in plain}
    about_it = replace(title, **values, genres=tuple(about["genres"]), tropes=tuple(about["tropes"]))
    desk.cataloging.update_title(about_it, seen=title)
    for language, (name, logline, synopsis) in about["names"].items():
        desk.cataloging.put_text(title.id, language, name=name, logline=logline, synopsis=synopsis)
    known = {character.name: character for character in desk.cataloging.characters(title.id)}
    for person in facts["characters"]:
        old = known.get(person["name"])
        values = {name: person[name] for name in ("name", "gender", "age", "description", "names")}
        new_id = old.id if old else desk.database.new_id()
        desk.cataloging.put_character(Character(id=new_id, title_id=title.id, **values), seen=old)
    for term in facts["terms"]:
        desk.cataloging.put_term(Term(id=desk.database.new_id(), title_id=title.id, **term))
    desk.cataloging.set_cover(title.id, cover, "image/jpeg", *COVER_SIZE)
