"""The page of keys says what the actions and keymaps say."""

import make_key_manual
from crossreel.i18n.messages import set_locale


def test_the_page_in_the_docs_is_up_to_date() -> None:
    set_locale("en")
    assert make_key_manual.page() == make_key_manual.PAGE.read_text("utf-8"), "run: python scripts/make_key_manual.py"
