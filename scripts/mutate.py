"""Reads thousands of damaged files as the program would, and says of which kind each was: read, refused in words, or broken.

`scripts/mutate.py texts N` damages N subtitle, sheet and XML files (the golden ones), `scripts/mutate.py videos N` N small videos.
Each is read in a process that may take 1 GB and ten seconds a file; what crashes, hangs, takes more or is refused without words is
kept in `build/mutated` and makes the exit code 1. The seed is the number of the file, so that a run can be repeated.
"""

import json
import resource
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "mutated"
AT_ONCE = 250
MOST_BYTES = 1 << 30
SECONDS = 10
TOKENS = (
    b"-->", b"\n\n", b"\r", b"\x00", b"<i>", b"</", b"{\\", b"00:00:01,000 --> 00:00:02,000", b"99999999999999999999", b"\xff\xfe",
    b"&#x110000;", b"WEBVTT\n", b"[Events]\n", b'begin="', b"<span", b"\xf0\x9f\x98\x80", b'"', b",", b"\t", b"]]>", b"<!--", b"-1",
)  # fmt: skip


def damaged(data: bytes, random: Random) -> bytes:
    """Return a file after one to six accidents: bytes flipped, cut out, doubled, moved, or something foreign put in."""
    for _ in range(random.randint(1, 6)):
        at, length = random.randrange(len(data) + 1), min(random.choice((1, 2, 8, 64, 512, 4096)), len(data))
        piece = data[at : at + length]
        match random.randrange(6):
            case 0:
                data = data[:at] + bytes(random.randrange(256) for _ in range(min(length, 16))) + data[at + min(length, 16) :]
            case 1:
                data = data[:at] + data[at + length :]
            case 2:
                data = data[:at] + piece * random.choice((2, 3, 50)) + data[at + length :]
            case 3:
                data = data[:at]
            case 4:
                data = data[:at] + random.choice(TOKENS) + data[at:]
            case _:
                to = random.randrange(len(data) + 1)
                data = data[:to] + piece + data[to:]
    return data


def texts() -> list[Path]:
    """Return the files that are damaged: one and more of every format."""
    golden = ROOT / "tests" / "golden"
    return sorted(path for path in golden.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc", ".json", ".yml"))


def videos(folder: Path) -> list[Path]:
    """Return small videos of several containers."""
    sys.path.insert(0, str(ROOT))
    from tests.unit.media.movies import make_movie
    from tests.unit.media.subtitled import make_subtitled

    made = [make_movie(folder / f"a{suffix}", frames=20) for suffix in (".mp4", ".mkv", ".mov", ".ts", ".avi")]
    return [*made, make_subtitled(folder / "b.mkv", [("subrip", "eng", [(0, 500, b"Hello")])])]


def look_at(kind: str, names: list[str]) -> None:
    """Read files one by one and print what comes of each; run in a process of its own."""
    from crossreel.domain.errors import CrossreelError
    from crossreel.i18n.messages import sentence
    from crossreel.media.embedded import extract_subtitles
    from crossreel.media.probe import probe
    from crossreel.services.exporting.converting import Converting

    resource.setrlimit(resource.RLIMIT_AS, (4 * MOST_BYTES if kind == "videos" else 2 * MOST_BYTES, resource.RLIM_INFINITY))
    for name in names:
        signal.alarm(SECONDS)
        try:
            if kind == "videos":
                found = probe(Path(name))
                for stream in found.info.subtitles:
                    with suppress(CrossreelError):
                        extract_subtitles(Path(name), stream.index)
                said = [(each.code, dict(each.facts)) for each in found.notices]
            else:
                info = Converting().info(Path(name))
                said = [(each.code, {"line": each.line, **each.facts}) for each in info.notices]
            told, result = all(sentence(code, facts) for code, facts in said), "read"
        except CrossreelError as error:
            told, result = bool(sentence(error.code, error.facts)), f"refused {error.code}"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            told, result = False, f"broken {type(error).__name__}: {error}"[:200]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps([name, result if told else f"speechless {result}", peak]), flush=True)
    signal.alarm(0)


def outcomes(kind: str, names: list[str]) -> Iterator[tuple[str, str, int]]:
    """Give what came of each file; one that takes the process along is told, and the others are read by the next."""
    while names:
        command = [sys.executable, __file__, "look", kind, *names]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS * len(names) + 60, check=False)
        found = [tuple(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("[")]
        yield from found
        names = names[len(found) :]
        if done.returncode and names:
            yield names[0], f"killed by {-done.returncode}", 0
            names = names[1:]


def main() -> int:
    """Damage, read and count."""
    kind, count = sys.argv[1], int(sys.argv[2])
    counted: Counter[str] = Counter()
    most, bad = 0, []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sources = [(path.suffix, path.read_bytes()) for path in (videos(folder) if kind == "videos" else texts())]
        for first in range(0, count, AT_ONCE):
            names = []
            for number in range(first, min(first + AT_ONCE, count)):
                suffix, data = sources[number % len(sources)]
                path = folder / f"{number}{suffix}"
                path.write_bytes(damaged(data, Random(number)))
                names.append(str(path))
            for name, result, peak in outcomes(kind, names):
                counted[result.split()[0]] += 1
                most = max(most, peak)
                if not result.startswith(("read", "refused")) or peak > MOST_BYTES:
                    bad.append(f"{Path(name).name}: {result}, {peak >> 20} MB")
                    KEPT.mkdir(parents=True, exist_ok=True)
                    (KEPT / Path(name).name).write_bytes(Path(name).read_bytes())
            for name in names:
                Path(name).unlink()
    print(f"{kind}: {sum(counted.values())} files, {dict(counted)}; at most {most >> 20} MB")
    print(*bad, sep="\n")
    return int(bool(bad))


if __name__ == "__main__":
    if sys.argv[1] == "look":
        look_at(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main())
