"""Who the groups of a consistency are: codes and ids become what they stand for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from schema.consistency import Consistency, ConsistencyGroup
from schema.info import Context
from schema.vocabulary import Channel, ConsistencyGroupBy, FeedbackSource, spelled
from scoring import consistency as scored

if TYPE_CHECKING:
    from schema.journey import Journey


async def grouped(
    context: Context, journey: "Journey", by: ConsistencyGroupBy, scores: scored.Consistency
) -> Consistency:
    """Show a journey's or touchpoint's consistency with what its groups are."""
    if by is ConsistencyGroupBy.PERSONA:
        return Consistency(scores, await _personas(context, scores.groups))
    return Consistency(scores, [_named(journey, by, group) for group in scores.groups])


def _named(journey: "Journey", by: ConsistencyGroupBy, group: scored.ConsistencyGroup) -> ConsistencyGroup:
    if by is ConsistencyGroupBy.CHANNEL:
        channel = Channel(group.key)
        return ConsistencyGroup(group, spelled(channel), channel=channel)
    if by is ConsistencyGroupBy.SOURCE:
        source = FeedbackSource(group.key)
        return ConsistencyGroup(group, spelled(source), source=source)
    touchpoint = journey.touchpoint(group.key)
    return ConsistencyGroup(group, touchpoint.name, touchpoint=touchpoint)


async def _personas(context: Context, groups: Sequence[scored.ConsistencyGroup]) -> list[ConsistencyGroup]:
    found = await context.loaders.personas.load_many(group.key for group in groups)
    return [
        ConsistencyGroup(group, persona.name if persona else "A deleted persona", persona=persona)
        for group, persona in zip(groups, found, strict=True)
    ]
