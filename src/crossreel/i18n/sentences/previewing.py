"""Sentences of previewing."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "previewing.relink": N_("Relink {count} videos"),
    "previewing.no_folder": N_("There is no folder “{path}”. Choose the folder the videos are in."),
    "previewing.not_found": N_("The video of episode {episode} is not in this folder."),
    "previewing.offline": N_("“{path}” is not there. Relink the title's videos to the folder they are in now."),
    "previewing.picture_heavy": N_("“{name}” is {megabytes} MB large, and {limit} MB is the most. Save it smaller."),
    "previewing.picture_wide": N_(
        "“{name}” is {width} × {height} pixels large, and {limit} on a side is the most. Make it smaller."
    ),
    "previewing.picture_broken": N_("“{name}” is a picture that is cut off or broken. Copy or save it anew."),
    "previewing.no_picture": N_("“{name}” is no JPEG, PNG or WebP picture."),
    "previewing.bad_zone": N_("The safe zone “{path}” cannot be read: {reason}."),
}
