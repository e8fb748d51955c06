"""What tests of importing share: an order for a small file, and its outcome."""

import json
from pathlib import Path
from typing import Any

from service.app.parts import Parts
from service.importing.delivery import Outcome
from service.importing.form import form_of
from service.importing.importer import Importer
from service.importing.moments import Moments
from service.importing.order import Order
from service.importing.preparation import Preparation
from service.ingestion import Ingestion
from service.settings import Limits

TENANT = "acme"


def order(
    path: Path, columns: dict[str, str], constants: dict[str, str] | None = None, **fields: Any
) -> Order:
    """Order an import of a file, by what is said of it."""
    told = {
        "form": form_of(path),
        "tenant": TENANT,
        "columns": columns,
        "constants": constants or {},
        "moments": Moments.told(None, "UTC"),
        "refused": refused_path(path),
        **fields,
    }
    return Order(**told).checked()


def refused_path(path: Path) -> Path:
    """Name the file of refused rows."""
    return path.with_name(f"{path.name}.refused.jsonl")


async def carry_out(order: Order, parts: Parts, ingestion: Ingestion | None = None) -> tuple[int, int, int]:
    """Import; answers the accepted, duplicate and refused."""
    outcome = Outcome()
    preparation = Preparation(parts.atlas, parts.editing, ingestion or parts.ingestion, Limits())
    await Importer(preparation).run(order, outcome, lambda _: None)
    return outcome.accepted, outcome.duplicates, outcome.refused


def refusals(path: Path) -> list[dict[str, Any]]:
    """Read the refused rows of a file, by line."""
    lines = refused_path(path).read_text().splitlines()
    return sorted(map(json.loads, lines), key=lambda row: row["line"])
