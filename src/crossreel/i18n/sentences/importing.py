"""Sentences about importing files."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.import": N_("Import into “{title}”"),
    "edit.import_title": N_("Import of “{title}”"),
    "import.no_such_path": N_("There is no file or folder “{path}”."),
    "import.no_cues": N_("“{path}” holds no subtitles."),
    "import.language_unknown": N_("“{path}” reads like {guessed_language}, which no style guide knows. Say which language it is."),
    "import.region_assumed": N_("“{written}” names no region: taken as {language}. Say the language where it is another."),
    "import.language_doubtful": N_(
        "“{path}” is called {language}, but its text looks like {guessed_language}. Check the language."
    ),
    "import.past_video": N_("“{path}” goes on for {over_clock} after the video of episode {episode} ends. Is it this episode’s?"),
    "import.late": N_(
        "{by_clock} later than the source: {agree} of {total} cues agree once shifted. Shift it, or import it as it is."
    ),
    "import.early": N_(
        "{by_clock} earlier than the source: {agree} of {total} cues agree once shifted. Shift it, or import it as it is."
    ),
    "import.drifts": N_(
        "Runs at another speed than the source: {agree} of {total} cues agree once stretched by {percent} %. "
        "Stretch it, or import it as it is."
    ),
    "import.other_episode": N_(
        "Fits episode {other_episode} and not {episode}: {agree} of {total} cues start with the source there. "
        "Say which episode it is, or import it as it is."
    ),
    "import.fits_poorly": N_("Only {agree} of {total} cues start with the source. Is it this episode’s?"),
    "import.shifted": N_("Shifted by {offset_clock}, so that {agree} of {total} cues agree with the source."),
    "import.stretched": N_("Stretched by {percent} %, so that {agree} of {total} cues agree with the source."),
    "import.took_times": N_("{count} of {total} cues took the times of the source; they differed by {most_ms} ms at most."),
    "import.bad_code": N_("“{written}” cannot be a title code: use 2 to 16 capital letters and digits."),
    "import.gaps": N_("No file for episode {numbers}."),
    "import.no_name": N_("The title has no name. Give it one."),
    "import.nothing": N_("There is nothing to import."),
    "import.no_episode": N_("No episode number was found in its name. Say which episode it is."),
    "import.no_language": N_("Its language could not be told. Say which language it is."),
    "import.other_file": N_("Neither a video nor a subtitle file."),
    "import.script_file": N_("A sheet or script, no subtitle file. It is not read as an episode."),
    "import.cover_file": N_("A picture. It can be given to the title as its cover."),
    "import.extra": N_("No episode: {extra}."),
    "import.cut_outside": N_("A part begins after the end of the file, which is {file_clock} long. Say other times."),
    "import.cut_across": N_(
        "Cues across the border of episode {episode}, each where most of it lies: {count}, the first at {start_clock}: “{text}”"
    ),
    "import.cut_in_no_part": N_("Cues in no part, which stay out: {count}, the first at {start_clock}: “{text}”"),
    "import.empty_part": N_("No cue of the file lies in the part of episode {episode}."),
    "import.not_in_file": N_("Episode {episode} is not in this file, which holds {first} to {last}."),
    "import.no_file_to_cut": N_("No file of the import holds several episodes with {episode} among them."),
    "import.files_to_cut": N_("Several files hold episode {episode}. Leave out all but one."),
    "import.other_edit": N_(
        "Another edit than “{other}”: the pictures differ from about {at_clock} on. Cues timed to one do not fit the other."
    ),
    "import.other_content": N_("Other pictures than “{other}”: it may be of another episode."),
    "import.begins_later": N_(
        "The pictures of “{other}”, about {seconds} s later. Set its in point there, and both begin together."
    ),
    "import.begins_earlier": N_("The pictures of “{other}”, about {seconds} s earlier: its beginning is missing here."),
    "import.same_picture": N_("The same pictures as “{other}”, which is episode {episode}. One of the numbers may be wrong."),
    "import.range": N_("Episodes {first} to {last} in one file. Cut it, or say which one episode it is."),
    "import.bad_episode": N_("“{written}” is no number of an episode. Write for example 7, or 7-8 for a file of both."),
    "import.bad_offset": N_("“{written}” is no number to count on by. Write for example 40 or -1."),
    "import.bad_language": N_("“{written}” is no language. Choose one, or write its tag, for example es-419."),
    "import.offset_too_low": N_("Episode {episode} cannot be counted {offset} on: numbers begin at 1."),
    "import.more_than_promised": N_("The names speak of {promised} episodes, but there is an episode {last}."),
    "import.marked_old": N_("Its name says that it is an old one; “{other}” comes in."),
    "import.copy": N_("By its name a copy of “{other}”, though with other content."),
    "import.not_preferred": N_("“{other}” is preferred."),
    "import.folder_number": N_("“{path}”: name and folder speak of two episodes, {episode} and {other_episode}. Which is it?"),
    "import.embedded_beside_file": N_("A stream inside the video; “{other}” comes in."),
    "import.split_languages": N_("“{path}” holds two languages {shape}: {languages}. Each comes in as a track of its own."),
    "bilingual.lines": N_("line by line"),
    "bilingual.times": N_("at the same times"),
    "bilingual.styles": N_("in two styles"),
    "bilingual.marked": N_("marked as such"),
    "import.split_more_languages": N_(
        "“{path}” holds several languages {shape}: {languages}. Each comes in as a track of its own."
    ),
    "import.which_languages": N_("The file holds several languages: {languages}. Which of them is to come in?"),
    "import.two_languages": N_("“{path}” holds two languages by its name: {languages}. It comes in as the first."),
    "import.unfinished": N_("An unfinished download."),
    "import.lock_file": N_("Another program keeps it while a file is open."),
    "import.backup_file": N_("What a program kept of another file before it changed it."),
    "import.archive": N_("An archive. Unpack it, then import what is in it."),
    "import.mac_file": N_("What a Mac keeps beside a file; it holds nothing of it."),
    "import.mac_folder": N_("A folder that a Mac packs into archives; it holds no files of the title."),
    "import.system_file": N_("A file that a system keeps for itself; it holds nothing of the title."),
    "import.system_folder": N_("A folder that a system keeps for itself; it holds nothing of the title."),
    "import.bin": N_("A recycle bin; what lies in it was thrown away."),
    "import.hidden": N_("Hidden by its name, which begins with a full stop."),
    "import.empty_file": N_("An empty file."),
    "import.cancelled": N_("Not imported: the import was cancelled before its turn."),
    "import.several_titles": N_(
        "The folder holds several titles: {names}. Name one with --only, or leave --title away to import each."
    ),
    "import.plan_no_such_file": N_("Row {row} of the plan, column {column}: there is no file “{written}” in this folder."),
    "import.plan_file_twice": N_("Row {row} of the plan, column {column}: “{written}” has a row already."),
    "import.plan_none_of": N_("Row {row} of the plan, column {column}: “{written}” is none of: {known}."),
    "import.plan_bad_value": N_("Row {row} of the plan, column {column}: “{written}” cannot stand there."),
    "import.plan_not_usable": N_(
        "Row {row} of the plan, column {column}: this file cannot come in, so “{written}” cannot stand there."
    ),
    "import.plan_no_place": N_("Row {row} of the plan, column {column}: the file cannot come in. {why}"),
    "import.plan_no_column": N_("The plan “{path}” has no column “{column}” in its first row."),
    "import.plan_not_text": N_("The plan “{path}” cannot be read as text. Save it as CSV in UTF-8."),
    "extra.trailer": N_("a trailer"),
    "extra.teaser": N_("a teaser"),
    "extra.promo": N_("a promotional video"),
    "extra.behind-the-scenes": N_("behind the scenes"),
    "extra.outtakes": N_("outtakes"),
    "extra.special": N_("a special"),
    "extra.compilation": N_("a compilation of episodes"),
    "extra.music": N_("music"),
    "extra.interview": N_("an interview"),
    "extra.sample": N_("a sample"),
    "extra.other": N_("an extra"),
    "import.left_out": N_("Left out."),
    "import.older_version": N_("Version {version} is there as well: “{other}”."),
    "import.same_content": N_("The same as “{other}”."),
    "import.duplicate": N_("Another file is for the same place: {others}. Choose one."),
    "import.already_there": N_("It is in the title already."),
    "import.occupied": N_("Other content is there already. Keep it or replace it."),
    "import.fills": N_("A draft by {maker}: it fills what no person has been through."),
    "import.draft_kept": N_("Lines that a person has been through stay as they are: {count}."),
    "import.draft_lost": N_("Drafted lines that stand beside no source line, and were left out: {count}."),
    "import.replaces": N_("Replaces what is there."),
    "import.kept": N_("What is there is kept."),
}
