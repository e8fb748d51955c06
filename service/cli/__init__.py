"""The command `heartline`: one file per command."""

from service.cli.main import main

__all__ = ["main"]
