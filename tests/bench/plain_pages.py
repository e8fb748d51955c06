"""Score pages made plainly: the same schema and formulas, strawberry's own execution, Beanie models.

BENCH_READS says where the numbers come from: `cells` reads day cells as Beanie documents and adds them up for
each request; `feedback` has the database add up raw feedback for each request; `windows` reads the service's
own resident windows, so that only models, parsing, validation and execution differ.
"""

import os
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from beanie import init_beanie
from beanie.operators import In
from starlette.applications import Starlette

from schema.build import build_schema
from schema.context import new_context
from schema.services import Services
from scoring.cell import COLUMN, PATHS, WIDTH
from scoring.emotions import CODES
from scoring.journey_scores import JourneyScores
from scoring.selection import CellKey, Selection
from scoring.sheet import Sheet
from scoring.vocabulary import Channel, EmotionOrigin, FeedbackSource
from service.auth.principal import Principal
from service.documents.cell import Cell, day_of
from service.documents.feedback import Feedback
from service.documents.journey import Journey, JourneyDocument
from service.queries.paging import Page, PageRequest
from service.rollups import Rollups, ScoreFilter, ScoreState
from service.settings import Settings
from tests.bench.plain_door import Answer, answered, plain_app, plain_mongo

SUMS = ("n", "sumV", "sumV2", "unclassified")
FIELDS = {"nps": "nps", "csat": "csat", "ces": "ces", "imp": "importance"}
Wanted = Sequence[tuple[Journey, ScoreFilter]]
Counts = dict[str, dict[CellKey, list[int]]]
"""By journey, what each touchpoint heard on each channel."""


class PlainAtlas:
    """The map as Beanie documents."""

    async def journeys(self, tenant: str, ids: Collection[str]) -> dict[str, Journey]:
        """Find journeys by id."""
        found = JourneyDocument.find(JourneyDocument.tenant == tenant, In(JourneyDocument.id, list(ids)))
        return {each.id: each for each in await found.to_list()}

    async def journey_page(
        self, tenant: str, page: PageRequest, _: str | None = None, *, archived: bool = False
    ) -> Page[Journey]:
        """Find the first journeys by name."""
        found = JourneyDocument.find(
            JourneyDocument.tenant == tenant,
            {"archived": archived},
            sort=["+name", "+_id"],
            limit=page.size + 1,
        )
        items = await found.to_list()
        shown: list[Journey] = [*items[: page.size]]
        more = len(items) > page.size
        return Page(shown, [each.id for each in shown], has_next_page=more, has_previous_page=False)


class PlainReads:
    """Scores added up for each request; filters are left out, since no page of the comparison has one."""

    async def scores(self, tenant: str, wanted: Wanted) -> list[ScoreState]:
        """Score journeys over their windows."""
        now = datetime.now(UTC)
        counts = await self.counts(tenant, [journey for journey, _ in wanted], day_of(now) - 89)
        return [
            ScoreState(0, now, _scored(journey, counts.get(journey.id, {})), chosen.key(journey.id))
            for journey, chosen in wanted
        ]

    async def counts(self, tenant: str, journeys: Sequence[Journey], since: int) -> Counts:
        """Add up what was heard since a day."""
        raise NotImplementedError


class FromCells(PlainReads):
    """Day cells, read as Beanie documents and added up here."""

    async def counts(self, tenant: str, journeys: Sequence[Journey], since: int) -> Counts:
        """Add up cells."""
        cells = await Cell.find(
            Cell.tenant == tenant,
            In(Cell.journey, [journey.id for journey in journeys]),
            Cell.day >= since,
            {"source": {"$ne": FeedbackSource.SOCIAL}},
        ).to_list()
        counts: Counts = {}
        for cell in cells:
            row = counts.setdefault(cell.journey, {}).setdefault(
                _key(cell.touchpoint, cell.channel), [0] * WIDTH
            )
            for name in SUMS:
                row[COLUMN[name]] += getattr(cell, name)
            for part in ("emo", *FIELDS):
                for value, count in getattr(cell, part).items():
                    row[COLUMN[f"{part}.{value}"]] += count
        return counts


class FromFeedback(PlainReads):
    """Raw feedback, added up by the database for each request."""

    async def counts(self, tenant: str, journeys: Sequence[Journey], since: int) -> Counts:
        """Have feedback added up."""
        match = {
            "tenant": tenant,
            "journey": {"$in": [journey.id for journey in journeys]},
            "occurredAt": {"$gte": datetime.fromtimestamp(0, UTC) + timedelta(days=since)},
            "source": {"$ne": FeedbackSource.SOCIAL},
        }
        key = {"journey": "$journey", "touchpoint": "$touchpoint", "channel": "$channel"}
        rows = await Feedback.aggregate([{"$match": match}, {"$group": {"_id": key, **_sums()}}]).to_list()
        counts: Counts = {}
        for row in rows:
            of = row["_id"]
            vector = [row[f"c{column}"] for column in range(WIDTH)]
            counts.setdefault(of["journey"], {})[_key(of["touchpoint"], Channel(of["channel"]))] = vector
        return counts


def _sums() -> dict[str, Any]:
    felt = {"$ne": [{"$type": "$valence"}, "missing"]}
    sums = {path: _when({"$eq": [f"${FIELDS[part]}", int(value)]}) for path, part, value in _ratings()}
    sums |= {
        f"emo.{code}": _when({"$and": [felt, {"$eq": ["$emotion", name]}]}) for name, code in CODES.items()
    }
    sums |= {
        "n": _when(felt),
        "sumV": {"$sum": "$valence"},
        "sumV2": {"$sum": {"$multiply": ["$valence", "$valence"]}},
        "unclassified": _when({"$and": [{"$not": felt}, {"$ifNull": ["$text", False]}]}),
    }
    return {f"c{COLUMN[path]}": sums[path] for path in PATHS}


def _ratings() -> list[tuple[str, str, str]]:
    parted = [(path, *path.partition(".")[::2]) for path in PATHS]
    return [(path, part, value) for path, part, value in parted if part in FIELDS]


def _when(condition: Any) -> dict[str, Any]:
    return {"$sum": {"$cond": [condition, 1, 0]}}


def _key(touchpoint: str, channel: Channel) -> CellKey:
    return CellKey(touchpoint, channel, None, FeedbackSource.OTHER, EmotionOrigin.REPORTED)


def _scored(journey: Journey, counts: dict[CellKey, list[int]]) -> JourneyScores:
    return JourneyScores(journey.plan, Sheet.of(counts).select(Selection()))


class PlainPages:
    """Executes a document as strawberry does, parsing and validating it every time."""

    def __init__(self) -> None:
        self._schema = build_schema()
        self.services: Services | None = None

    async def execute(self, document: str, variables: dict[str, Any], principal: Principal) -> Answer:
        """Answer a document."""
        assert self.services
        context = new_context(principal, self.services)
        return answered(await self._schema.execute(document, variables, context_value=context))


def create_app() -> Starlette:
    """Make the application."""
    settings = Settings()
    pages = PlainPages()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        mongo = plain_mongo(settings)
        async with aclosing(mongo):
            await init_beanie(
                database=mongo.database, document_models=[JourneyDocument, Cell, Feedback], skip_indexes=True
            )
            reads: dict[str, Any] = {
                "cells": FromCells(),
                "feedback": FromFeedback(),
                "windows": Rollups(mongo, settings.limits.window_bytes),
            }
            chosen: Any = reads[os.environ["BENCH_READS"]]
            unused: Any = None
            atlas: Any = PlainAtlas()
            pages.services = Services(atlas, unused, unused, chosen, unused, settings.limits)
            yield

    return plain_app(settings, pages.execute, lifespan)
