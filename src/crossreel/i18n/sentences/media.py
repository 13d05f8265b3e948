"""What is said about video files, the player and the picture."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "media.no_subtitle_stream": N_("“{path}” has no subtitle stream {index}."),
    "media.subtitle_pictures": N_(
        "Stream {index} of “{path}” holds pictures of subtitles ({codec}), which cannot be read. Ask for them as text."
    ),
    "media.no_sound": N_("“{path}” has no sound."),
    "media.not_found": N_("The video “{path}” is not there. Copy it back, or point to its folder with Relink."),
    "media.empty": N_("“{path}” is empty (0 bytes). Copy the file again."),
    "media.truncated": N_("“{path}” breaks off before the end of the video and cannot be opened. Copy the file again."),
    "media.cut_short": N_("“{path}” can be read for {seconds} of {of} seconds only. Copy the file again if the end is missing."),
    "media.not_video": N_("“{path}” is not a video that can be read. Choose an MP4, MOV, MKV or WebM file."),
    "media.not_a_file": N_("“{path}” is a folder, pipe or device. Choose a video file."),
    "media.too_large": N_("“{path}” says its pictures are {width} × {height}. Export it in a size that screens have."),
    "media.no_times": N_("No picture of “{path}” can be read with its time. Copy the file again, or export it as MP4."),
    "media.no_rate": N_("The frame rate of “{path}” is broken: its pictures stand hours apart. Export it again as MP4."),
    "media.too_long": N_(
        "The times in “{path}” spread over more than {hours} hours: they are broken, or jump. Export it anew as MP4."
    ),
    "media.jumps": N_(
        "The clock of “{path}” jumps by {seconds} seconds at second {at}. What comes after may be late elsewhere. Export it anew."
    ),
    "media.player_failed": N_("The player had to give up this video ({reason}). Export it again as H.264 with AAC sound."),
    "media.damaged": N_("No picture of “{path}” can be decoded. Copy the file again, or export the video anew."),
    "media.landscape": N_("“{path}” is wider than high ({width} × {height}). Check that this is the vertical version."),
    "media.rotated": N_("“{path}” relies on a rotation mark ({degrees}°), which some buyers reject. Export it upright."),
    "media.variable_frame_rate": N_("“{path}” has a variable frame rate. Convert it to a constant one before delivery."),
    "media.silent": N_("“{path}” has no sound. There will be no waveform."),
    "media.no_vlc": N_(
        "Playing needs VLC, which is not on this computer. "
        "Install VLC (on Debian: apt install libvlc5 vlc-plugin-base) and start Crossreel again."
    ),
    "media.no_libraries": N_(
        "Playing needs libraries of the system that are missing: {libraries}. Install them and start Crossreel again: {install}"
    ),
    "media.not_playable": N_("The player cannot play this video. Export it again as H.264 with AAC sound."),
    "media.no_video": N_("Episode {episode} has no video. Add one in the title matrix."),
    "media.offline": N_("The video of episode {episode} is not at “{path}”. Point to its folder with Relink."),
}  # fmt: skip
