"""An order: what to import, and how, as told on the command line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from service.errors import BadUserInput
from service.importing.fields import ATTRIBUTES, TELLING
from service.importing.form import Form
from service.importing.moments import Moments
from service.importing.scale import Scale


@dataclass(frozen=True, slots=True)
class Order:
    """An import. `columns` and `constants` are by field, as told; `meanings` by field and casefolded cell."""

    form: Form
    tenant: str
    columns: Mapping[str, str]
    constants: Mapping[str, str]
    moments: Moments
    refused: Path
    journey: str | None = None
    create: bool = False
    scales: Mapping[str, Scale] = field(default_factory=dict)
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    empties: tuple[str, ...] = ()
    decimal: str = "."
    key_prefix: str = ""

    def checked(self) -> Self:
        """Return itself. Raises BadUserInput for what cannot be meant."""
        told = {*self.columns, *self.constants}
        if not self.tenant or "\0" in self.tenant:
            raise BadUserInput("--tenant is empty: name the tenant whose feedback it is")
        if "touchpoint" not in told:
            raise BadUserInput("no touchpoint is told: give --touchpoint, or --map touchpoint=COLUMN")
        if not told.intersection(TELLING):
            raise BadUserInput(f"nothing that people said is mapped: --map one of {', '.join(TELLING)}")
        if "key" in self.constants:
            raise BadUserInput("--set key would give all rows one key: use --map key=COLUMN or --key-prefix")
        if self.create and not self.journey:
            raise BadUserInput("--create needs the name of the journey: give --journey NAME")
        if self.refused.absolute() == self.form.path.absolute():
            raise BadUserInput("--refused names the file to import: give it another name")
        return self


def pairs(option: str, told: Iterable[str]) -> dict[str, str]:
    """Read FIELD=WHAT, each field once. Raises BadUserInput."""
    found: dict[str, str] = {}
    for each in told:
        name, sign, what = each.partition("=")
        name = name.strip()
        if not sign or not what:
            raise BadUserInput(f"{option} {each}: give FIELD=..., as in csat=Rating")
        if name not in ATTRIBUTES:
            raise BadUserInput(
                f"{option} {each}: there is no field {name!r}; there are {', '.join(ATTRIBUTES)}"
            )
        if name in found:
            raise BadUserInput(f"{option} {each}: {name} is told twice")
        found[name] = what
    return found


def meanings_of(told: Iterable[str]) -> dict[tuple[str, str], str]:
    """Read FIELD:CELL=VALUE. Raises BadUserInput."""
    found = {}
    for each in told:
        field_and_cell, sign, value = each.rpartition("=")
        name, colon, cell = field_and_cell.partition(":")
        if not sign or not colon or name.strip() not in ATTRIBUTES:
            raise BadUserInput(f"--value {each}: give FIELD:CELL=VALUE, as in 'csat:Very satisfied=5'")
        found[name.strip(), cell.strip().casefold()] = value
    return found


def scales_of(told: Iterable[str]) -> dict[str, Scale]:
    """Read rating scales. Raises BadUserInput."""
    found: dict[str, Scale] = {}
    for each in told:
        scale = Scale.told(each)
        if scale.field in found:
            raise BadUserInput(f"--scale {each}: {scale.field} has two scales: give one")
        found[scale.field] = scale
    return found
