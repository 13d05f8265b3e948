"""What is asked of burned-in masters, as plain values that a run keeps and any process reads back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from string import Formatter

from crossreel.domain.catalog.version import Look
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.hiding import Hide
from crossreel.domain.text.column_name import split_column

TEMPLATE = "{title}_E{episode:03d}_{language}_BURNED"
FIELDS = ("title", "episode", "language", "variant", "codec")
SOUNDS = ("", Look.DUBBED.value)
MOST_KBPS = 1_000_000
RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))})
FORBIDDEN = frozenset('<>:"/\\|?*')
LONGEST_BYTES = 240  # of the 255 that a file system takes; the rest is for what stands there while a file is made


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnChoices:
    """How masters are made.

    Attributes:
        out: the folder they are written to.
        name: the template of their names, without the extension.
        codec: its id (`resources/burn_codecs.toml`).
        quality: the constant rate factor, None for what the codec usually takes; of no weight where there is a bitrate.
        kbps: kilobits a second, 0 to go by quality.
        preset: how long encoding may take.
        hide: how the burned-in source line is hidden.
        loudness: the id of a target the sounds are brought to, "" to copy them.
        even: whether frames of uneven length are made even; else each keeps its time.
        second: the column that stands beside the one that is burned, "" for none, and whether it stands `below`.
        signs: whether the signs of its language stand on it as well.
        sound: which sound stands under it: "" for that of the picture's file, "dubbed" for a dubbed version in its language.
        source: which picture is burned: "" for the one that cues are timed to, else the newest of a look.
        replaces: whether files that stand there already are replaced.
        changed: whether masters are left out that stand there and show what the catalog has now; others are made anew.
        registers: whether each master becomes a version of its episode.
        proofs: how many frames of each are compared with the preview, 0 for none.
    """

    out: str
    name: str = TEMPLATE
    codec: str = "x264"
    quality: int | None = None
    kbps: int = 0
    preset: str = ""
    hide: Hide = Hide.NOTHING
    loudness: str = ""
    even: bool = False
    second: str = ""
    below: bool = False
    signs: bool = False
    source: str = ""
    sound: str = ""
    replaces: bool = False
    changed: bool = False
    registers: bool = False
    proofs: int = 6
    threads: int = 0

    def options(self) -> dict[str, object]:
        """Return them as a run keeps them."""
        return {**asdict(self), "hide": self.hide.value}

    def file_name(self, code: str, episode: int, column: str, extension: str) -> str:
        """Return the name of a master.

        Raises:
            BadInput: the template asks for what there is not, or makes a name that not every system takes.
        """
        language, variant = split_column(column)
        values = {"title": code, "episode": episode, "language": language, "variant": variant, "codec": self.codec}
        try:
            asked = [field for _text, field, _form, _how in Formatter().parse(self.name) if field is not None]
            if set(asked) - set(FIELDS):
                raise KeyError(asked)
            name = f"{self.name.format_map(values)}.{extension}"
        except (KeyError, ValueError, IndexError, AttributeError) as error:
            raise BadInput("burning.bad_template", template=self.name, known=list(FIELDS)) from error
        if not _is_sound(name, extension):
            raise BadInput("burning.bad_name", name=name)
        return name


def read_choices(options: Mapping[str, object]) -> BurnChoices:
    """Return what `options` wrote.

    Raises:
        BadInput: it is not that: something is missing, or of another kind.
    """
    known = {field.name for field in fields(BurnChoices)}
    try:
        given = {name: value for name, value in options.items() if name in known}
        made = BurnChoices(**given)  # type: ignore[arg-type]
        return checked(replace(made, hide=Hide(made.hide)))
    except (TypeError, ValueError) as error:
        raise BadInput("burning.bad_choices") from error


def checked(choices: BurnChoices) -> BurnChoices:
    """Return choices that can be.

    Raises:
        BadInput: one cannot; says which.
    """
    if not choices.out:
        raise BadInput("burning.no_folder")
    if not 0 <= choices.kbps <= MOST_KBPS:
        raise BadInput("burning.bad_bitrate", found=choices.kbps)
    if choices.source and choices.source not in {look.value for look in Look}:
        raise BadInput("burning.bad_source", found=choices.source, known=[look.value for look in Look])
    if choices.sound not in SOUNDS:
        raise BadInput("burning.bad_sound", found=choices.sound, known=[each for each in SOUNDS if each])
    if choices.proofs < 0:
        raise BadInput("burning.bad_choices")
    return choices


def _is_sound(name: str, extension: str) -> bool:
    stem = name.removesuffix(f".{extension}")
    shown = all(letter.isprintable() and letter not in FORBIDDEN for letter in name)
    ends = stem == stem.strip() and not stem.startswith(".") and not stem.endswith(".") and bool(stem)
    return shown and ends and stem.split(".")[0].upper() not in RESERVED and len(name.encode()) <= LONGEST_BYTES
