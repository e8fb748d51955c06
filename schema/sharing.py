"""Which subscribers are told the same: those whose every update would read alike."""

from collections.abc import Hashable, Mapping
from typing import Any

import orjson

from schema.asked import Asked
from service.auth.principal import Principal


def sharing_key(asked: Asked, variables: Mapping[str, Any], principal: Principal, journey: str) -> Hashable:
    """Say in what subscribers must agree to be told the same bytes; `variables` are coerced.

    So a variable left out is its default where it has one, and else is not there, which null is not.
    """
    told = {name: value for name, value in variables.items() if name in asked.telling}
    return (
        asked.text,
        asked.name,
        orjson.dumps(told, option=orjson.OPT_SORT_KEYS).decode(),  # the bytes keep 4 kB of their buffer
        principal.tenant,
        principal.scopes,
        journey,
    )
