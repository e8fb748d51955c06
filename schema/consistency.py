"""Emotional consistency: whether people feel alike wherever they are met."""

from typing import Annotated

import strawberry

from schema.forward import PersonaAhead, TouchpointAhead
from schema.mirror import Mirror, mirror_type
from schema.vocabulary import Channel, ConsistencyGroupBy, FeedbackSource, ScoreStatus
from schema.wording import shown
from scoring import consistency as scored

GroupBy = Annotated[
    ConsistencyGroupBy, strawberry.argument(description="Between which groups feelings are asked to agree.")
]


@mirror_type
class ConsistencyGroup(Mirror):
    """One of the groups that are asked to agree.

    What it is stands in the field of its kind; the others are null.
    """

    key: str = shown("The enum's code or the global id of what it is.")
    label: str = shown("A name to show, in English.")
    channel: Channel | None = shown("The channel, when grouped by channel.")
    touchpoint: TouchpointAhead | None = shown("The touchpoint, when grouped by touchpoint.")
    persona: PersonaAhead | None = shown("The persona, when grouped by persona; null if it was deleted.")
    source: FeedbackSource | None = shown("The source, when grouped by source.")
    n: int = shown("How many emotions it rests on.")
    weight: float = shown(
        "Its weight among the groups, 0..1: it grows with n, ever more slowly. All sum to 1."
    )
    distance: float = shown(
        "How far its emotions lie from the weighted blend of all groups, as the earth mover's distance on "
        "the valence axis: 0 alike, up to about 1.5."
    )
    mean_valence: float = shown("Its mean valence, -1..1.")

    def __init__(
        self,
        group: scored.ConsistencyGroup,
        label: str,
        *,
        channel: Channel | None = None,
        touchpoint: TouchpointAhead | None = None,
        persona: PersonaAhead | None = None,
        source: FeedbackSource | None = None,
    ) -> None:
        super().__init__(group)
        self.label = label
        self.channel = channel
        self.touchpoint = touchpoint
        self.persona = persona
        self.source = source


@mirror_type
class Consistency(Mirror):
    """How far groups agree in what they feel: 1 alike, 0 as far apart as can be.

    Channels that all make people angry are perfectly consistent, so show it beside alignment and valence.
    """

    score: float | None = shown(
        "Consistency, 0..1, with each group's distance discounted by how little it rests on; null unless OK."
    )
    raw: float | None = shown("The same without the discount, 0..1 and never above `score`; null unless OK.")
    status: ScoreStatus = shown("Whether there is a score: with one group alone there is nothing to compare.")
    n: int = shown("How many emotions the groups have together.")
    worst_group: ConsistencyGroup | None = shown("The group that strains consistency most; null unless OK.")
    groups: list[ConsistencyGroup] = shown(
        "The groups that have been heard, each with its share in the score."
    )
    mix_divergence: float | None = shown(
        "How far groups differ in which emotions they name, 0..1, where valence may not see it, such as "
        "anxiety here and frustration there. A diagnostic; null below two groups."
    )
    significant: bool | None = shown("Whether that difference is more than chance (G test, p < .05).")

    def __init__(self, scores: scored.Consistency, groups: list[ConsistencyGroup]) -> None:
        super().__init__(scores)
        self.groups = groups
        worst = scores.worst_group
        self.worst_group = next((each for each in groups if worst and each.key == worst.key), None)
