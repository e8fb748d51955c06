"""Fix my outage: from the dead line to the call that asks whether it held."""

from scoring.vocabulary import Channel, Emotion
from seeds.northline.atlas.journey import Journey, Stage, Touchpoint

FIX_MY_OUTAGE = Journey(
    key="outage",
    name="Fix my outage",
    description="From the dead line to the call that asks whether it held.",
    purpose="Be online again soon, and know until then where I stand.",
    personas=("john", "rosa", "deniz", "priya"),
    stages=(
        Stage(
            "Notice",
            (
                Touchpoint(
                    "outage.notice",
                    "Notice",
                    (Channel.SMS, Channel.APP, Channel.EMAIL),
                    design_importance=7.0,
                    intended=((Emotion.TRUST, 1.0), (Emotion.NEUTRAL, 1.0)),
                ),
                Touchpoint(
                    "outage.status",
                    "Status page",
                    (Channel.WEB, Channel.APP, Channel.SMS),
                    design_importance=8.0,
                    intended=((Emotion.TRUST, 2.0), (Emotion.RELIEF, 1.0)),
                ),
            ),
            expected_emotion=Emotion.ANXIETY,
        ),
        Stage(
            "Get help",
            (
                Touchpoint(
                    "outage.contact",
                    "Contact",
                    (Channel.PHONE, Channel.CHAT, Channel.MESSENGER, Channel.SHOP),
                    moment_weight=1.5,
                    design_importance=9.0,
                    intended=((Emotion.RELIEF, 2.0), (Emotion.TRUST, 1.0)),
                ),
                Touchpoint(
                    "outage.diagnosis",
                    "Diagnosis",
                    (Channel.PHONE, Channel.CHAT, Channel.APP),
                    design_importance=7.0,
                    intended=((Emotion.TRUST, 1.0), (Emotion.INTEREST, 1.0)),
                ),
            ),
            expected_emotion=Emotion.RELIEF,
        ),
        Stage(
            "Repair",
            (
                Touchpoint(
                    "outage.technician",
                    "Technician",
                    (Channel.IN_PERSON,),
                    moment_weight=2.0,
                    design_importance=9.0,
                    intended=((Emotion.GRATITUDE, 2.0), (Emotion.TRUST, 1.0)),
                ),
            ),
            expected_emotion=Emotion.GRATITUDE,
        ),
        Stage(
            "Afterwards",
            (
                Touchpoint(
                    "outage.confirmation",
                    "Confirmation",
                    (Channel.SMS, Channel.APP, Channel.EMAIL, Channel.PHONE),
                    moment_weight=1.5,
                    design_importance=6.5,
                    intended=((Emotion.RELIEF, 2.0), (Emotion.SATISFACTION, 1.0)),
                ),
                Touchpoint(
                    "outage.follow-up",
                    "Follow-up call",
                    (Channel.PHONE,),
                    design_importance=5.0,
                    intended=((Emotion.TRUST, 1.0), (Emotion.GRATITUDE, 1.0)),
                ),
            ),
            expected_emotion=Emotion.RELIEF,
        ),
    ),
)
