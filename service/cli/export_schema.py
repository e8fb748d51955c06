"""`heartline export-schema`."""

import click

from schema.sdl import sdl


@click.command("export-schema")
def export_schema() -> None:
    """Print the GraphQL schema, as committed in schema/schema.graphql."""
    click.echo(sdl(), nl=False)
