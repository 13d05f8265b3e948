"""What fields of titles and rights are called in the middle of a sentence."""

from crossreel.kernel.marks import N_

SENTENCES = {
    "field.name": N_("name"),
    "field.original_name": N_("original name"),
    "field.display_name": N_("name for lists"),
    "field.short_name": N_("short name"),
    "field.logline": N_("logline"),
    "field.summary": N_("summary"),
    "field.synopsis": N_("synopsis"),
    "field.year": N_("year"),
    "field.country": N_("country"),
    "field.rating": N_("rating"),
    "field.copyright_line": N_("copyright line"),
    "field.genres": N_("genres"),
    "field.tropes": N_("tropes"),
    "field.licensor": N_("licensor"),
    "field.territories": N_("territories"),
    "field.price": N_("price"),
    "licence.est": N_("purchase"),
    "licence.vod": N_("rental"),
    "licence.svod": N_("subscription"),
    "licence.poest": N_("purchase before the release"),
    "licence.pre_release": N_("before the release"),
    "licence.library": N_("library"),
    "licence.avod": N_("free with advertising"),
    "licence.fast": N_("free channel with advertising"),
    "licence.coin": N_("unlocked episode by episode"),
    "licence.broadcast": N_("television"),
}
