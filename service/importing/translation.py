"""Translation: an export's row as a draft of feedback."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scoring.vocabulary import Channel, FeedbackSource
from service.errors import ProblemCode
from service.importing.fields import ATTRIBUTES
from service.importing.reading import Reading
from service.importing.refused import Refused
from service.importing.row import Cell, Reason, Row
from service.importing.unfit import Unfit
from service.ingestion import Draft

DEFAULTS: Final[Mapping[str, object]] = {"channel": Channel.OTHER, "source": FeedbackSource.SURVEY}


@dataclass(frozen=True, slots=True)
class Translation:
    """Which column fills which field, what stands where a cell is blank, and what cells mean.

    `columns` gives labels by field, `constants` values by field; `meanings` replaces cells before they are
    read (by field and casefolded cell), `empties` are cells that count as blank, `prefix` begins every key.
    """

    reading: Reading
    columns: Mapping[str, str]
    constants: Mapping[str, object]
    meanings: Mapping[tuple[str, str], str]
    empties: Collection[str] = ()
    prefix: str = ""

    def draft(self, row: Row, key: str) -> Draft | Refused:
        """Draft what the row says; `key` is its own if no column has it."""
        fields: dict[str, Any] = {**DEFAULTS, "touchpoint": None, "key": key}
        fields |= self.constants
        reasons = []
        for field, label in self.columns.items():
            try:
                value = self.value(field, row.cells.get(label, ""))
            except Unfit as unfit:
                reasons.append(Reason(field, unfit.rule, unfit.message))
            else:
                fields |= {} if value is None else {field: value}
        if fields["touchpoint"] is None and not any(reason.field == "touchpoint" for reason in reasons):
            said = "touchpoint is blank: fill it in, or give --touchpoint for such rows"
            reasons.append(Reason("touchpoint", ProblemCode.REQUIRED, said))
        if reasons:
            return Refused(row.line, tuple(reasons), row.cells)
        fields["key"] = fields["key"] and f"{self.prefix}{fields['key']}"
        return Draft(**{ATTRIBUTES[field]: value for field, value in fields.items()})

    def value(self, field: str, cell: Cell) -> object | None:
        """Read a cell; None for a blank one. Raises Unfit."""
        cell = self.meant(field, cell)
        return self.reading.read(field, cell) if cell else None

    def meant(self, field: str, cell: Cell) -> Cell:
        """Replace a cell that has another meaning; a blank one becomes empty."""
        if isinstance(cell, tuple):
            return tuple(said for said in (self._meant(field, each) for each in cell) if said)
        return self._meant(field, cell)

    def _meant(self, field: str, said: str) -> str:
        said = self.meanings.get((field, said.strip().casefold()), said)
        return "" if not said.strip() or said.strip() in self.empties else said
