"""Documents that the operator trusts: read from a directory when the service starts."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from service.errors import ConfigurationError


class Trusted:
    """Documents by their ids: the sha256 of their text, and whatever a manifest calls them."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._texts = {**{_digest(text): text for text in documents.values()}, **documents}
        self._known = frozenset(documents.values())

    @classmethod
    def read(cls, directory: Path | None) -> "Trusted":
        """Read all *.graphql files (a document each) and *.json manifests below a directory.

        Raises ConfigurationError for a directory or a file that cannot be read, or two texts under one id.
        """
        if directory is None:
            return cls({})
        if not directory.is_dir():
            raise ConfigurationError(f"HEARTLINE_DOCUMENTS_DIR is {directory}, which is no directory")
        documents: dict[str, str] = {}
        for path in sorted(directory.rglob("*")):
            for name, text in _documents(path):
                if documents.setdefault(name, text) != text:
                    raise ConfigurationError(f"{path}: the id {name} stands for another document already")
        return cls(documents)

    def find(self, name: str) -> str | None:
        """Give the text that has this id; None where there is none."""
        return self._texts.get(name)

    def __contains__(self, text: str) -> bool:
        """Tell whether a document is trusted, as it was sent; white space around it does not matter."""
        return text in self._known or text.strip() in self._known

    def __iter__(self) -> Iterator[str]:
        """Give every text once."""
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    if path.suffix not in {".graphql", ".json"} or not path.is_file():
        return
    try:
        if path.suffix == ".graphql":
            text = path.read_text("utf-8").strip()
            yield _digest(text), text
        else:
            yield from _manifest(path, orjson.loads(path.read_bytes()))
    except (OSError, UnicodeDecodeError, orjson.JSONDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from None


def _manifest(path: Path, manifest: Any) -> Iterator[tuple[str, str]]:
    """Read {id: document}, or what Apollo's generate-persisted-query-manifest writes."""
    match manifest:
        case {"format": "apollo-persisted-query-manifest", "operations": [*operations]}:
            entries = [(each.get("id"), each.get("body")) for each in operations if isinstance(each, dict)]
        case {"format": "apollo-persisted-query-manifest"}:
            entries = [(None, None)]
        case dict():
            entries = list(manifest.items())
        case _:
            entries = [(None, None)]
    for name, text in entries:
        if not isinstance(name, str) or not isinstance(text, str):
            raise ConfigurationError(f"{path} is no manifest: write {{id: document}}, both strings")
        yield name, text.strip()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
