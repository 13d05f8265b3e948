"""A draft of CapCut: a folder with the episode on a canvas of 1080x1920, its video and a track of subtitles for each language.

Times are microseconds. The same draft stands under the two names that its versions look for. JianYing 6 encrypts its drafts and
takes no others; CapCut does not.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from crossreel.domain.hand_over import EditorCue, EditorTimeline, EditorTrack, EditorVideo, lanes
from crossreel.domain.text.inline import Span, parse
from crossreel.formats.editor import Editor
from crossreel.formats.markup import CONTROLS
from crossreel.kernel.marks import N_

CANVAS = (1080, 1920)
TEXT_LAYER = 15_000  # render indexes of texts begin there
TEXT_SIZE = 5.0  # what CapCut gives to subtitles that it imports
TEXT_HEIGHT = -0.5  # of half the canvas, from its middle up: above the buttons of the apps
LINE_WIDTH = 0.82
SUBTITLE = 1  # CapCut's `sub_type` of captions: what is one can be edited in the list of captions
SPACE = uuid.UUID("6a0f1c6e-5d3b-5c0e-9a70-3f6f1f0b9d21")  # ids come from names, so that the same title makes the same draft
FORMAT_VERSION, CONTENT_VERSION = 360000, "140.0.0"
EMPTY = (
    "audio_balances", "audio_effects", "audio_fades", "audios", "beats", "canvases", "chromas", "color_curves",
    "digital_humans", "drafts", "effects", "flowers", "green_screens", "handwrites", "hsl", "images", "log_color_wheels",
    "loudnesses", "manual_deformations", "masks", "material_animations", "material_colors", "placeholders", "plugin_effects",
    "primary_color_wheels", "realtime_denoises", "shapes", "smart_crops", "smart_relights", "sound_channel_mappings",
    "stickers", "tail_leaders", "text_templates", "time_marks", "transitions", "video_effects", "video_trackings",
    "vocal_beautifys", "vocal_separations",
)  # fmt: skip
"""The kinds of material that a draft of ours has none of: CapCut expects to find each."""
KEYFRAMES = ("adjusts", "audios", "effects", "filters", "handwrites", "stickers", "texts", "videos")
Json = dict[str, object]


def write(timeline: EditorTimeline) -> Mapping[str, bytes]:
    """Return the files of the draft's folder."""
    assert timeline.video is not None
    draft = _Draft(timeline, timeline.video)
    content = _bytes(draft.content())
    return {"draft_content.json": content, "draft_info.json": content, "draft_meta_info.json": _bytes(draft.meta())}


def _bytes(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _us(ms: int) -> int:
    return ms * 1000


def _range(start_ms: int, end_ms: int) -> Json:
    return {"start": _us(start_ms), "duration": _us(end_ms - start_ms)}


class _Draft:
    """One draft while it is put together."""

    def __init__(self, timeline: EditorTimeline, video: EditorVideo) -> None:
        self._timeline, self._video = timeline, video
        self._ids = 0
        self._speeds: list[Json] = []
        self._texts: list[Json] = []

    def content(self) -> Json:
        """Return the draft itself."""
        video_id = self._id()
        tracks = [self._picture(video_id)]
        for track in self._timeline.tracks:
            tracks += self._subtitles(track, len(tracks))
        materials: Json = {name: [] for name in EMPTY}
        materials |= {"speeds": self._speeds, "texts": self._texts, "videos": [self._material(video_id)]}
        width, height = CANVAS
        return {
            "canvas_config": {"width": width, "height": height, "ratio": "original"}, "color_space": 0,
            "config": {"maintrack_adsorb": True, "material_save_mode": 0, "subtitle_sync": True, "lyrics_sync": True,
                       "export_range": None, "video_mute": False, "subtitle_taskinfo": [], "lyrics_taskinfo": [],
                       "attachment_info": []},
            "cover": None, "create_time": 0, "duration": _us(self._timeline.length_ms), "extra_info": None,
            "fps": float(self._timeline.rate), "free_render_index_mode_on": False, "group_container": None,
            "id": self._id().upper(), "is_drop_frame_timecode": False, "lyrics_effects": [], "path": "",
            "keyframe_graph_list": [], "keyframes": {name: [] for name in KEYFRAMES},
            "last_modified_platform": {}, "materials": materials, "mutable_config": None, "name": self._timeline.name,
            "new_version": CONTENT_VERSION, "platform": {}, "relationships": [], "render_index_track_mode_on": False,
            "retouch_cover": None, "source": "default", "static_cover_image_path": "", "time_marks": None,
            "tracks": tracks, "update_time": 0, "version": FORMAT_VERSION,
        }  # fmt: skip

    def meta(self) -> Json:
        """Return what CapCut's list of drafts knows of it; where it lies CapCut finds out itself."""
        return {
            "draft_id": str(uuid.uuid5(SPACE, self._timeline.name)).upper(),
            "draft_name": self._timeline.name,
            "draft_fold_path": "",
            "draft_root_path": "",
            "draft_cover": "",
            "draft_is_invisible": False,
            "draft_materials": [{"type": kind, "value": []} for kind in (0, 1, 2, 3, 6, 7, 8)],
            "draft_materials_copied_info": [],
            "draft_segment_extra_info": [],
            "draft_removable_storage_device": "",
            "draft_timeline_materials_size_": 0,
            "tm_draft_removed": 0,
            "tm_duration": _us(self._timeline.length_ms),
        }

    def _id(self) -> str:
        self._ids += 1
        return str(uuid.uuid5(SPACE, f"{self._timeline.name}:{self._ids}"))

    def _material(self, video_id: str) -> Json:
        video = self._video
        corners = {"left": 0.0, "right": 1.0}, {"upper": 0.0, "lower": 1.0}
        crop = {f"{y}_{x}_{axis}": (left if axis == "x" else top) for y, top in corners[1].items() for x, left in corners[0].items()
                for axis in "xy"}  # fmt: skip
        return {
            "id": video_id, "material_id": video_id, "local_material_id": "", "type": "video", "path": video.path,
            "material_name": PurePath(video.path.replace("\\", "/")).name, "media_path": "", "category_id": "",
            "category_name": "local", "check_flag": 63487, "duration": _us(video.file_ms), "width": video.width,
            "height": video.height, "crop": crop, "crop_ratio": "free", "crop_scale": 1.0, "audio_fade": None,
            "has_audio": bool(video.channels),
        }  # fmt: skip

    def _picture(self, video_id: str) -> Json:
        length_ms, in_ms = self._timeline.length_ms, self._video.in_ms
        segment = self._segment(video_id, _range(0, length_ms), 0, 0.0)
        segment |= {"source_timerange": _range(in_ms, in_ms + length_ms), "track_render_index": 0}
        return self._track("video", "video", [segment])

    def _subtitles(self, track: EditorTrack, at: int) -> list[Json]:
        """Return the track of a language; a second one where its subtitles overlap, which one track of CapCut cannot hold."""
        cues = [cue for cue in track.cues if cue.end_ms > cue.start_ms]
        own = lanes((cue.start_ms, cue.end_ms) for cue in cues)
        made: list[Json] = []
        for lane in range(max(own, default=-1) + 1):
            layer = TEXT_LAYER + at + lane
            segments = [self._text(cue, layer) for cue, mine in zip(cues, own, strict=True) if mine == lane]
            made.append(self._track("text", track.column if not lane else f"{track.column} {lane + 1}", segments))
        return made

    def _track(self, kind: str, name: str, segments: Sequence[Json]) -> Json:
        return {
            "attribute": 0, "flag": 1 if kind == "text" else 0, "id": self._id(), "is_default_name": False, "name": name,
            "segments": list(segments), "type": kind,
        }  # fmt: skip

    def _text(self, cue: EditorCue, layer: int) -> Json:
        text_id = self._id()
        self._texts.append(_text_material(text_id, cue))
        segment = self._segment(text_id, _range(cue.start_ms, cue.end_ms), layer, TEXT_HEIGHT)
        return segment | {"source_timerange": None}

    def _segment(self, material_id: str, target: Json, layer: int, height: float) -> Json:
        speed = self._id()
        self._speeds.append({"id": speed, "curve_speed": None, "mode": 0, "speed": 1.0, "type": "speed"})
        flip = {"horizontal": False, "vertical": False}
        clip = {"alpha": 1.0, "flip": flip, "rotation": 0.0, "scale": {"x": 1.0, "y": 1.0}, "transform": {"x": 0.0, "y": height}}
        return {
            "id": self._id(), "material_id": material_id, "target_timerange": target, "clip": clip, "visible": True,
            "reverse": False, "speed": 1.0, "volume": 1.0, "last_nonzero_volume": 1.0, "render_index": layer,
            "track_attribute": 0, "track_render_index": 0, "common_keyframes": [], "keyframe_refs": [],
            "extra_material_refs": [speed], "uniform_scale": {"on": True, "value": 1.0}, "enable_adjust": True,
        }  # fmt: skip


def _text_material(text_id: str, cue: EditorCue) -> Json:
    spans = [span for span in parse(cue.text) if span.text]
    words = CONTROLS.sub("", "".join(span.text for span in spans))
    content = {"text": words, "styles": _styles(spans)}
    return {
        "id": text_id, "type": "subtitle", "sub_type": SUBTITLE, "content": json.dumps(content, ensure_ascii=False),
        "alignment": 1, "typesetting": 0, "letter_spacing": 0.0, "line_spacing": 0.02, "line_feed": 1,
        "line_max_width": LINE_WIDTH, "force_apply_line_max_width": False, "check_flag": 7, "global_alpha": 1.0,
    }  # fmt: skip


def _styles(spans: Sequence[Span]) -> list[Json]:
    """Return the looks of a text; ranges count UTF-16 units, as CapCut's own do."""
    made: list[Json] = []
    at = 0
    for span in spans:
        end = at + len(CONTROLS.sub("", span.text).encode("utf-16-le")) // 2
        solid = {"alpha": 1.0, "color": _colour(span.colour)}
        fill = {"alpha": 1.0, "content": {"render_type": "solid", "solid": solid}}
        look: Json = {"bold": span.bold, "italic": span.italic, "underline": span.underline, "size": TEXT_SIZE, "strokes": []}
        made.append({"fill": fill, "range": [at, end], **look})
        at = end
    return made


def _colour(written: str) -> list[float]:
    value = written.lstrip("#")
    if len(value) != len("rrggbb"):
        return [1.0, 1.0, 1.0]
    return [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]


EDITOR = Editor(id="capcut", title=N_("CapCut draft"), write=write, is_folder=True, needs_video=True, takes_markers=False)
