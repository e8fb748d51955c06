"""The moments of joining. The checkout is a joy on the web and a trial in the app."""

from typing import Final

from scoring.vocabulary import Channel
from seeds.northline.moments.moment import Moment, Rating, felt, met
from seeds.northline.voices import join as voices

OFFER: Final = Moment(
    "join.offer",
    met(ads=5, web=4, shop=1.5),
    felt(
        interest=30,
        excitement=22,
        surprise=14,
        delight=8,
        neutral=10,
        indifference=9,
        confusion=4,
        disappointment=3,
    ),
    voices.OFFER,
    pleased=("price", "student-price", "clear-words"),
    troubled=("small-print", "price", "not-for-me"),
    felt_on={
        Channel.ADS: felt(
            interest=30,
            excitement=18,
            surprise=14,
            delight=4,
            neutral=12,
            indifference=16,
            disgust=3,
            confusion=3,
        ),
    },
)

PLANS: Final = Moment(
    "join.plans",
    met(web=5, app=4, shop=2, chat=1.5),
    felt(
        interest=25,
        confusion=29,
        satisfaction=10,
        frustration=10,
        neutral=10,
        trust=7,
        indifference=4,
        disappointment=5,
    ),
    voices.PLANS,
    pleased=("clear-words", "side-by-side", "honest-advice"),
    troubled=("too-many-plans", "hidden-fee", "jargon"),
    asks=(Rating.CSAT, Rating.CES),
    felt_on={
        Channel.SHOP: felt(
            trust=26, satisfaction=22, interest=16, relief=8, neutral=8, confusion=14, frustration=6
        )
    },
)

COVERAGE: Final = Moment(
    "join.coverage",
    met(web=5, app=4, phone=2, shop=2),
    felt(
        relief=20,
        satisfaction=24,
        trust=14,
        surprise=5,
        neutral=14,
        disappointment=11,
        anxiety=6,
        confusion=6,
    ),
    voices.COVERAGE,
    pleased=("good-signal", "quick-answer"),
    troubled=("weak-signal", "address-not-found"),
)

TALK: Final = Moment(
    "join.talk",
    met(phone=4, shop=4, chat=4, messenger=3),
    felt(trust=26, gratitude=22, satisfaction=16, relief=8, joy=6, neutral=7, frustration=10, confusion=5),
    voices.TALK,
    pleased=("kind-person", "honest-advice", "quick-answer"),
    troubled=("waiting-time", "repeated-story", "bot-loop", "no-callback"),
    felt_on={
        Channel.CHAT: felt(
            satisfaction=24,
            gratitude=16,
            trust=14,
            surprise=8,
            relief=8,
            neutral=8,
            frustration=16,
            confusion=6,
        ),
    },
)

CHECKOUT: Final = Moment(
    "join.checkout",
    met(web=6, app=6, shop=2.5, phone=1.5),
    felt(satisfaction=28, trust=24, joy=16, gratitude=12, relief=6, neutral=8, confusion=4, frustration=2),
    voices.CHECKOUT,
    pleased=("clear-total", "quick", "no-hidden-fee"),
    troubled=("hidden-fee", "too-many-steps", "form-lost"),
    asks=(Rating.CSAT, Rating.CES, Rating.NPS),
    felt_on={
        Channel.WEB: felt(
            joy=36, delight=20, satisfaction=21, excitement=8, relief=6, neutral=4, confusion=3, frustration=2
        ),
        Channel.APP: felt(
            frustration=47,
            anger=17,
            confusion=11,
            anxiety=6,
            disappointment=8,
            neutral=5,
            satisfaction=4,
            relief=2,
        ),
    },
    words_on={Channel.WEB: voices.CHECKOUT_WEB, Channel.APP: voices.CHECKOUT_APP},
)

IDENTITY_IN_SHOPS: Final = Moment(
    "join.identity",
    met(shop=1),
    felt(
        frustration=24,
        indifference=14,
        neutral=14,
        trust=16,
        satisfaction=11,
        anxiety=9,
        disappointment=10,
        gratitude=2,
    ),
    voices.IDENTITY,
    pleased=("kind-person", "quick"),
    troubled=("extra-trip", "waiting-time", "missing-papers"),
    asks=(Rating.CSAT, Rating.CES),
)

IDENTITY: Final = Moment(
    "join.identity",
    met(app=5, shop=4),
    IDENTITY_IN_SHOPS.felt,
    voices.IDENTITY,
    pleased=("quick", "no-trip", "kind-person"),
    troubled=("photo-refused", "privacy", "waiting-time"),
    asks=(Rating.CSAT, Rating.CES),
    felt_on={
        Channel.APP: felt(
            anxiety=22, confusion=17, frustration=20, relief=13, surprise=8, satisfaction=10, neutral=10
        ),
    },
    words_on={Channel.APP: voices.IDENTITY_APP},
)

DELIVERY: Final = Moment(
    "join.delivery",
    met(sms=4, app=4, email=3, in_person=3),
    felt(
        excitement=22,
        satisfaction=21,
        joy=12,
        surprise=10,
        neutral=11,
        disappointment=14,
        frustration=7,
        anxiety=3,
    ),
    voices.DELIVERY,
    pleased=("on-time", "early", "kind-person"),
    troubled=("late-parcel", "lost-parcel", "no-tracking"),
    felt_on={
        Channel.IN_PERSON: felt(
            gratitude=24, joy=18, excitement=16, satisfaction=20, surprise=8, neutral=8, frustration=6
        ),
    },
)

FIRST_USE: Final = Moment(
    "join.first-use",
    met(app=6, web=4, phone=2),
    felt(joy=34, delight=24, excitement=12, satisfaction=15, relief=5, neutral=3, confusion=4, frustration=3),
    voices.FIRST_USE,
    pleased=("works-at-once", "fast", "guided-setup"),
    troubled=("activation-code", "number-not-moved", "slow-speed"),
    asks=(Rating.CSAT, Rating.CES, Rating.NPS),
)
