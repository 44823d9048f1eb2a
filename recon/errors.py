"""What can stop a file from being read; each error writes its own sentence."""

import sys

from recon import messages


class ReconError(Exception):
    """A failure with a stable code; its sentence comes from the catalogue.

    ``code`` is a key of :data:`recon.messages.MESSAGES`; ``words`` fill its placeholders.
    """

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code = code
        self.words = words

    def sentence(self, lang: str = "zh") -> str:
        """The sentence a person reads: what is wrong with which file, and what to do."""
        return messages.say(self.code, lang, **self.words)

    def __str__(self) -> str:
        return f"{self.code}: {self.sentence('en')}"


class UnreadableError(ReconError):
    """The file is missing, damaged, encrypted, unsafe or not a known form: exit code 3."""


def hush() -> None:
    """Say nothing of what fails while it is thrown away, as a workbook half written on a full disk: why was told."""
    sys.unraisablehook = lambda _: None
