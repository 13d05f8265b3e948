"""What is said of masters with burned-in captions."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "engines.kind_burning": N_("Burning captions in"),
    "edit.register_master": N_("Keep the burned-in master of episode {episode}, {language} ({engine})"),
    "burning.codec_x264": N_("H.264 (x264, MP4)"),
    "burning.codec_x265": N_("H.265 (x265, MP4)"),
    "burning.codec_prores": N_("ProRes 422 HQ (MOV)"),
    "burning.unknown_codec": N_("There is no codec “{codec}”. Choose one of: {known}."),
    "burning.nothing_to_do": N_("There is nothing to burn in: what was asked for is not there, or is there already."),
    "burning.two_runs": N_(
        "Another run, by {author}, is to burn episode {episode} ({language}). Let it end or cancel it before you ask again; "
        "one that was broken off is taken up from the runs."
    ),
    "burning.no_folder": N_("Say which folder the masters are written to."),
    "burning.bad_bitrate": N_(
        "{found} kilobits a second is no bitrate. Name one between 1 and 1,000,000, or none to go by quality."
    ),
    "burning.bad_quality": N_("{found} is no quality of this codec. Name one from {best} (best) to {worst}, or a bitrate."),
    "burning.bad_preset": N_("“{found}” is no preset. Choose one of: {known}."),
    "burning.no_choice": N_("This codec has one quality, and neither bitrate nor preset. Leave them out."),
    "burning.bad_source": N_("“{found}” is no kind of picture. Choose one of: {known}."),
    "burning.bad_choices": N_("What this run was asked for cannot be read any more. Ask for the masters anew."),
    "burning.bad_template": N_(
        "The names “{template}” cannot be made. They may ask for {known}, as in {{title}}_E{{episode:03d}}."
    ),
    "burning.bad_name": N_("No file can be called “{name}” everywhere. Leave out separators and points or spaces at the ends."),
    "burning.no_video": N_("Episode {episode} has no video. Add one, or leave the episode out."),
    "burning.no_look": N_(
        "Episode {episode} has no picture that is “{look}”. Add one, or burn the picture that cues are timed to."
    ),
    "burning.no_dub": N_("Episode {episode} has no dubbed version in {language}. Add one, or burn it with its own sound."),
    "burning.bad_sound": N_("“{found}” is no sound of a master. Choose one of: {known}, or leave it out for its own."),
    "burning.no_lines": N_("Episode {episode} has no text in {language}. Translate or import it first, or leave it out."),
    "burning.no_band": N_("Nobody has said where the source line of episode {episode} stands. Read it, or set its band."),
    "burning.current": N_("Masters that show what the catalog has now stay as they are."),
    "burning.exists": N_("“{path}” is there already and stays as it is. Choose another folder or name, or let it be replaced."),
    "burning.is_source": N_("“{path}” is a video of the catalog and is never written over. Choose another folder or name."),
    "burning.same_name": N_("Two masters would be called “{path}”. Let the name tell {{episode}} and {{language}}."),
    "burning.replaced": N_(
        "Another file stands at “{path}” than the one that cues are timed to. Relink the video, or refer to the new one."
    ),
    "burning.no_face": N_(
        "No font has these characters of {language}: {letters}. Install a font that has them, or change the text."
    ),
    "burning.not_encoded": N_("“{path}” cannot be encoded ({reason}). Choose another codec, or look at the video."),
    "burning.disk_refused": N_("“{path}” was not written, and nothing is left of it: {detail}. Make room or choose another disk."),
    "burning.frames_lost": N_("The master has {found} frames and not {wanted}. It was thrown away; try another codec."),
    "burning.frame_moved": N_("Frame {number} of the master has another time than in the source. It was thrown away."),
    "burning.not_proved": N_(
        "At {at_ms} ms the master is not what the preview shows (difference {error} of 255). Choose a better quality."
    ),
    "burning.not_decoded": N_("{count} damaged frames of the source are missing"),
    "burning.kept_uneven": N_("frames of uneven length kept at their times"),
    "burning.made_even": N_("frames made even at {rate} a second: {repeated} shown twice, {dropped} left out"),
    "burning.woven": N_("interlaced picture stored as whole frames: H.265 knows no other"),
    "burning.sound_encoded": N_("sound encoded anew as {after}: the file cannot hold {before}"),
    "burning.other_pixels": N_("pixels stored as {after} instead of {before}"),
    "burning.mastering_lost": N_(
        "the source is HDR: its colours are kept, but {codec} carries no mastering data (display, brightest picture)"
    ),
    "burning.loudness": N_("sound at {lufs} LUFS, peaks at {peak} dBTP"),
    "burning.peak_missed": N_("sound at {lufs} LUFS with peaks at {peak} dBTP, above {most}"),
    "burning.loudness_missed": N_("sound at {lufs} LUFS with peaks at {peak} dBTP: {wanted} LUFS could not be reached"),
}
