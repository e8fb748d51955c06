"""The settings of docs/operations.md, compared with those the service reads."""

import re
from collections.abc import Iterator
from pathlib import Path

from service.settings import Limits, Settings

PAGE = (Path(__file__).parents[3] / "docs/operations.md").read_text()
SETTINGS = PAGE.partition("## Settings")[2].partition("\n## ")[0]
ROW = re.compile(r"^\| `(HEARTLINE_[A-Z_]+)` \| ([^|]+) \|", re.MULTILINE)


def read_by_the_service() -> Iterator[tuple[str, str]]:
    """Tell every variable and its default."""
    for settings in (Settings, Limits):
        prefix = settings.model_config["env_prefix"]
        for name, field in settings.model_fields.items():
            if name != "limits":
                yield f"{prefix}{name}".upper(), written(field.default)


def written(default: object) -> str:
    """Write a default as the page does; lists are parted by blanks."""
    if default in (None, ()):
        return "unset"
    return " ".join(default) if isinstance(default, tuple) else str(default)


def test_every_setting_stands_in_the_table_with_its_default():
    """Who runs the service finds every knob, and no knob that is none."""
    assert dict(ROW.findall(SETTINGS)) == dict(read_by_the_service())
