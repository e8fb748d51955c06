"""The moments of an outage. People praise whoever answers, and stay afraid."""

from typing import Final

from scoring.vocabulary import Channel
from seeds.northline.moments.moment import Moment, Rating, felt, met
from seeds.northline.voices import outage as voices

NOTICE: Final = Moment(
    "outage.notice",
    met(sms=4, app=4, email=1.5),
    felt(
        frustration=36, anxiety=26, anger=18, disappointment=7, confusion=6, surprise=2, neutral=3, sadness=2
    ),
    voices.NOTICE,
    pleased=("told-early", "honest-estimate"),
    troubled=("silence", "told-too-late", "third-time"),
    felt_on={
        Channel.SMS: felt(
            frustration=34, anxiety=24, anger=14, disappointment=9, confusion=5, trust=4, relief=3, neutral=7
        ),
    },
)

STATUS: Final = Moment(
    "outage.status",
    met(web=5, app=5, sms=2),
    felt(
        confusion=18,
        frustration=15,
        anxiety=11,
        relief=18,
        trust=15,
        neutral=12,
        interest=5,
        disappointment=4,
    ),
    voices.STATUS,
    pleased=("honest-estimate", "clear-words"),
    troubled=("false-estimate", "jargon", "page-down"),
    asks=(Rating.CSAT, Rating.CES),
)

CONTACT: Final = Moment(
    "outage.contact",
    met(phone=5, chat=4, messenger=2, shop=1),
    felt(anxiety=52, gratitude=9, relief=8, frustration=9, trust=7, confusion=6, neutral=5, anger=4),
    voices.CONTACT,
    pleased=("kind-person", "quick-answer", "called-back"),
    troubled=("no-estimate", "waiting-time", "dropped-call", "repeated-story"),
    asks=(Rating.CSAT, Rating.CES),
    kindness=0.75,
)

DIAGNOSIS: Final = Moment(
    "outage.diagnosis",
    met(phone=4, chat=3, app=4),
    felt(interest=16, confusion=19, relief=16, trust=15, anxiety=10, frustration=11, neutral=13),
    voices.DIAGNOSIS,
    pleased=("plain-words", "found-the-cause"),
    troubled=("jargon", "same-test-again", "restart-again"),
)

TECHNICIAN: Final = Moment(
    "outage.technician",
    met(in_person=1),
    felt(
        gratitude=25,
        relief=16,
        trust=17,
        joy=13,
        delight=10,
        satisfaction=8,
        neutral=3,
        frustration=6,
        anger=2,
    ),
    voices.TECHNICIAN,
    pleased=("quick-repair", "kind-person", "on-time"),
    troubled=("missed-visit", "missing-part"),
    asks=(Rating.CSAT, Rating.NPS),
)

CONFIRMATION: Final = Moment(
    "outage.confirmation",
    met(sms=4, app=4, email=3, phone=1.5),
    felt(relief=34, joy=9, satisfaction=14, gratitude=8, delight=3, neutral=12, frustration=9, anxiety=10),
    voices.CONFIRMATION,
    pleased=("credit-unasked", "told-the-cause"),
    troubled=("solved-too-early", "no-cause"),
    asks=(Rating.CSAT, Rating.NPS),
    felt_on={
        Channel.PHONE: felt(relief=30, gratitude=24, trust=14, joy=12, satisfaction=10, neutral=4, anxiety=6),
    },
)

FOLLOW_UP: Final = Moment(
    "outage.follow-up",
    met(phone=1),
    felt(relief=40, trust=25, neutral=15, anxiety=20),
    voices.FOLLOW_UP,
    pleased=("called-back",),
    troubled=("dropped-again",),
    named=False,
)
"""A pilot: the agents keep notes, nobody is asked how it felt. Until texts are read it has no score."""
