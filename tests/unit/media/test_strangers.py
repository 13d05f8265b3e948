"""What a file from a stranger may not do: make FFmpeg or libVLC fetch anything, from a server or from beside it."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest

from crossreel.domain.catalog.cut import Clip
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.player import PlayerState
from crossreel.media.container import containers, open_container
from crossreel.media.poster import read_poster
from crossreel.media.probe import probe
from crossreel.media.vlc_engine import VlcEngine
from crossreel.media.vlc_player import VlcPlayer
from crossreel.media.waveform import read_peaks
from tests.unit.media.movies import make_movie, tone

PATIENCE_S = 60


class Ear:
    """A server on this machine that takes note of whoever calls."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/episode"
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            with caller:
                caller.settimeout(0.5)
                try:
                    self.heard.append(caller.recv(200))
                except OSError:
                    self.heard.append(b"")

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    made = Ear()
    yield made
    made.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[VlcEngine]:
    made = VlcEngine()
    yield made
    made.close()


@pytest.fixture(scope="module")
def stream(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return make_movie(tmp_path_factory.mktemp("stream") / "a.ts", frames=60, samples=tone(2)).read_bytes() * 2


def hls(address: str) -> str:
    return f'#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1280000,CODECS="avc1.42e00a,mp4a.40.2"\n{address}.m3u8\n\n'


HEADS = {
    "hls": hls,
    "hls segments": lambda at: f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{at}.ts\n#EXT-X-ENDLIST\n",
    "m3u": lambda at: f"#EXTM3U\n#EXTINF:10,\n{at}.ts\n",
    "pls": lambda at: f"[playlist]\nNumberOfEntries=1\nFile1={at}.ts\n",
    "reference": lambda at: f"[Reference]\nRef1={at}\n",
    "dash": lambda at: (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:DASH:schema:MPD:2011" type="static" mediaPresentationDuration="PT9S" '
        f'profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><BaseURL>{at}/</BaseURL><Period><AdaptationSet '
        'mimeType="video/mp4"><Representation id="1" bandwidth="9"><BaseURL>a.mp4</BaseURL><SegmentBase indexRange="0-9"/>'
        "</Representation></AdaptationSet></Period></MPD>"
    ),
    "hds": lambda at: (
        f'<?xml version="1.0"?><manifest xmlns="http://ns.adobe.com/f4m/1.0"><baseURL>{at}/</baseURL><id>x</id><duration>9'
        f'</duration><bootstrapInfo profile="named" url="{at}/b" id="b"/><media url="s" bootstrapInfoId="b"/></manifest>'
    ),
    "asx": lambda at: f'<asx version="3.0"><entry><ref href="{at}"/></entry></asx>',
    "xspf": lambda at: (
        '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track>'
        f"<location>{at}</location></track></trackList></playlist>"
    ),
}


def until(holds: Callable[[], object]) -> None:
    """Wait for what comes sooner or later."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def play_for_a_moment(engine: VlcEngine, path: Path, heard: Callable[[], object] | None = None) -> PlayerState:
    """Open a file, play it at two speeds, until something is `heard` if that is expected; return the state it came to first."""
    player = VlcPlayer(engine)
    states: list[PlayerState] = []
    try:
        player.open(Clip(path=path), 90, 160, lambda: None, states.append)
        until(lambda: states)
        player.play()
        until(lambda: player.state() in (PlayerState.PLAYING, PlayerState.FAILED, PlayerState.ENDED))
        if states[0] is not PlayerState.FAILED:
            time.sleep(0.2)
        player.set_rate(2.0)
        until(heard or (lambda: True))
        return states[0]
    finally:
        player.close()


@pytest.mark.parametrize("kind", HEADS)
def test_a_video_that_begins_like_a_playlist_asks_no_server(
    kind: str, ear: Ear, engine: VlcEngine, stream: bytes, tmp_path: Path
) -> None:
    head = HEADS[kind](ear.address).encode()
    path = tmp_path / "EP01.ts"
    path.write_bytes(head + b"\n" * (-len(head) % 188) + stream)
    try:
        probe(path)
        read_peaks(path)
    except BadInput as refused:
        assert refused.code == "media.not_video"
    play_for_a_moment(engine, path)
    assert ear.heard == []


def test_the_ear_hears_what_libvlc_fetches_when_it_is_given_the_file_itself(
    ear: Ear, engine: VlcEngine, stream: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proof that the test above can fail."""
    monkeypatch.setattr("crossreel.media.vlc_sound.copy_sound", lambda path, *_ignored: path)
    monkeypatch.setattr("crossreel.media.vlc_sound.DEMUXERS", {".ts": "any"})
    head = hls(ear.address).encode()
    path = tmp_path / "EP01.ts"
    path.write_bytes(head + b"\n" * (-len(head) % 188) + stream)
    assert play_for_a_moment(engine, path, lambda: ear.heard) is PlayerState.PAUSED
    assert b"GET /episode.m3u8" in b"".join(ear.heard)


TEXTS = {
    "list.mp4": lambda at: hls(at) + f"#EXTINF:9,\n{at}.ts\n",
    "list.m3u8": lambda at: f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{at}.ts\n#EXT-X-ENDLIST\n",
    "concat.mp4": lambda at: f"ffconcat version 1.0\nfile {at}.mp4\nduration 9\n",
    "list.mpd": HEADS["dash"],
    "session.sdp": lambda at: (
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 5004 RTP/AVP 33\r\n"
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_list_of_addresses_is_no_video(name: str, ear: Ear, engine: VlcEngine, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name](ear.address))
    for read in (probe, read_peaks, lambda one: read_poster(one, [96])):
        with pytest.raises(BadInput) as refused:
            read(path)
        assert refused.value.code == "media.not_video"
    assert play_for_a_moment(engine, path) is PlayerState.FAILED
    assert ear.heard == []


def test_ffmpeg_may_speak_no_protocol_but_files(
    ear: Ear, plain_movie: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shown with the list of containers taken away, which is the other half of the fence."""
    path = tmp_path / "list.m3u8"
    path.write_text(TEXTS["list.m3u8"](ear.address))
    opening, asked = av.open, []

    def open_anything(name: str, *, options: dict[str, str]) -> object:
        asked.append(dict(options))
        options.pop("format_whitelist")
        return opening(name, options=options)

    monkeypatch.setattr(av, "open", open_anything)
    with pytest.raises(BadInput):
        probe(path)
    probe(plain_movie)
    assert ear.heard == []
    assert {options["protocol_whitelist"] for options in asked} == {"file"}


def test_a_list_of_files_beside_it_is_no_video(plain_movie: Path, tmp_path: Path) -> None:
    path = tmp_path / "concat.mp4"
    path.write_text(f"ffconcat version 1.0\nfile '{plain_movie}'\n")
    with pytest.raises(BadInput):
        probe(path)


def test_an_mp4_that_refers_to_a_server_is_played_without_it(
    ear: Ear, engine: VlcEngine, plain_movie: Path, tmp_path: Path
) -> None:
    """A data reference of a track, and a reference movie beside the real one."""
    data = plain_movie.read_bytes()
    address = ear.address.encode() + b".mp4\0"
    reference = b"rdrf" + bytes(4) + b"url " + len(address).to_bytes(4, "big") + address
    inner = (len(reference) + 4).to_bytes(4, "big") + reference
    described = (len(inner) + 8).to_bytes(4, "big") + b"rmda" + inner
    movie = (len(described) + 8).to_bytes(4, "big") + b"rmra" + described
    box = (len(movie) + 8).to_bytes(4, "big") + b"moov" + movie
    path = tmp_path / "reference.mp4"
    path.write_bytes(data + box)
    play_for_a_moment(engine, path)
    path.write_bytes(data[:28] + box + data[28:])
    play_for_a_moment(engine, path)
    assert ear.heard == []


def test_no_container_that_is_opened_can_name_another_file(plain_movie: Path) -> None:
    assert not {"hls", "dash", "concat", "sdp", "rtsp", "image2", "webm_dash_manifest", "imf"} & set(containers())
    with open_container(plain_movie) as container:
        assert container.format.name.split(",")[0] in containers()


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv", ".ts", ".mpg", ".flv", ".nut"])
def test_a_video_of_each_container_moves(suffix: str, engine: VlcEngine, tmp_path: Path) -> None:
    if suffix == ".mpg":
        path = mpeg_movie(tmp_path / "film.mpg")
    else:
        path = make_movie(tmp_path / f"film{suffix}", frames=45, samples=None if suffix in (".flv", ".nut") else tone(1.5))
    player = VlcPlayer(engine)
    shown: list[int] = []
    states: list[PlayerState] = []
    try:
        player.open(Clip(path=path), 90, 160, lambda: shown.append(player.position_ms()), states.append)
        player.play()
        until(lambda: len(shown) >= 12)
        assert PlayerState.PLAYING in states
    finally:
        player.close()


def mpeg_movie(path: Path) -> Path:
    """An MPEG-2 program stream of a second and a half."""
    with av.open(str(path), "w", format="mpeg") as out:
        video = out.add_stream("mpeg2video", rate=30)
        video.width, video.height, video.pix_fmt = 176, 320, "yuv420p"
        for number in range(45):
            frame = av.VideoFrame(176, 320, "yuv420p")
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path
