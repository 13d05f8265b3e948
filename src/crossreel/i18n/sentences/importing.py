"""Sentences about importing files."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.import": N_("Import into “{title}”"),
    "edit.import_title": N_("Import of “{title}”"),
    "import.no_such_path": N_("There is no file or folder “{path}”."),
    "import.no_cues": N_("“{path}” holds no subtitles."),
    "import.language_doubtful": N_(
        "“{path}” is called {language}, but its text looks like {guessed_language}. Check the language."
    ),
    "import.past_video": N_("“{path}” goes on for {over_clock} after the video of episode {episode} ends. Is it this episode’s?"),
    "import.bad_code": N_("“{written}” cannot be a title code: use 2 to 16 capital letters and digits."),
    "import.gaps": N_("No file for episode {numbers}."),
    "import.no_name": N_("The title has no name. Give it one."),
    "import.nothing": N_("There is nothing to import."),
    "import.no_episode": N_("No episode number was found in its name. Say which episode it is."),
    "import.no_language": N_("Its language could not be told. Say which language it is."),
    "import.other_file": N_("Neither a video nor a subtitle file."),
    "import.left_out": N_("Left out."),
    "import.older_version": N_("Version {version} of the same subtitles is there as well."),
    "import.same_content": N_("The same as “{other}”."),
    "import.duplicate": N_("Another file is for the same place: {others}. Choose one."),
    "import.already_there": N_("It is in the title already."),
    "import.occupied": N_("Other content is there already. Keep it or replace it."),
    "import.replaces": N_("Replaces what is there."),
    "import.kept": N_("What is there is kept."),
}
