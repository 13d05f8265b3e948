"""Sentences about titles, episodes and states: lines of the history, and what cannot be done."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "edit.create_title": N_("New title “{name}”"),
    "edit.update_title": N_("Change the facts of “{name}”"),
    "edit.delete_title": N_("Delete the title “{name}”"),
    "edit.add_language": N_("Add {language}"),
    "edit.remove_language": N_("Remove {language}"),
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
    "edit.set_state": N_("Set the state “{state}” in {languages}, cells: {count}"),
    "catalog.no_title": N_("This title is no longer in the catalog. Somebody deleted it, or its making was undone."),
    "catalog.no_episode": N_("This episode is no longer in the catalog. Somebody removed it, or its making was undone."),
    "catalog.bad_code": N_("“{title_code}” is no code of a title. Use 2 to 16 letters A to Z and digits."),
    "catalog.code_taken": N_("The code {title_code} belongs to “{name}”. Choose another code."),
    "catalog.no_name": N_("A title needs a name. Write what the desk calls it."),
    "catalog.no_character_name": N_("A character needs a name. Write it in the source language."),
    "catalog.no_term": N_("A term needs the expression of the source language. Write it."),
    "catalog.term_twice": N_("The title already has the term “{term}”. Change that one."),
    "catalog.unknown_language": N_("“{tag}” is no language. Use a tag such as en, es-419 or zh-Hans."),
    "catalog.language_present": N_("The title already has {language}."),
    "catalog.language_absent": N_("The title does not have {language}."),
    "catalog.spine_language": N_(
        "{language} cannot be removed: the other languages hang on its cues. Remove the episodes instead."
    ),
    "catalog.source_is_translation": N_(
        "{language} cannot become the source language: some episodes have a translation in it. Remove that column first."
    ),
    "catalog.empty_cover": N_("This picture is empty. Choose another file, or a frame of the video."),
    "catalog.bad_number": N_("Episodes are numbered from 1; {number} is no number of an episode."),
    "catalog.number_taken": N_("The title already has an episode {number}. Choose another number."),
    "catalog.state_not_settable": N_("The state “{state}” cannot be set by hand: it follows from the work. Choose another one."),
    "catalog.state_missing": N_("Episode {episode} has no subtitles in {language}. Import or translate them first."),
    "catalog.state_untranslated": N_("Episode {episode} lacks translations in {language}: {count}. Translate these cues first."),
    "catalog.state_open_errors": N_(
        "Episode {episode} has open errors in {language}: {count}. Repair or waive them, then set it to checked."
    ),
}
