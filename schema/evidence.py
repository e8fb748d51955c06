"""What a score rests on."""

from schema.vocabulary import Channel, FeedbackSource
from schema.wording import object_type, shown
from scoring import evidence as counted


@object_type
class SourceCount:
    """How many emotions came from one source."""

    source: FeedbackSource = shown("The source.")
    n: int = shown("How many emotions, above 0.")


@object_type
class ChannelCount:
    """How many emotions were felt on one channel."""

    channel: Channel = shown("The channel.")
    n: int = shown("How many emotions, above 0.")


@object_type
class Evidence:
    """What a score rests on: show it, so that nobody reads much into little."""

    n: int = shown("How many emotions: `reported` and `inferred` together, and the sum of each list below.")
    reported: int = shown("Emotions that people named themselves.")
    inferred: int = shown("Emotions that an analyser or a partner's model read from text.")
    by_source: list[SourceCount] = shown("Emotions by how they were gathered; sources without any left out.")
    by_channel: list[ChannelCount] = shown("Emotions by channel; channels without any left out.")
    unclassified: int = shown(
        "Feedback with a text whose emotion is not known, or too uncertain to count. Not in `n`, never "
        "scored."
    )

    @classmethod
    def of(cls, counts: counted.Evidence) -> "Evidence":
        """Show the counts of scoring."""
        return cls(
            n=counts.n,
            reported=counts.reported,
            inferred=counts.inferred,
            by_source=[SourceCount(source=source, n=n) for source, n in counts.by_source],
            by_channel=[ChannelCount(channel=channel, n=n) for channel, n in counts.by_channel],
            unclassified=counts.unclassified,
        )
