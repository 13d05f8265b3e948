"""Sentences about editing cues: lines of the history, and what cannot be done."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.set_text": N_("Write {language} at {at_clock}, episode {episode}"),
    "edit.set_times": N_("Retime {language} at {at_clock}, episode {episode}"),
    "edit.restore": N_("Bring back {language} at {at_clock}, episode {episode}"),
    "edit.pin": N_("Pin cues in episode {episode}: {count}"),
    "edit.unpin": N_("Unpin cues in episode {episode}: {count}"),
    "edit.confirm_source": N_("Confirm translations in episode {episode}: {count}"),
    "edit.accept": N_("Accept drafts in episode {episode}: {count}"),
    "edit.break_lines": N_("Break lines anew in episode {episode}: {count}"),
    "edit.set_style": N_("Set the style of cues in episode {episode}: {count}"),
    "edit.insert": N_("Insert a cue in {language} at {at_clock}, episode {episode}"),
    "edit.duplicate": N_("Duplicate a cue in {language} at {at_clock}, episode {episode}"),
    "edit.delete": N_("Delete cues in {language}, episode {episode}: {count}"),
    "edit.delete_all": N_("Delete cues in all languages, episode {episode}: {count}"),
    "edit.split": N_("Split a cue in {language} at {at_clock}, episode {episode}"),
    "edit.split_all": N_("Split a cue in all languages at {at_clock}, episode {episode}"),
    "edit.merge": N_("Merge cues in {language}, episode {episode}: {count}"),
    "edit.merge_all": N_("Merge cues in all languages, episode {episode}: {count}"),
    "edit.snap": N_("Snap {count} cues to shot changes, episodes {episodes}"),
    "edit.close_gaps": N_("Close small gaps after {count} cues, episodes {episodes}"),
    "edit.snap_to_speech": N_("Snap {count} cues to speech, episodes {episodes}"),
    "edit.chain": N_("Chain {count} cues, episodes {episodes}"),
    "edit.shift": N_("Shift episodes {episodes} by {by_clock}"),
    "edit.shift_cues": N_("Shift cues in episode {episode}: {count}"),
    "edit.stretch": N_("Stretch cues in episode {episode}: {count}"),
    "edit.rows": N_("Change cues in episode {episode}: {count}"),
    "edit.sync": N_("Synchronise episode {episode} by two cues"),
    "edit.paste": N_("Paste into {language}, episode {episode}: {count}"),
    "edit.replace": N_("Replace “{what}” by “{by}”"),
    "edit.set_speaker": N_("Set the speaker of cues in episode {episode}: {count}"),
    "edit.set_spoken_in": N_("Say what lines are spoken in, episode {episode}: {count}"),
    "edit.set_placement": N_("Place cues in episode {episode}: {count}"),
    "editing.no_cue": N_("This cue is no longer there. Somebody removed it, or its making was undone."),
    "editing.no_spine_cue": N_("This row has no cue of the source to hang a translation on. Insert one first."),
    "editing.no_colour": N_("“{text}” is no colour. Write it as #ff8800 or by its English name."),
    "editing.no_time": N_(
        "“{time}” is no time. Write seconds such as 45.5 or 0:45.5, frames such as 00:00:45:12 or 12f, or +0.2 and -3f."
    ),
    "editing.no_such_frame": N_("“{time}” asks for frame {frame}: in this video a second has the frames 0 to {last}."),
    "editing.negative_time": N_("A cue cannot start before the video does. Give it a later start, or shift by less."),
    "editing.end_before_start": N_("A cue must end after it starts. Set its end later, or its start earlier."),
    "editing.too_late": N_("A cue cannot stand later than 99:59:59.999. Give it an earlier time."),
    "editing.split_outside": N_("A cue is split at a time between its start and its end. Move the playhead into the cue first."),
    "editing.no_stretch": N_(
        "Two different times are needed, and they may not change places. Choose the earlier and the later cue."
    ),
    "editing.no_change": N_("Nothing is to be changed. Fill in what the cues are to become."),
    "editing.copy_nothing": N_("None of these rows has words in {language}. Choose another language, or columns."),
    "editing.paste_nothing": N_("There is nothing to paste. Copy a column, several columns or a block of SubRip first."),
    "editing.paste_too_long": N_("{count} lines are too many to paste at once: at most {limit}."),
    "editing.paste_no_row": N_("No row is left for “{text}”: there are {rows}."),
    "editing.paste_rows_left": N_("There are fewer lines than rows: {lines} for {rows}. The last rows stay as they are."),
    "editing.paste_no_rate": N_(
        "Times such as {text} count frames, and the episode has no video that says how many a second has. Only the words come in."
    ),
    "editing.paste_no_source": N_("Row {number} has no cue of the source to hang a translation on."),
    "editing.paste_bad_times": N_("No cue can stand from {start_clock} to {end_clock}."),
    "editing.paste_no_speaker": N_("There is no character “{name}” in this title."),
    "editing.split_no_room": N_(
        "Between the halves {gap_ms} ms stay free, and the first would have nothing left. Split it later in the cue."
    ),
    "editing.insert_covers": N_(
        "Another cue stands here from {start_clock} to {end_clock}, and a new one would cover it. Choose a free stretch of time."
    ),
    "editing.no_room": N_(
        "There is no room for a cue at {at_clock}: the next one begins too soon. Make room first, or choose another time."
    ),
    "editing.stale_times": N_(
        "This cue has been moved to {start_clock} to {end_clock} since you saw it."
        " Nothing was written over: look where it stands now."
    ),
    "editing.stale_times_by": N_(
        "{author} has moved this cue to {start_clock} to {end_clock} since you saw it."
        " Nothing was written over: look where it stands now."
    ),
    "editing.stale_cue": N_("This cue says “{plain}” since you saw it. Nothing was changed: look at it, then do it again."),
    "editing.stale_cue_by": N_(
        "{author} has written “{plain}” in this cue since you saw it. Nothing was changed: look at it, then do it again."
    ),
    "editing.stale_row": N_(
        "The cue at {start_clock}, “{plain}”, was changed since you saw it. Nothing was written: look at it, then do it again."
    ),
    "editing.stale_row_by": N_(
        "{author} has changed the cue at {start_clock}, “{plain}”, since you saw it."
        " Nothing was written: look at it, then do it again."
    ),
    "editing.stale_text": N_(
        "Since you began to write, this text became “{plain}”. Nothing was written over: keep it, or write yours in its place."
    ),
    "editing.stale_text_by": N_(
        "Since you began to write, {author} changed this text to “{plain}”."
        " Nothing was written over: keep it, or write yours in its place."
    ),
    "editing.stale_text_gone": N_(
        "Since you began to write, the text that stood here was taken away. Nothing was written; write yours again if it is wanted."
    ),
    "editing.merge_one": N_("Merging takes two cues or more. Select the neighbouring ones as well."),
    "editing.merge_apart": N_(
        "Only neighbouring cues of one language and episode can be merged. Select cues without others between."
    ),
    "editing.several_titles": N_("This works on one title at a time. Select cues or episodes of one title."),
    "editing.nothing_to_find": N_("There is nothing to look for. Type the words to find."),
    "editing.bad_pattern": N_("“{pattern}” is no regular expression ({reason}). Correct it, or look for plain words."),
    "editing.long_pattern": N_("What to look for is too long: at most {limit} characters."),
    "editing.heavy_pattern": N_(
        "“{pattern}” repeats itself without bound: an expression must not refer to itself or nest large counts. Make it simpler."
    ),
    "editing.slow_pattern": N_(
        "Looking for “{pattern}” was given up after {seconds} seconds. Make it simpler: no repeats within repeats, such as (a+)+."
    ),
    "editing.replace_overtaken": N_(
        "Nothing was replaced: somebody kept changing the same subtitles while the replacements were worked out. Try again."
    ),
    "editing.bad_replacement": N_("“{replacement}” cannot be put in ({reason}). Use only groups that the expression has."),
    "editing.foreign_speaker": N_("“{name}” is a character of another title. Add the character to this title first."),
    "editing.no_language": N_("“{language_tag}” is no language. Write a tag such as ko or en, or und for another one, whichever."),
    "editing.no_line": N_("None of these cues says a line of the source. Choose rows of the dialogue that have one."),
    "editing.bad_style": N_("There is no style “{style}”. Styles: {known}."),
    "editing.bad_placement": N_(
        "“{placement}” is no place on the picture. Use 1 to 9, or four percentages: left, top, width, height."
    ),
}
