"""Sentences about titles, episodes and states: lines of the history, and what cannot be done."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.create_title": N_("New title “{name}”"),
    "edit.update_title": N_("Change the facts of “{name}”"),
    "edit.delete_title": N_("Delete the title “{name}”"),
    "edit.add_language": N_("Add {language}"),
    "edit.remove_language": N_("Remove {language}"),
    "edit.make_track": N_("Make subtitles in {languages}, episodes {episodes}"),
    "edit.copy_track": N_("Copy {from_language} to {languages}, episodes {episodes}"),
    "edit.change_role": N_("Change the role of {languages} to {role}, episodes {episodes}"),
    "edit.delete_track": N_("Delete the subtitles in {languages}, episodes {episodes}"),
    "edit.put_text": N_("Write name and synopsis in {language}"),
    "edit.put_character": N_("Write the character “{name}”"),
    "edit.remove_character": N_("Remove the character “{name}”"),
    "edit.put_term": N_("Write the term “{term}”"),
    "edit.remove_term": N_("Remove the term “{term}”"),
    "edit.set_cover": N_("Set the cover"),
    "edit.clear_cover": N_("Remove the cover"),
    "edit.add_episode": N_("Add episode {episode}"),
    "edit.renumber": N_("Renumber episodes: {count}"),
    "edit.rename_episode": N_("Rename episode {episodes}"),
    "edit.set_free": N_("Set what is free to watch, episodes {episodes}"),
    "edit.remove_episodes": N_("Remove episodes {episodes}"),
    "edit.set_media": N_("Set the video of episode {episode}: {name}"),
    "edit.add_version": N_("Add a version to episode {episode}: {name}"),
    "edit.change_version": N_("Change a version of episode {episode}: {name}"),
    "edit.set_reference": N_("Time episode {episode} to another reference: {name}"),
    "edit.refer_version": N_("Refer a version of episode {episode} to another file: {name}"),
    "edit.remove_version": N_("Remove a version of episode {episode}: {name}"),
    "edit.place_cuts": N_("Cut “{name}” for episodes {episodes}"),
    "edit.set_state": N_("Set the state “{state}” in {languages}, cells: {count}"),
    "catalog.no_title": N_("This title is no longer in the catalog. Somebody deleted it, or its making was undone."),
    "catalog.no_episode": N_("This episode is no longer in the catalog. Somebody removed it, or its making was undone."),
    "catalog.no_version": N_("This version is no longer in the catalog. Somebody removed it, or its making was undone."),
    "catalog.no_such_stream": N_("“{name}” has no sound with the number {stream}. It has: {known}."),
    "catalog.no_picture_in": N_("“{name}” has no picture. Add it as a sound, or choose a video."),
    "catalog.sound_no_reference": N_("Cues are timed to a picture: a sound cannot be the reference. Choose a picture version."),
    "catalog.bad_cut": N_("The out point must lie after the in point ({in_clock} to {out_clock})."),
    "catalog.cut_outside": N_(
        "{in_clock} to {out_clock} lies outside the file, which is {file_clock} long. Choose times within it."
    ),
    "catalog.no_cuts": N_("Say which part of the file each episode is, for example 7=0:00-1:02."),
    "catalog.bad_code": N_("“{title_code}” is no code of a title. Use 2 to 16 letters A to Z and digits."),
    "catalog.code_taken": N_("The code {title_code} belongs to “{name}”. Choose another code."),
    "catalog.no_name": N_("A title needs a name. Write what the desk calls it."),
    "catalog.no_character_name": N_("A character needs a name. Write it in the source language."),
    "catalog.no_term": N_("A term needs the expression of the source language. Write it."),
    "catalog.term_twice": N_("The title already has the term “{term}”. Change that one."),
    "catalog.unknown_language": N_("“{tag}” is no language. Use a tag such as en, es-419 or zh-Hans."),
    "catalog.unknown_role": N_("“{role}” is no role. Roles: {known}."),
    "catalog.track_present": N_(
        "Episode {episode} has subtitles in {language} already. Delete them first, or choose another role."
    ),
    "catalog.nothing_to_copy": N_("There are no subtitles in {language} to copy. Choose episodes that have some."),
    "catalog.copied_onto_itself": N_("{language} cannot be copied onto itself. Choose another role."),
    "catalog.leading_track": N_(
        "{language} of episode {episode} must stay as it is: other subtitles hang on its cues. Delete or change these first."
    ),
    "catalog.language_present": N_("The title already has {language}."),
    "catalog.language_absent": N_("The title does not have {language}."),
    "catalog.spine_language": N_(
        "{language} cannot be removed: the other languages hang on its cues. Remove the episodes instead."
    ),
    "catalog.source_is_translation": N_(
        "{language} cannot become the source language: some episodes have a translation in it. Remove that column first."
    ),
    "catalog.empty_cover": N_("This picture is empty. Choose another file, or a frame of the video."),
    "catalog.bad_promise": N_("A title must have at least one episode; {count} is no number of episodes."),
    "catalog.bad_number": N_("Episodes are numbered from 1; {number} is no number of an episode."),
    "catalog.number_taken": N_("The title already has an episode {number}. Choose another number."),
    "catalog.state_not_settable": N_("The state “{state}” cannot be set by hand: it follows from the work. Choose another one."),
    "catalog.state_missing": N_("Episode {episode} has no subtitles in {language}. Import or translate them first."),
    "catalog.state_unseen": N_(
        "Episode {episode} has drafted lines in {language} that no person has been through: {count}. Review or accept them first."
    ),
    "catalog.state_untranslated": N_("Episode {episode} lacks translations in {language}: {count}. Translate these cues first."),
    "catalog.approved_open_errors": N_(
        "Episode {episode} has open errors in {language}: {count}. Repair or accept them, then approve it."
    ),
    "catalog.state_open_errors": N_(
        "Episode {episode} has open errors in {language}: {count}. Repair or accept them, then set it to checked."
    ),
}
