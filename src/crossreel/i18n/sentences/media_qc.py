"""Sentences about QC of picture and sound: what each rule finds."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "qc.black_frames": N_("The picture is black for {seconds} s in the middle. Look whether that is meant."),
    "qc.black_frames.blink": N_("Black for {frames_words} between two pictures: a gap of the cut. Ask for a file without it."),
    "qc.black_frames.whole": N_("The picture is black from beginning to end. Ask for the right file."),
    "qc.active_frames.head": N_("The first active frame comes after {seconds} s of black. Let the episode begin there."),
    "qc.active_frames.tail": N_("{seconds} s of black follow the last active frame. Let the episode end there."),
    "qc.frozen_frames": N_("The picture stands for {seconds} s. Look whether that is meant."),
    "qc.frozen_frames.end": N_("The last picture stands for {seconds} s. Let the episode end earlier."),
    "qc.letterbox.letterbox": N_(
        "Black bars of {pixels} px above and below take {percent_words} of the picture. Ask for a picture that fills the frame."
    ),
    "qc.letterbox.pillarbox": N_(
        "Black bars of {pixels} px on both sides take {percent_words} of the picture. Ask for a picture that fills the frame."
    ),
    "qc.letterbox.top": N_("A black edge of {pixels} px at the top of the picture. Ask for a picture that fills the frame."),
    "qc.letterbox.bottom": N_("A black edge of {pixels} px at the bottom of the picture. Ask for a picture that fills the frame."),
    "qc.letterbox.left": N_("A black edge of {pixels} px at the left of the picture. Ask for a picture that fills the frame."),
    "qc.letterbox.right": N_("A black edge of {pixels} px at the right of the picture. Ask for a picture that fills the frame."),
    "qc.rotation": N_(
        "The file holds {width} x {height} pixels and asks players to turn them by {degrees} degrees; some apps do not. "
        "Ask for a file that stands upright."
    ),
    "qc.variable_rate": N_(
        "The frames last unevenly long, {shortest_ms} to {longest_ms} ms. Ask for a file of a constant frame rate."
    ),
    "qc.damaged_frames": N_("Frames that cannot be decoded whole: {count}. Copy the file again, or ask for it anew."),
    "qc.clipped_sound": N_("The sound is clipped for {seconds} s. Ask for a mix that is not."),
    "qc.silent_sound": N_("Nothing is heard for {seconds} s. Look whether that is meant."),
    "qc.silent_sound.whole": N_("The sound is silent from beginning to end. Ask for the right file."),
    "qc.silent_sound.none": N_("The file has no sound. Ask for one that has, or add a sound version."),
    "qc.loudness.loud": N_(
        "{lufs} LUFS, louder than {target} LUFS with a tolerance of {tolerance} LU. Have the sound mixed lower."
    ),
    "qc.loudness.quiet": N_(
        "{lufs} LUFS, quieter than {target} LUFS with a tolerance of {tolerance} LU. Have the sound mixed higher."
    ),
    "qc.loudness.louder": N_(
        "{lufs} LUFS, {apart} LU louder than the episodes of this title are as a rule ({usual} LUFS). Have the sound mixed lower."
    ),
    "qc.loudness.quieter": N_(
        "{lufs} LUFS, {apart} LU quieter than the episodes of this title are as a rule ({usual} LUFS). Have the sound mixed higher."
    ),
    "qc.loudness.peak": N_("A true peak of {peak} dBTP, at most {limit} dBTP. Have the sound limited."),
    "qc.missing_channel.left": N_(
        "The left channel is silent for {seconds} s while the right one is heard. Ask for a file with both."
    ),
    "qc.missing_channel.right": N_(
        "The right channel is silent for {seconds} s while the left one is heard. Ask for a file with both."
    ),
    "qc.missing_channel.inverted": N_(
        "Left and right are each other's opposite: a phone with one speaker plays nothing. Ask for a file with the polarity right."
    ),
    "qc.same_picture": N_("The picture is that of episode {episode} too ({other}). Find out which number it belongs to."),
    "qc.recut": N_(
        "Another edit than {other}, to which the cues are timed: {agree} of {compared} pictures agree. Retime the cues, or use the "
        "same edit."
    ),
    "qc.recut.content": N_("Not the picture of {other}, to which the cues are timed: only {agree} of {compared} pictures agree."),
    "qc.recut.from_later": N_(
        "From here on the picture comes {seconds} s later than in {other}, to which the cues are timed. Retime the cues from "
        "here, or use the same edit."
    ),
    "qc.recut.from_earlier": N_(
        "From here on the picture comes {seconds} s earlier than in {other}, to which the cues are timed. Retime the cues from "
        "here, or use the same edit."
    ),
    "qc.recut.later": N_("The picture comes {seconds} s later than in {other}, to which the cues are timed. Set its in point."),
    "qc.recut.earlier": N_("The picture comes {seconds} s earlier than in {other}, to which the cues are timed. Set its in point."),
    "qc.recut.frames": N_(
        "Another edit than {other} from this frame on ({count} frames, {others} there). Ask for a picture of the same edit."
    ),
    "qc.text_left": N_("Text is left in the cleaned picture: “{words}”. Have it cleaned again."),
    "qc.sign_gone": N_("The sign “{words}” is gone from the cleaned picture. It belongs to the story: have it put back."),
    "qc.file_replaced": N_(
        "The file is not the one that was imported: another stands in its place. Compare them, then refer the version to it anew."
    ),
    "media.clean": N_("The cleaned picture is the same edit, without text in the band and with every sign."),
    "qc.media": N_("Picture and sound"),
    "edit.choose_loudness": N_("Choose the loudness"),
    "media.no_loudness": N_("There is no loudness “{offer}”. Choose one of these: {known}."),
    "loudness.app": N_("Phone apps"),
    "loudness.web": N_("Video platforms"),
    "loudness.ebu_r128": N_("EBU R 128 (Europe)"),
    "loudness.atsc_a85": N_("ATSC A/85 (USA)"),
}
