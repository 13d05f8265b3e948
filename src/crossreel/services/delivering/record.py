"""What is written down of a delivery: who got what, and what it was made of."""

from collections.abc import Iterable
from pathlib import Path

from crossreel.delivery.building import Built
from crossreel.delivery.packager import Contents
from crossreel.delivery.recipe import recipe_of
from crossreel.domain.delivery import Delivery, cell_key
from crossreel.domain.quality.finding import Severity
from crossreel.domain.redelivery import Place
from crossreel.domain.text.column_name import column_name
from crossreel.services.delivering.subject import Material


def delivery_of(
    contents: Contents, material: Material, package: Path, built: Built, *, delivery_id: int, withdrawn: Iterable[Place] = ()
) -> Delivery:
    """Return the record of a package that was built."""
    plan, profile = contents.plan, contents.profile
    ids = {episode.number: episode.id for episode in contents.subject.episodes}
    went = {(file.episode, file.language, file.variant) for file in plan.files if file.kind == "subtitle"}
    cells: dict[str, str] = {cell_key(*place): "" for place in withdrawn}
    made = {file.place: file.made_of for file in plan.files if file.made_of}
    for key in material.tracks:
        if key not in went:
            continue
        number, column = key[0], column_name(*key[1:])
        said, place = material.wordings[number, column], cell_key(ids[number], column)
        cells[place] = material.digests[ids[number], column]
        made[place] = f"{number} {said.texts} {said.times}"
    return Delivery(
        id=delivery_id,
        title_id=contents.subject.title.id,
        profile_id=profile.id,
        languages=contents.subject.languages_that_go(plan.languages),
        package_path=str(package),
        author=contents.author,
        created_ms=contents.made_ms,
        manifest_sha256=built.manifest_sha256,
        allowed_findings=sum(finding.severity is Severity.ERROR for finding in contents.report.findings),
        cells=cells,
        buyer=profile.buyer,
        profile_version=profile.version,
        recipe=recipe_of(profile),
        round=plan.round,
        changed_only=plan.changed_only,
        files={file.path: file.sha256 for file in built.files},
        made_of=made,
    )
