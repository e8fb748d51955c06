"""The moments of a bill. Its page is rewritten once, for the web and the app."""

from typing import Final

from scoring.vocabulary import Channel
from seeds.northline.moments.moment import Moment, Rating, felt, met
from seeds.northline.voices import bill as voices

ARRIVES: Final = Moment(
    "bill.arrives",
    met(email=5, app=4, sms=2),
    felt(
        neutral=22,
        indifference=22,
        anxiety=18,
        disappointment=14,
        satisfaction=9,
        frustration=8,
        trust=4,
        surprise=3,
    ),
    voices.ARRIVES,
    pleased=("same-amount", "on-time"),
    troubled=("price-change", "due-date", "missing-invoice"),
)

UNDERSTAND_BEFORE: Final = Moment(
    "bill.understand",
    met(web=6, app=6, phone=2, shop=1.2),
    felt(
        confusion=30,
        frustration=14,
        anxiety=12,
        disappointment=6,
        neutral=10,
        relief=12,
        trust=8,
        gratitude=8,
    ),
    voices.UNDERSTAND,
    pleased=("clear-words", "kind-person"),
    troubled=("jargon", "hidden-fee", "price-change"),
    asks=(Rating.CSAT, Rating.CES),
    felt_on=dict.fromkeys(
        (Channel.WEB, Channel.APP),
        felt(
            confusion=36,
            frustration=24,
            anxiety=8,
            disappointment=9,
            neutral=9,
            satisfaction=7,
            relief=4,
            trust=3,
        ),
    ),
)

UNDERSTAND: Final = Moment(
    "bill.understand",
    UNDERSTAND_BEFORE.channels,
    UNDERSTAND_BEFORE.felt,
    voices.UNDERSTAND,
    pleased=UNDERSTAND_BEFORE.pleased,
    troubled=UNDERSTAND_BEFORE.troubled,
    asks=UNDERSTAND_BEFORE.asks,
    felt_on=dict.fromkeys(
        (Channel.WEB, Channel.APP),
        felt(
            confusion=20,
            frustration=12,
            anxiety=5,
            disappointment=5,
            neutral=16,
            satisfaction=21,
            relief=11,
            trust=10,
        ),
    ),
    words_on=dict.fromkeys((Channel.WEB, Channel.APP), voices.UNDERSTAND_REWRITTEN),
)

DISPUTE: Final = Moment(
    "bill.dispute",
    met(phone=4, chat=3, email=3, shop=1),
    felt(
        anger=26,
        frustration=35,
        anxiety=10,
        disappointment=13,
        disgust=7,
        neutral=3,
        relief=2,
        trust=2,
        sadness=2,
    ),
    voices.DISPUTE,
    pleased=("kind-person",),
    troubled=("repeated-story", "waiting-time", "hidden-fee", "nobody-decides"),
    asks=(Rating.CSAT, Rating.CES),
)

RESOLUTION: Final = Moment(
    "bill.resolution",
    met(phone=4, email=4, chat=2, shop=1),
    felt(
        relief=29,
        gratitude=20,
        satisfaction=16,
        trust=8,
        surprise=6,
        joy=5,
        frustration=8,
        disappointment=6,
        neutral=2,
    ),
    voices.RESOLUTION,
    pleased=("money-back", "honest-apology", "in-writing"),
    troubled=("voucher", "too-slow", "wrong-again"),
    asks=(Rating.CSAT, Rating.NPS),
    felt_on={
        Channel.EMAIL: felt(
            relief=26, satisfaction=18, neutral=14, trust=8, surprise=4, frustration=14, disappointment=12
        ),
    },
)

RENEWAL: Final = Moment(
    "bill.renewal",
    met(email=5, app=4, phone=2.5, shop=1),
    felt(
        indifference=20,
        interest=21,
        disappointment=13,
        surprise=8,
        trust=6,
        neutral=14,
        frustration=8,
        satisfaction=7,
        disgust=3,
    ),
    voices.RENEWAL,
    pleased=("loyal-price", "fits-my-use"),
    troubled=("new-customers-pay-less", "contract-terms", "pushy-call"),
    felt_on={
        Channel.PHONE: felt(
            frustration=24, disgust=8, indifference=18, disappointment=12, interest=16, neutral=12, trust=10
        ),
    },
)

DECIDE: Final = Moment(
    "bill.decide",
    met(web=5, app=5, shop=2, phone=2),
    felt(
        satisfaction=26,
        relief=14,
        trust=16,
        joy=6,
        excitement=5,
        neutral=10,
        indifference=6,
        disappointment=8,
        sadness=3,
        confusion=6,
    ),
    voices.DECIDE,
    pleased=("free-choice", "same-contact"),
    troubled=("hard-to-leave", "contract-terms"),
    asks=(Rating.CSAT, Rating.CES, Rating.NPS),
)
