"""How far runs got: the share of them that completed the journey."""

from collections import Counter, OrderedDict
from functools import partial

from scoring.estimate import Estimate
from scoring.likability import likability
from service.documents.journey import Journey
from service.mongo.client import Mongo
from service.rollups.filter import Span

MOST_KEPT = 1_000


class RunShares:
    """Counts runs in the database, and keeps the answer for as long as neither scores nor map move."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._kept: OrderedDict[tuple[str, int, Span, int], Estimate] = OrderedDict()

    async def share(self, tenant: str, journey: Journey, span: Span, seq: int) -> Estimate:
        """Tell the likability over runs that began in a span; the runs are no older than `seq`."""
        key = (journey.id, journey.revision, span, seq)
        known = self._kept.get(key)
        if known is None:
            known = self._kept[key] = likability(await self._furthest(tenant, journey, span))
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return known

    def forget(self, journey: str | None = None) -> None:
        """Count a journey's runs, or everybody's, anew when next asked, whatever its seq."""
        for key in [key for key in self._kept if journey in (None, key[0])]:
            del self._kept[key]

    async def _furthest(self, tenant: str, journey: Journey, span: Span) -> Counter[int]:
        """Count runs by the stage of the furthest present touchpoint they were heard at."""
        places = {"$indexOfArray": [[touchpoint.id for touchpoint in journey.present], "$$seen.k"]}
        heard = {"$map": {"input": {"$objectToArray": "$seen"}, "as": "seen", "in": places}}
        group = {"$group": {"_id": {"$max": heard}, "runs": {"$sum": 1}}}
        where = {"journey": journey.id, **span.match("first")}
        runs = self._mongo.of(tenant)["runs"]  # at one moment: a run moves in the index when it began earlier
        rows = await self._mongo.at_one_moment(partial(runs.aggregate, where, [group]))
        stages: Counter[int] = Counter()
        for row in rows:
            if row["_id"] is not None and row["_id"] >= 0:
                stages[journey.plan.touchpoints[row["_id"]].stage] += row["runs"]
        return stages
