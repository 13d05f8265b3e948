"""What is said about video files, the player and the picture."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "media.not_found": N_("The video “{path}” is not there. Copy it back, or point to its folder with Relink."),
    "media.empty": N_("“{path}” is empty (0 bytes). Copy the file again."),
    "media.truncated": N_("“{path}” breaks off before the end of the video and cannot be opened. Copy the file again."),
    "media.cut_short": N_("“{path}” can be read for {seconds} of {of} seconds only. Copy the file again if the end is missing."),
    "media.not_video": N_("“{path}” is not a video that can be read. Choose an MP4, MOV, MKV or WebM file."),
    "media.damaged": N_("No picture of “{path}” can be decoded. Copy the file again, or export the video anew."),
    "media.landscape": N_("“{path}” is wider than high ({width} × {height}). Check that this is the vertical version."),
    "media.rotated": N_("“{path}” relies on a rotation mark ({degrees}°), which some buyers reject. Export it upright."),
    "media.variable_frame_rate": N_("“{path}” has a variable frame rate. Convert it to a constant one before delivery."),
    "media.silent": N_("“{path}” has no sound. There will be no waveform."),
    "media.no_vlc": N_(
        "Playing needs VLC, which is not on this computer. "
        "Install VLC (on Debian: apt install libvlc5 vlc-plugin-base) and start Crossreel again."
    ),
    "media.not_playable": N_("The player cannot play this video. Export it again as H.264 with AAC sound."),
    "media.no_video": N_("Episode {episode} has no video. Add one in the title matrix."),
    "media.offline": N_("The video of episode {episode} is not at “{path}”. Point to its folder with Relink."),
}  # fmt: skip
