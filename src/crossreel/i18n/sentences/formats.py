"""Sentences of subtitle files: what cannot be read, what was mended while reading, what a format cannot hold, and scripts."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "xliff.no_xliff": N_("“{name}” is no XLIFF 2. Ask for a file of this version, or choose another one."),
    "xliff.one_translation": N_(
        "A file of XLIFF holds one translation, and these are several: {languages}. Write one file for each."
    ),
    # files that cannot be read or written
    "format.empty": N_("“{name}” is empty. Ask for the file again."),
    "format.binary": N_("This file is not text, so it is no subtitle file. Choose another file."),
    "format.unknown": N_("“{name}” is no subtitle file that Crossreel can read. It reads {known}."),
    "format.unsupported": N_("“{name}” is a {format} file, which is not supported. Ask for SRT, WebVTT, ASS or TTML."),
    "format.pictures": N_("“{name}” is a {format} file: it holds pictures of subtitles, no letters. Ask for a file with text."),
    "format.no_cues": N_("“{name}” has no subtitles in it: no line of times of the {format} format was found."),
    "format.bad_json": N_("“{name}” is no valid JSON: line {line} breaks it off. Ask for the file again."),
    "format.capcut_draft": N_(
        "“{name}” is a draft of CapCut, which holds a whole edit and no subtitle file. Export the captions from CapCut as SRT."
    ),
    "format.no_speech": N_(
        "“{name}” is JSON, but holds no texts with times, as speech recognizers and YouTube write them. Choose another file."
    ),
    "format.no_such": N_("There is no format “{name}”. Choose one of: {known}."),
    "format.target_unknown": N_(
        "The name “{name}” does not say which format to write. Give it an extension such as .srt, or name the format."
    ),
    "format.read_only": N_("{format} files can be read but not written. Choose another format."),
    "format.cannot_read": N_("{format} files can be written but not read."),
    "format.too_large": N_("“{name}” is too large for a subtitle file: {megabytes} MB, at most {limit} MB."),
    "format.cannot_open": N_("“{path}” cannot be opened: {reason}."),
    "format.cannot_save": N_("“{path}” cannot be written: {reason}. Choose another folder or make room on the disk."),
    "format.readback": N_(
        "The {format} file was not written: read back, subtitle {number} would say “{found}” instead of “{meant}”. "
        "Change that subtitle or choose another format."
    ),
    "format.bad_form": N_(
        "The {format} file was not written: a strict reader would refuse its line {line}, “{found}”. Choose another format."
    ),
    "format.no_script": N_(
        "{format} has no letters of this script: {script}. The first text that needs them is “{text}”. "
        "Choose another format for this language."
    ),
    "format.no_sign": N_("{format} has no sign for “{character}”, in “{text}”. Write it otherwise, or choose another format."),
    "format.no_option": N_("{format} has no option “{name}”. It has: {known}."),
    "format.bad_option": N_("“{value}” is no value for the option “{name}” of {format}. Its values stand in docs/formats.md."),
    "format.long_word": N_(
        "“{word}” is longer than the {columns} letters that a row of {format} has, in “{text}”. Part it, or choose another format."
    ),
    "format.too_many_rows": N_(
        "“{text}” needs {rows} rows of {columns} letters, and a screen of {format} has {most}. Shorten it, or part it."
    ),
    # encodings
    "encoding.guessed": N_(
        "The file does not say its encoding; {encoding} was guessed from its letters. Check that the text reads well."
    ),
    "encoding.uncertain": N_(
        "The file does not say its encoding, and its letters leave it open: it was read as {encoding}; "
        "{others} would read otherwise. Look at the text, and name the encoding where it reads badly."
    ),
    "encoding.damaged": N_(
        "Characters that could not be read as {encoding} and show as �: {count}. Ask for the file again, or correct them."
    ),
    "encoding.perhaps_lost": N_(
        "Lines that may have lost a byte and read oddly: {count}, the first at line {line}: “{text}”. Look at them."
    ),
    "encoding.mixed": N_(
        "The file is in UTF-8, but lines of it are not: {count}, the first at line {line}. They were read as {encoding}."
    ),
    "encoding.doubled": N_("The text was encoded twice (“Ã©” for “é”); it was read as it was meant."),
    "encoding.doubled_newlines": N_("Line ends are doubled (CR CR LF), as some programs leave them. Each was read as one."),
    "encoding.unknown": N_("There is no encoding “{encoding}”. Try utf-8, gb18030, big5, shift_jis, euc_kr or cp1256."),
    "encoding.wrong": N_(
        "The file is not in the encoding {encoding}: line {line} cannot be read. Choose another, or leave it to be found out."
    ),
    "encoding.cannot_write": N_("The encoding {encoding} has no sign for “{character}” (line {line} of the file). Choose UTF-8."),
    # times
    "time.frames_beyond_rate": N_(
        "Times count frames up to {frame}, more than a second of {rate} frames has; they were read at {taken} frames a second."
    ),
    "time.colon_fraction": N_(
        "Times whose last part stands behind a colon but counts no frames, read as a fraction of a second: {count}, the first is "
        "{text}."
    ),
    "time.rate_needed": N_(
        "“{name}” counts its times in frames ({text}) and does not say how many a second has. Import it beside its video, or give "
        "the frame rate."
    ),
    "time.end_before_start": N_(
        "Subtitles that end before they start: {count}, the first at {start_clock}. They were kept as they are; correct them."
    ),
    "time.no_length": N_(
        "Subtitles that end where they begin, and are never shown: {count}, the first “{text}”. Give them a length."
    ),
    "time.odd_fraction": N_(
        "Times whose fraction has not three digits: {count}. “{text}” was read as {clock}, as a part of a second."
    ),
    "time.negative": N_("Subtitles with a time before zero, which was set to zero: {count}."),
    "time.too_late": N_("Subtitles with a time after 99:59:59, which was set to that: {count}. The file has them at: {cues}."),
    "time.no_end": N_("Subtitles without an end, made to last until the next one, three seconds at most: {count}."),
    "time.until_next": N_("Subtitles without an end, made to last until the next one: {count}."),
    "time.frames_assumed": N_(
        "Times that count frames: {count}. The file does not say how many frames a second has; {rate} were assumed. "
        "Say the frame rate of the video if it is another."
    ),
    "time.programme_start": N_(
        "All subtitles stand after {start_clock}, where the programme seems to start. Take that time off, or leave it as it is."
    ),
    "time.brief": N_("Subtitles too short for this format, shown for a frame or two: {count}. The first is “{text}”."),
    "time.past_midnight": N_(
        "The clock of the programme passes midnight, beyond which there are no time codes. Choose an earlier start."
    ),
    "time.bad_start": N_("“{text}” is no time at which a programme starts. Write for example 01:00:00:00."),
    "time.before_programme": N_("The first subtitle stands at {first_clock}, before the programme starts at {start_clock}."),
    "language.several": N_("The file holds several languages: {languages}. Say which one is wanted."),
    # what was mended or left out while reading
    "inline.no_colour": N_("Colours that are none, left out: {count}, the first is “{text}”. Write them as #ff8800 or by name."),
    "text.chatter": N_("Words about the subtitles rather than of them, left out: {count}. The first are “{text}”."),
    "text.entity": N_("Character references that nobody knows, kept as text: {count}, the first is “{text}”."),
    "text.escapes": N_("Subtitles whose letters were written as escapes, decoded: {count}. The first is “{text}”."),
    "text.fence": N_("Fences of code (“{text}”) left out: {count}."),
    "text.private_use": N_("Characters that only one font knows and others show as boxes: {count}. The first text is “{text}”."),
    "text.rolling": N_(
        "These are rolling captions: each repeats the lines before. They can be collapsed to {lines} lines instead of {count} "
        "subtitles."
    ),
    "text.rolling_collapsed": N_("Rolling captions collapsed: {lines} lines, each once, instead of {count} subtitles."),
    "srt.bad_timing": N_(
        "Blocks left out because their times cannot be read: {count}. The first is “{times}” with the text “{text}”."
    ),
    "srt.blank_line": N_("Subtitles with a blank line inside: {count}."),
    "srt.leading_text": N_("The text before the first times was left out: “{text}”."),
    "srt.missing_index": N_("Subtitles without a number: {count}."),
    "srt.second_opinion": N_("Read by the library {reader}, which makes more of this file than Crossreel does: {cues} subtitles."),
    "srt.text_above": N_(
        "The text of the {count} subtitles stands above their times; it was read so. Check that words and times fit."
    ),
    "srt.stray_index": N_("Numbers left out because no times follow them: {count}."),
    "text.beside_times": N_("Subtitles with text on the line of their times, kept as text: {count}."),
    "vtt.arrow_in_text": N_("Subtitles with an arrow (-->) in their text, kept as text: {count}."),
    "vtt.blank_below_times": N_("Subtitles whose text stood behind an empty line, put back: {count}. The first is “{text}”."),
    "vtt.repeated": N_("Subtitles that a stream repeats where two of its segments meet, taken once: {count}."),
    "vtt.stream_clock": N_(
        "The file is a piece of a stream whose clock is {offset_clock} ahead of its times. They were kept as written: "
        "shift them if they are early."
    ),
    "vtt.bad_timing": N_(
        "Blocks left out because their times cannot be read: {count}. The first is “{times}” with the text “{text}”."
    ),
    "vtt.no_signature": N_("The file does not begin with WEBVTT, as it should."),
    "vtt.stray_text": N_("Blocks left out because they have no times: {count}, the first is “{text}”."),
    "ass.bad_event": N_("Lines of the events left out because they cannot be read: {count}, the first is “{text}”."),
    "ass.stray_line": N_("Lines left out because they are no events: {count}, the first is “{text}”."),
    "ttml.bad_time": N_("Times that cannot be read: {count}, the first is “{text}”. The times around them were taken."),
    "ttml.image": N_("Pictures of text left out, since they hold no characters: {count}. Ask for a file with text."),
    "ttml.malformed": N_("The file is no valid XML: line {line} breaks it off. Ask for the file again."),
    "ttml.other_root": N_("“{name}” is XML, but no TTML. Choose another file."),
    "ttml.repaired": N_(
        "The file is no valid XML from line {line} on. What could be read was read: check that nothing is missing."
    ),
    "ttml.foreign": N_("Elements of other languages than TTML, which are no subtitles and were left out: {count}."),
    "ttml.hidden": N_("Subtitles that the file hides, left out: {count}, the first is “{text}”."),
    "ttml.no_region": N_("Subtitles outside of all regions, which strict players do not show: {count}. They were kept."),
    "ttml.odd_element": N_("Elements that TTML does not know: {count}, the first is “{element}”. Their text was kept."),
    "speech.words": N_("Single words with times, put together in lines: {count} words in {lines} lines. Check the breaks."),
    "sub.stray_line": N_("Lines left out because they begin with no frames: {count}, the first is “{text}”."),
    "lrc.stray_line": N_("Lines left out because they begin with no time: {count}, the first is “{text}”."),
    "scc.long_row": N_("Rows of more than the 32 letters that a screen has: {count}. All of their words were kept."),
    "scc.no_signature": N_("The file does not begin with Scenarist_SCC, as it should."),
    "stl.bad_time": N_("Subtitles left out because their time codes cannot be: {count}, the first says “{text}”."),
    "stl.cut_off": N_("The file breaks off within its last block. Ask for it again, and check that nothing is missing."),
    "stl.no_head": N_("“{name}” begins as an EBU STL file, but its first block is not whole. Ask for the file again."),
    "stl.unknown_sign": N_("Signs that the code table of the file does not have, which show as �: {count}."),
    "sami.other_language": N_("Texts of a second language left out: {count}. The first is marked “{name}”."),
    # what a format cannot hold
    "loses.i": N_("Subtitles whose italics this format cannot express: {count}."),
    "loses.b": N_("Subtitles whose bold this format cannot express: {count}."),
    "loses.u": N_("Subtitles whose underlines this format cannot express: {count}."),
    "loses.c": N_("Subtitles whose colours this format cannot express: {count}."),
    "loses.v": N_("Subtitles whose voices this format cannot express: {count}."),
    "loses.ruby": N_("Subtitles whose ruby readings this format cannot express: {count}. The base text is there."),
    "loses.placement": N_("Subtitles whose placements this format cannot express: {count}."),
    "loses.placement_box": N_("Subtitles whose box this format cannot express, put at the nearest of nine places: {count}."),
    "loses.speaker": N_("Subtitles whose speakers this format cannot express: {count}."),
    "loses.empty_cues": N_("Subtitles left out because they have no text: {count}."),
    "loses.blank_lines": N_("Subtitles whose blank lines were left out: {count}."),
    "loses.literal_markup": N_("Signs that would be read as tags, kept apart by an invisible word joiner: {count}."),
    "loses.controls": N_("Texts whose invisible control characters were left out: {count}."),
    "loses.look_in_word": N_(
        "Subtitles in which the look changes within a word, which this format cannot express: {count}. The first is “{text}”."
    ),
    "format.wrapped": N_(
        "Subtitles with lines longer than a row of {columns} letters, broken into more rows: {count}. The first is “{text}”."
    ),
    "format.nearest_signs": N_(
        "Signs that this format does not have, written with the nearest: {count}. The first is “{sign}”, written as “{found}”."
    ),
    "format.nearest_colour": N_("Subtitles in colours that this format does not have, put into the nearest: {count}."),
    "format.two_regions": N_(
        "Subtitles that stand neither at the top nor at the bottom in the middle, put into the nearer of these two: {count}."
    ),
    "scc.italics_in_colour": N_(
        "Subtitles whose italics stand in or behind a colour, where captions cannot express them: {count}."
    ),
    "scc.late": N_(
        "Captions that come later than asked, because two bytes a frame are sent and the one before is too near: {count}. "
        "The latest is {late_ms} ms late: “{text}”. Give the one before more time, or shorten it."
    ),
    "scc.overlap": N_(
        "Subtitles that are shown together, of which a caption screen holds one: {count}. Those that begin together became one, "
        "others end where the next begins. The first is “{text}”."
    ),
    "scc.wide_at_side": N_("Subtitles at a side that are wider than {columns} letters, put in the middle: {count}."),
    # exporting
    "export.no_track": N_("Episode {episode} has no subtitles in {language}."),
    "export.no_text": N_("The subtitles of episode {episode} in {language} have no text."),
    # drafts
    "edit.take_drafts": N_("Take in drafts {name}"),
    "drafts.taken": N_("Episode {episode}, {language}: lines drafted: {count}."),
    "drafts.kept": N_("Episode {episode}, {language}: lines that a person has been through, left as they are: {count}."),
    "drafts.same": N_("Episode {episode}, {language}: lines that were drafted so already: {count}."),
    "drafts.no_maker": N_("Nobody says who made the drafts in “{name}”. Name the vendor or engine with --from."),
    "drafts.no_json": N_("“{name}” is no JSON that can be read. Ask for it again."),
    "drafts.not_ours": N_("“{name}” is no file of drafts: “format” must be “{wanted}”."),
    "drafts.other_title": N_("“{name}” says that it is of the title {title}, and none of its lines has an id of {here}."),
    "drafts.version": N_("“{name}” is of version {version}, and this program reads version {known}. Ask for that one."),
    "drafts.bad_value": N_("“{name}”: {where} holds what cannot be read: “{written}”. Nothing was taken in."),
    # scripts
    "edit.import_script": N_("Take back script {name}"),
    "script.applied": N_("Episode {episode}: texts changed: {count}."),
    "script.unknown_id": N_("No subtitle of this title has the id {id}. It was deleted since, or the script is of another title."),
    "script.unknown_ids": N_("Further rows that belong to no subtitle of this title: {count}."),
    "script.spoken_in": N_("Episode {episode}: lines that the sheet says are spoken in another language, taken over: {count}."),
    "script.speakers": N_("Episode {episode}: lines that the sheet gives to another speaker, taken over: {count}."),
    "script.unknown_speakers": N_(
        "Episode {episode}: names of speakers that no character has, left out in {count} rows: {names}. Add them to the characters."
    ),
    "script.conflict": N_(
        "Episode {episode}, row {where}, {language}: here “{here}”, in the sheet “{there}”. It was changed here since the sheet "
        "went out, or nothing tells who changed it; what is here stays. Replace it on purpose to take the sheet’s."
    ),
    "script.replaced": N_("Episode {episode}: texts that had changed here as well, replaced by the sheet’s: {count}."),
    "script.other_source": N_(
        "Episode {episode}: source texts that are others in the sheet: {count}. They were left as they are here."
    ),
    "script.unmatched_row": N_("Row {where} belongs to no subtitle of this title: “{text}”."),
    "script.cleared_cells": N_("Episode {episode}: emptied cells whose texts were kept: {count}. Clear a text in the editor."),
    "script.not_a_script": N_("“{name}” is no sheet. A sheet is an XLSX, CSV or TSV file, or a DOCX with a table."),
    "script.no_header": N_(
        "“{name}” has no columns that can be told: neither a header that names them nor times, ids or texts. Say with --map what "
        "they hold, or put a header such as “Start, End, Text” above them."
    ),
    "script.no_workbook": N_("“{name}” is no workbook that can be opened ({reason}). Save it as XLSX again."),
    "script.broken": N_("“{name}” is no valid CSV: {reason}. Save it again from the spreadsheet."),
    "script.bad_row": N_("Rows left out because their times cannot be read: {count}, see {cells}. The first is “{text}”."),
    "script.bad_id": N_("Cue ids that cannot be read: {count}, the first is “{text}” in row {where}. The column must stay text."),
    "script.id_lost_digits": N_(
        "Cue ids that a spreadsheet made numbers of, with the last digits lost: {count}, the first is “{text}” in row {where}. "
        "They were not used; keep the column as text."
    ),
    "script.id_twice": N_(
        "Rows with an id that another row has too: {count}, the first is {id} in row {where}. These ids were not used."
    ),
    "script.cell_too_long": N_("Row {number} has a text longer than the {limit} characters a cell can hold. Write CSV instead."),
}
