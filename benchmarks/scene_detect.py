"""Prints what PySceneDetect finds in videos with its adaptive detector: frame numbers by file, and how long it took."""

import json
import sys
import time
from pathlib import Path

from scenedetect import AdaptiveDetector, SceneManager, open_video  # type: ignore[import-untyped, import-not-found, unused-ignore]


def cuts(path: Path) -> list[int]:
    """Return the frames with which scenes begin, but for the first."""
    manager = SceneManager()
    manager.add_detector(AdaptiveDetector())
    manager.detect_scenes(open_video(str(path)))
    return [int(start.frame_num) for start, _end in manager.get_scene_list()][1:]


def main() -> None:
    """Look into every file that was named."""
    found = {}
    begun = time.perf_counter()
    for name in sys.argv[1:]:
        found[name] = cuts(Path(name))
    json.dump({"cuts": found, "seconds": time.perf_counter() - begun}, sys.stdout)


if __name__ == "__main__":
    main()
