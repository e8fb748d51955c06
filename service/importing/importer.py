"""The importer: an order checked as a whole, then carried out row by row."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from service.errors import ProblemCode
from service.importing.delivery import Delivery, Outcome
from service.importing.export import export_of
from service.importing.keys import Keys
from service.importing.lines import Advance
from service.importing.order import Order
from service.importing.preparation import Preparation
from service.importing.refused import Refused, RefusedRows
from service.importing.row import Reason, Row, Unreadable
from service.importing.translation import Translation
from service.ingestion import Draft


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports exports. The same order goes on with an import that was stopped: rows taken are duplicates."""

    preparation: Preparation

    async def run(self, order: Order, outcome: Outcome, advance: Advance) -> None:
        """Take every row, counting in `outcome` as it goes; `advance` hears of bytes read.

        Raises BadUserInput or a Refusal, and has stored nothing, for an order that cannot be meant;
        Overloaded or PyMongoError when the database fails on the way.
        """
        export = export_of(order.form)
        with RefusedRows(order.refused) as refused, closing(export.rows(advance)) as rows:
            translation = await self.preparation.translation(order, export)
            delivery = Delivery(self.preparation.ingestion, order.tenant, refused, outcome)
            await delivery.run(translated(rows, translation))


def translated(
    rows: Iterator[Row | Unreadable], translation: Translation
) -> Iterator[tuple[Row, Draft] | Refused]:
    """Key and translate rows."""
    keys = Keys()
    keyed = "key" in translation.columns
    for row in rows:
        if isinstance(row, Unreadable):
            reason = Reason(None, ProblemCode.MALFORMED, row.message)
            yield Refused(row.line, (reason,), row.raw)
            continue
        draft = translation.draft(row, "" if keyed else keys.key(row.digest))
        yield draft if isinstance(draft, Refused) else (row, draft)
