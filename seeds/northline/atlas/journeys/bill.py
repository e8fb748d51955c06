"""Bill and renew: from the bill in the inbox to the decision to stay."""

from scoring.vocabulary import Channel, Emotion
from seeds.northline.atlas.journey import Journey, Stage, Touchpoint

BILL_AND_RENEW = Journey(
    key="bill",
    name="Bill and renew",
    description="From the bill in the inbox to the decision to stay.",
    purpose="Pay what is right, understand why, and stay only if it is worth it.",
    personas=("maya", "john", "rosa", "priya"),
    stages=(
        Stage(
            "The bill",
            (
                Touchpoint(
                    "bill.arrives",
                    "Bill arrives",
                    (Channel.EMAIL, Channel.APP, Channel.SMS),
                    moment_weight=0.8,
                    design_importance=5.5,
                    intended=((Emotion.NEUTRAL, 1.0), (Emotion.TRUST, 1.0)),
                ),
                Touchpoint(
                    "bill.understand",
                    "Understand bill",
                    (Channel.WEB, Channel.APP, Channel.PHONE, Channel.SHOP),
                    moment_weight=1.5,
                    design_importance=9.0,
                    intended=((Emotion.TRUST, 2.0), (Emotion.SATISFACTION, 1.0)),
                ),
            ),
            expected_emotion=Emotion.NEUTRAL,
        ),
        Stage(
            "Put it right",
            (
                Touchpoint(
                    "bill.dispute",
                    "Dispute",
                    (Channel.PHONE, Channel.CHAT, Channel.EMAIL, Channel.SHOP),
                    moment_weight=1.2,
                    design_importance=8.0,
                    intended=((Emotion.TRUST, 2.0), (Emotion.RELIEF, 1.0)),
                ),
                Touchpoint(
                    "bill.resolution",
                    "Resolution",
                    (Channel.PHONE, Channel.EMAIL, Channel.CHAT, Channel.SHOP),
                    moment_weight=1.5,
                    design_importance=8.0,
                    intended=((Emotion.RELIEF, 1.0), (Emotion.GRATITUDE, 1.0)),
                ),
            ),
            expected_emotion=Emotion.RELIEF,
        ),
        Stage(
            "Stay or go",
            (
                Touchpoint(
                    "bill.renewal",
                    "Renewal offer",
                    (Channel.EMAIL, Channel.APP, Channel.PHONE, Channel.SHOP),
                    design_importance=6.0,
                    intended=((Emotion.SURPRISE, 1.0), (Emotion.INTEREST, 2.0)),
                ),
                Touchpoint(
                    "bill.decide",
                    "Decide",
                    (Channel.WEB, Channel.APP, Channel.SHOP, Channel.PHONE),
                    moment_weight=2.0,
                    design_importance=7.5,
                    intended=((Emotion.SATISFACTION, 2.0), (Emotion.TRUST, 1.0)),
                ),
            ),
            expected_emotion=Emotion.SATISFACTION,
        ),
    ),
)
