"""The one exception of this package: an order that cannot be carried out as given."""

from __future__ import annotations

from recon import messages


class RefusedError(Exception):
    """A sentence for the person who ordered; ``key`` is one of :data:`recon.messages.FORM`."""

    def __init__(self, key: str, **words: object) -> None:
        super().__init__(key)
        self.key, self.words = key, words

    def sentence(self, lang: str = "zh") -> str:
        """The sentence that says what is wrong and what is accepted instead."""
        return messages.form(self.key, lang, **self.words)
