"""Anything with an id of its own."""

import strawberry

from schema.wording import interface_type, shown


@interface_type
class Node:
    """An object with a global id, which `node(id:)` finds again (Relay's object identification)."""

    id: strawberry.ID = shown(
        "Global id: unique over all types, never changes, and tells nothing. Keep it as is."
    )
