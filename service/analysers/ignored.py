"""Names to be passed over: a tenant's brands that are also words of feeling, such as Joy or Bliss Hotels."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

import orjson

from scoring.emotion import Analyser, Analysis
from service.errors import ConfigurationError

MASK: Final = "[NAME]"
"""What an analyser reads in the place of a name."""

MOST_NAMES: Final = 200
"""Names of one tenant: each is looked for in every text."""

MOST_CHARACTERS: Final = 100
"""Characters of a name."""

Said = tuple[str, str]
"""A tenant, and a text that it was told."""

_SETTING = "HEARTLINE_EMOTION_IGNORE"


class Ignored:
    """Every tenant's names. A name is found as whole words, in any case, with any blanks between them."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._patterns = {tenant: _pattern(listed) for tenant, listed in names.items() if listed}

    @classmethod
    def read(cls, path: Path | None) -> Self:
        """Read {"tenant": ["name", ...]} from a JSON file; None: no names.

        Raises ConfigurationError, naming the file, for one that cannot be read or says something else.
        """
        if path is None:
            return cls({})
        try:
            told = orjson.loads(path.read_bytes())
        except (OSError, orjson.JSONDecodeError) as error:
            raise ConfigurationError(f"{_SETTING}: {path} cannot be read: {error}") from None
        return cls(_checked(path, told))

    def masked(self, tenant: str, text: str) -> str:
        """Give a text as the tenant's analyser is to read it."""
        pattern = self._patterns.get(tenant)
        return pattern.sub(MASK, text) if pattern else text

    def read_by(self, analyser: Analyser, said: Sequence[Said]) -> list[Analysis]:
        """Have an analyser read texts, masked. Many names in long texts take time: not for the event loop."""
        return analyser.analyse([self.masked(*each) for each in said])


def _checked(path: Path, told: Any) -> dict[str, list[str]]:
    if not isinstance(told, dict):
        raise ConfigurationError(f'{_SETTING}: {path} is no JSON object: write {{"tenant": ["name"]}}')
    for tenant, names in told.items():
        if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
            raise ConfigurationError(
                f"{_SETTING}: {path}: {tenant} needs a list of names, none of them blank"
            )
        if len(names) > MOST_NAMES or any(len(name) > MOST_CHARACTERS for name in names):
            most = f"at most {MOST_NAMES} names of at most {MOST_CHARACTERS} characters"
            raise ConfigurationError(f"{_SETTING}: {path}: {tenant} has too much: {most}")
    return told


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Look for the longest first: Bliss Hotels before Bliss. Texts are stored as NFC."""
    ordered = sorted((unicodedata.normalize("NFC", name) for name in names), key=len, reverse=True)
    choice = "|".join(r"\s+".join(map(re.escape, name.split())) for name in ordered)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE)
