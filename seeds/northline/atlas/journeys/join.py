"""Join: from the first advertisement to the first evening online."""

from scoring.vocabulary import Channel, Emotion
from seeds.northline.atlas.journey import Journey, Stage, Touchpoint

JOIN = Journey(
    key="join",
    name="Join",
    description="From the first advertisement to the first evening online.",
    purpose="Get connected at a price I understand, without losing a day over it.",
    personas=("maya", "john", "rosa", "deniz"),
    stages=(
        Stage(
            "Look around",
            (
                Touchpoint(
                    "join.offer",
                    "See offer",
                    (Channel.ADS, Channel.WEB, Channel.SHOP, Channel.SOCIAL),
                    moment_weight=0.8,
                    design_importance=4.0,
                    intended=((Emotion.INTEREST, 2.0), (Emotion.EXCITEMENT, 1.0)),
                ),
                Touchpoint(
                    "join.plans",
                    "Compare plans",
                    (Channel.WEB, Channel.APP, Channel.SHOP, Channel.CHAT),
                    design_importance=7.0,
                    intended=((Emotion.TRUST, 2.0), (Emotion.INTEREST, 1.0)),
                ),
            ),
            expected_emotion=Emotion.INTEREST,
        ),
        Stage(
            "Make sure",
            (
                Touchpoint(
                    "join.coverage",
                    "Check coverage",
                    (Channel.WEB, Channel.APP, Channel.PHONE, Channel.SHOP),
                    moment_weight=0.8,
                    design_importance=6.5,
                    intended=((Emotion.RELIEF, 1.0), (Emotion.TRUST, 1.0)),
                ),
                Touchpoint(
                    "join.talk",
                    "Talk to someone",
                    (Channel.PHONE, Channel.SHOP, Channel.CHAT, Channel.MESSENGER),
                    design_importance=6.0,
                    intended=((Emotion.TRUST, 2.0), (Emotion.GRATITUDE, 1.0)),
                ),
            ),
            expected_emotion=Emotion.TRUST,
        ),
        Stage(
            "Order",
            (
                Touchpoint(
                    "join.checkout",
                    "Checkout",
                    (Channel.WEB, Channel.APP, Channel.SHOP, Channel.PHONE),
                    moment_weight=2.0,
                    design_importance=9.0,
                    intended=((Emotion.JOY, 2.0), (Emotion.SATISFACTION, 1.0)),
                ),
                Touchpoint(
                    "join.identity",
                    "Identity check",
                    (Channel.SHOP, Channel.APP),
                    design_importance=7.5,
                    intended=((Emotion.TRUST, 1.0), (Emotion.SATISFACTION, 1.0)),
                ),
            ),
            expected_emotion=Emotion.SATISFACTION,
        ),
        Stage(
            "Begin",
            (
                Touchpoint(
                    "join.delivery",
                    "Delivery",
                    (Channel.SMS, Channel.EMAIL, Channel.APP, Channel.IN_PERSON),
                    design_importance=6.0,
                    intended=((Emotion.EXCITEMENT, 1.0), (Emotion.TRUST, 1.0)),
                ),
                Touchpoint(
                    "join.first-use",
                    "First use",
                    (Channel.APP, Channel.WEB, Channel.PHONE),
                    moment_weight=2.0,
                    design_importance=9.0,
                    intended=((Emotion.JOY, 2.0), (Emotion.DELIGHT, 1.0)),
                ),
            ),
            expected_emotion=Emotion.JOY,
        ),
    ),
)
