"""A bundle plays with the libVLC it carries, whoever asks for it first."""

import os
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import pytest

from crossreel.kernel.paths import data_root

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries are linked into a folder")
ASK = """
import sys
from pathlib import Path
sys._MEIPASS = sys.argv[1]
from crossreel.app import selfcheck
selfcheck.check_dependencies(Path(sys.argv[1]))
import os, vlc
print(vlc.dll._name)
print(os.environ["VLC_PLUGIN_PATH"])
"""


def test_the_self_check_loads_the_carried_libvlc(tmp_path: Path) -> None:
    name = find_library("vlc")
    assert name is not None
    system = next(path for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib") for path in Path(folder).rglob(name))
    (tmp_path / "resources").symlink_to(data_root() / "resources")
    (tmp_path / "translations").symlink_to(data_root() / "translations")
    (tmp_path / "vlc" / "plugins").mkdir(parents=True)
    (tmp_path / "libvlc.so.5").symlink_to(system)
    done = subprocess.run([sys.executable, "-c", ASK, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [str(tmp_path / "libvlc.so.5"), str(tmp_path / "vlc" / "plugins")]


LACK = """
import sys
sys._MEIPASS = sys.argv[1]
from crossreel.domain.errors import Unavailable
from crossreel.i18n.messages import sentence
from crossreel.media.vlc_engine import VlcEngine
try:
    VlcEngine()
except Unavailable as error:
    print(sentence(error.code, error.facts))
"""


def test_a_player_that_lacks_libraries_of_the_system_names_them(tmp_path: Path) -> None:
    (tmp_path / "resources").symlink_to(data_root() / "resources")
    (tmp_path / "libdrm.so.2").touch()
    environment = {**os.environ, "LD_LIBRARY_PATH": str(tmp_path)}
    command = [sys.executable, "-c", LACK, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.startswith("Playing needs libraries of the system that are missing: libdrm.so.2.")
    assert done.stderr == ""
