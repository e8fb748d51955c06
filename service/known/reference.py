"""How a request names a document instead of sending it, or both."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from service.errors import BadUserInput

VERSION: Final = 1
DIGEST: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


def reference_of(fields: Mapping[str, Any]) -> str | None:
    """Read the id or hash of a document; None where the document is sent and nothing more.

    It stands in extensions.persistedQuery, as Apollo's clients have it, or in documentId, as the draft of
    GraphQL over HTTP has it. Raises BadUserInput for one that is malformed, or contradicts the document.
    """
    sent, name = fields.get("query"), fields.get("documentId")
    asked = (fields.get("extensions") or {}).get("persistedQuery")
    if name is not None:
        if not isinstance(name, str) or sent is not None or asked is not None:
            raise BadUserInput("documentId is a string, and stands alone: send it, or the document in query")
        return name.removeprefix("sha256:")
    return None if asked is None else _digest(asked, sent)


def _digest(asked: Any, sent: Any) -> str:
    if not isinstance(asked, dict) or asked.get("version") != VERSION:
        raise BadUserInput(f"extensions.persistedQuery.version is not {VERSION}: there is no other")
    digest = asked.get("sha256Hash")
    if not isinstance(digest, str) or not digest:
        raise BadUserInput("extensions.persistedQuery.sha256Hash is not a string: send the document's sha256")
    if isinstance(sent, str) and sha256(sent.encode(errors="replace")).hexdigest() != digest:
        raise BadUserInput("extensions.persistedQuery.sha256Hash is not the query's sha256: hash its UTF-8")
    return digest
