"""The schema as a document: what schema.graphql holds, and what clients generate their code from."""

from graphql import is_introspection_type, is_specified_scalar_type, print_type
from graphql.utilities.print_schema import print_schema_definition

from schema.build import build_schema, core_of


def sdl() -> str:
    """Write the schema in the schema definition language: types by name, fields as they were declared."""
    core = core_of(build_schema())
    types = sorted(core.type_map.values(), key=lambda each: each.name)
    ours = [each for each in types if not is_introspection_type(each) and not is_specified_scalar_type(each)]
    return "\n\n".join((print_schema_definition(core) or "", *map(print_type, ours))) + "\n"
