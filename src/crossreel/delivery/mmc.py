"""The tracks, pictures and papers of a package as MovieLabs' Common Media Manifest calls them, each with its file."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import PurePosixPath
from urllib.parse import quote

from crossreel.delivery.buyer_language import language_of
from crossreel.delivery.durations import iso_duration
from crossreel.delivery.masters import Master, carries_files, masters_of, origin_of
from crossreel.delivery.mec import ARTWORK, COVER, picture_size, purpose_of
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import MasterFile
from crossreel.delivery.works import work_of
from crossreel.delivery.written import Written
from crossreel.delivery.xml_tree import Node, maybe, node
from crossreel.domain.catalog.artwork import ratio_of
from crossreel.domain.catalog.episode import AudioStream
from crossreel.domain.catalog.version import Look, Version
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.text.column_name import FULL
from crossreel.domain.text.language import base_of
from crossreel.domain.text.timecode import clock

NAMESPACES: Mapping[str, str] = {
    "manifest": "http://www.movielabs.com/schema/manifest/v1.13/manifest",
    "md": "http://www.movielabs.com/schema/md/v2.12/md",
}
VIDEO, SUBTITLE, METADATA = "video", "subtitle", "metadata"
NO_LANGUAGE = "zxx"  # BCP 47, where nothing is spoken
HASHES = {"sha256": "SHA-256", "md5": "MD5"}
SUBTITLE_TYPES = {FULL: "normal", "sdh": "SDH", "forced": "forced"}
SUBTITLE_FORMATS = {
    "srt": "SRT", "vtt": "WebVTT", "ttml": "IMSC1.1", "ebu-tt-d": "EBU-TT", "itt": "ITT", "stl": "STL", "scc": "SCC",
    "dfxp": "TTML1", "xlsx": "Excel",
}  # fmt: skip
VIDEO_CODECS = {"h264": "H.264", "hevc": "H.265", "prores": "PRORES", "mpeg2video": "MPEG2", "vp9": "VP9", "mpeg4": "DIVX"}
AUDIO_CODECS = {"aac": "AAC", "ac3": "AC-3", "eac3": "E-AC-3", "mp3": "MP3", "flac": "FLAC", "opus": "OPUS", "alac": "ALAC"}
PICTURE_TYPES = {"jpg": "jpeg", "tif": "tiff"}
CONTAINERS = {
    "mp4": "MP4",
    "m4v": "M4V",
    "mov": "Quicktime (MOV)",
    "mkv": "MKV",
    "mxf": "MXF",
    "ts": "MPEG-2 (TS)",
    "webm": "other",
}
"""Words of the vocabularies of MovieLabs (digital assets 2.10, common metadata 2.12) for ours."""


class Inventory:
    """Everything that is in a package by the time its manifest is written, and the videos that it only names, as elements.

    What is only named says so in its description; where it lies nobody knows here, so no location is given.

    Args:
        contents: the package; `written` has sizes and hashes.
        manifest: the file that is being written, from which the others are named.
    """

    def __init__(self, contents: Contents, manifest: PlannedFile) -> None:
        self._contents = contents
        self._manifest = manifest
        self._named = {} if carries_files(contents.profile) else dict(_named(contents))
        inside = [file for file in contents.plan.files if file.path in contents.written]
        self.files = [*inside, *(_planned(path, master) for path, master in self._named.items())]

    def node(self) -> Node:
        """Return the inventory: sounds, pictures, subtitles, artwork, metadata, and papers as texts."""
        papers = [file for file in self.files if file.kind not in (VIDEO, SUBTITLE, COVER, ARTWORK, METADATA)]
        return node(
            "manifest:Inventory",
            [self._audio(file, sound) for file in self.of(VIDEO) for sound in self._sounds(file)],
            [self._video(file) for file in self.of(VIDEO) if self._has_picture(file)],
            [self._subtitle(file) for file in self.of(SUBTITLE)],
            [self._image(file) for file in self.pictures()],
            [self._metadata(file) for file in self.of(METADATA)],
            [self._paper(file) for file in papers],
        )

    def of(self, kind: str) -> list[PlannedFile]:
        """Return the files of one kind."""
        return [file for file in self.files if file.kind == kind]

    def pictures(self) -> list[PlannedFile]:
        """Return the artwork."""
        return [file for file in self.files if file.kind in (COVER, ARTWORK)]

    def id(self, what: str, file: PlannedFile, more: str = "") -> str:
        """Return the id of what a file is, `md:subtrackid:org:house:HEIR_S01E001_SUB_en_full_v01`."""
        name = quote(PurePosixPath(file.path).stem, safe="")
        suffix = PurePosixPath(file.path).suffix.lstrip(".")
        return f"md:{what}:org:{self._contents.profile.partner}:{name}.{suffix}{more}"

    def language(self, tag: str) -> str:
        """Return a tag as the buyer writes it."""
        return language_of(self._contents.profile, tag)

    def tracks(self, episode: int) -> Iterator[Node]:
        """Yield what of an episode is played together: pictures, sounds, subtitles."""
        videos = [file for file in self.of(VIDEO) if file.episode == episode]
        for file in videos:
            if self._has_picture(file):
                yield _track("Video", self.id("vidtrackid", file))
        for file in videos:
            for sound in self._sounds(file):
                yield _track("Audio", self.id("audtrackid", file, f":{sound.index or 0}"))
        for file in self.of(SUBTITLE):
            if file.episode == episode:
                yield _track("Subtitle", self.id("subtrackid", file))

    def _version(self, file: PlannedFile) -> Version | None:
        return self._contents.version_of(file)

    def _has_picture(self, file: PlannedFile) -> bool:
        version = self._version(file)
        return version is None or version.has_picture

    def _sounds(self, file: PlannedFile) -> tuple[AudioStream, ...]:
        version = self._version(file)
        return version.audio if version is not None else ()

    def _audio(self, file: PlannedFile, sound: AudioStream) -> Node:
        version = self._version(file)
        look = version.look if version is not None else Look.UNKNOWN
        spoken = self._spoken(file, sound)
        return node(
            "manifest:Audio",
            self._description(file),
            node("md:Type", "primary"),
            maybe("md:SubType", "MandE" if look is Look.EFFECTS else ""),
            self._sound_encoding(sound),
            node("md:Language", spoken, dubbed="true" if look is Look.DUBBED else ""),
            maybe("md:Channels", str(sound.channels) if sound.channels else ""),
            self._container(file),
            AudioTrackID=self.id("audtrackid", file, f":{sound.index or 0}"),
        )

    def _sound_encoding(self, sound: AudioStream) -> Node:
        rate = str(sound.sample_rate) if sound.sample_rate else ""
        codec = AUDIO_CODECS.get(sound.codec, "PCM" if sound.codec.startswith("pcm_") else "OTHER")
        return node("md:Encoding", node("md:Codec", codec), maybe("md:SampleRate", rate))

    def _spoken(self, file: PlannedFile, sound: AudioStream) -> str:
        version = self._version(file)
        if version is not None and version.look is Look.EFFECTS:
            return NO_LANGUAGE
        dubbed = version is not None and version.look is Look.DUBBED
        tag = version.language if dubbed and version is not None else ""
        return self.language(base_of(tag or self._contents.subject.title.source_language))

    def _video(self, file: PlannedFile) -> Node:
        version = self._version(file)
        burned = version is not None and version.look is Look.BURNED
        tag = version.language if version is not None else ""
        return node(
            "manifest:Video",
            self._description(file),
            node("md:Type", "primary"),
            [] if version is None else [_encoding(version), _picture(version)],
            node("md:SubtitleLanguage", self.language(tag), closed="false") if burned and tag else None,
            self._container(file),
            VideoTrackID=self.id("vidtrackid", file),
        )

    def _subtitle(self, file: PlannedFile) -> Node:
        kind = SUBTITLE_TYPES.get(file.role, "other")
        return node(
            "manifest:Subtitle",
            node("md:Format", "Text"),
            node("md:Type", kind),
            maybe("md:SubType", file.role if kind == "other" else ""),
            maybe("md:FormatType", SUBTITLE_FORMATS.get(file.format_id, "")),
            node("md:Language", self.language(file.language)),
            self._container(file),
            SubtitleTrackID=self.id("subtrackid", file),
        )

    def _image(self, file: PlannedFile) -> Node:
        width, height = picture_size(self._contents, file)
        return node(
            "manifest:Image",
            node("md:Purpose", purpose_of(file)),
            node("md:Width", str(width)),
            node("md:Height", str(height)),
            node("md:Encoding", _media_type(file)),
            node("md:Language", self.language(file.language)) if file.language else None,
            self._container(file),
            ImageID=self.id("imageid", file),
        )

    def _metadata(self, file: PlannedFile) -> Node:
        work = work_of(self._contents.subject, self._contents.profile, season=file.season, episode=file.episode)
        return node("manifest:Metadata", self._container(file, type=file.format_id), ContentID=work.content_id)

    def _paper(self, file: PlannedFile) -> Node:
        tag = file.language or self._contents.profile.document_language
        return node(
            "manifest:TextObject",
            self._container(file, type=file.kind),
            TextObjectID=self.id("textid", file),
            language=self.language(tag),
        )

    def _description(self, file: PlannedFile) -> Node | None:
        """Return that a video is only named, of what file it is, and which stretch; None for what is in the package."""
        master = self._named.get(file.path)
        if master is None or master.file is None:
            return None
        version, word = master.file.version, self._contents.wording
        facts = {"file": master.file.name, "start": clock(version.in_ms), "end": clock(version.in_ms + version.duration_ms)}
        said = "manifest.named" if version.cut.is_whole else "manifest.named_part"
        return node("md:Description", word.sentence(said, facts), language=word.tag)

    def _container(self, file: PlannedFile, **attributes: str) -> Node:
        master = self._named.get(file.path)
        if master is not None and master.file is not None:
            return self._named_container(file, master.file)
        known = self._contents.written[file.path]
        return node(
            "manifest:ContainerReference",
            _container_type(file),
            node("manifest:ContainerLocation", self._location(file)),
            node("manifest:Length", str(known.size)),
            _hashes(known),
            **attributes,
        )

    def _named_container(self, file: PlannedFile, named: MasterFile) -> Node:
        known = self._contents.read_file(origin_of(named.version, self._contents))
        digest = known.digests.get("sha256", "")
        return node(
            "manifest:ContainerReference",
            _container_type(file),
            node("manifest:ContainerIdentifier", node("md:Namespace", "org"), node("md:Identifier", named.name)),
            node("manifest:Length", str(known.size)),
            maybe("manifest:Hash", digest, method=HASHES["sha256"]),
        )

    def _location(self, file: PlannedFile) -> str:
        """Return where a file lies from where the manifest does."""
        here, there = self._manifest.path.split("/")[:-1], file.path.split("/")
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return quote("/".join([*[".."] * (len(here) - shared), *there[shared:]]))


def _named(contents: Contents) -> Iterator[tuple[str, Master]]:
    """Yield the videos and sounds that a package only names, each by a name of its own."""
    for master in masters_of(contents.subject, contents.profile, contents.plan.languages):
        if master.file is not None:
            language = f"_{master.file.version.language}" if master.file.version.language else ""
            stem = f"{contents.subject.title.code}_E{master.episode:03d}_{master.variant}{language}"
            yield f"{stem}.{master.file.extension}", master


def _planned(path: str, master: Master) -> PlannedFile:
    version_id = master.file.version.id if master.file is not None else None
    return PlannedFile(path=path, kind=VIDEO, episode=master.episode, variant=master.variant, version_id=version_id)


def _container_type(file: PlannedFile) -> Node | None:
    return maybe("manifest:Type", CONTAINERS.get(PurePosixPath(file.path).suffix.lstrip(".").lower(), ""))


def _track(kind: str, track_id: str) -> Node:
    return node(f"manifest:{kind}TrackReference", node(f"manifest:{kind}TrackID", track_id))


def _hashes(known: Written) -> list[Node]:
    return [node("manifest:Hash", digest, method=word) for kind, word in HASHES.items() if (digest := known.digest(kind))]


def _encoding(version: Version) -> Node:
    codec = VIDEO_CODECS.get(version.video_codec, "OTHER")
    length = iso_duration(version.duration_ms) if version.duration_ms else ""
    return node("md:Encoding", node("md:Codec", codec), maybe("md:ActualLength", length))


def _picture(version: Version) -> Node:
    shape = ratio_of(version.width, version.height) if version.width and version.height else ""
    return node(
        "md:Picture",
        maybe("md:AspectRatio", shape),
        node("md:WidthPixels", str(version.width)),
        node("md:HeightPixels", str(version.height)),
        _frame_rate(version.even_rate),
    )


def _frame_rate(rate: Fraction | None) -> Node | None:
    """Return a frame rate as a whole number and what it is multiplied by: 24 x 1000/1001."""
    if rate is None:
        return None
    if rate.denominator == 1:
        return node("md:FrameRate", str(rate))
    whole = rate * Fraction(1001, 1000)
    return node("md:FrameRate", str(whole), multiplier="1000/1001") if whole.denominator == 1 else None


def _media_type(file: PlannedFile) -> str:
    extension = PurePosixPath(file.path).suffix.lstrip(".").lower()
    return f"image/{PICTURE_TYPES.get(extension, extension)}"
