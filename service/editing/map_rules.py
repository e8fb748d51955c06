"""What a journey's, a stage's and a touchpoint's fields must be."""

from operator import itemgetter
from typing import Final

from scoring.vocabulary import Channel
from service.documents.ids import Kind
from service.editing.figures import number, whole
from service.editing.naming import an_id
from service.editing.rules import Fields, as_given, distinct, items, may, must, pair, record
from service.editing.words import NAME, TEXT

MOST_WEIGHT: Final = 1_000
MOST_WINDOW_DAYS: Final = 3_650

WEIGHT: Final = number(0, MOST_WEIGHT, above=True)

TOUCHPOINT: Final[Fields] = {
    "name": must(NAME),
    "channels": must(distinct(as_given, len(Channel), least=1)),
    "moment_weight": must(WEIGHT),
    "design_importance": must(number(0, 10)),
    "intended_emotions": must(distinct(pair(emotion=as_given, weight=WEIGHT), 6, by=itemgetter(0))),
}

TOUCHPOINT_CHANGES: Final[Fields] = {
    **TOUCHPOINT,
    "stage_id": must(an_id(Kind.STAGE)),
    "position": must(as_given),
}

STAGE_CHANGES: Final[Fields] = {
    "name": must(NAME),
    "expected_emotion": may(as_given),
    "position": must(as_given),
}

STAGE: Final[Fields] = {
    "name": must(NAME),
    "expected_emotion": may(as_given),
    "touchpoints": must(items(record(TOUCHPOINT))),
}

JOURNEY_CHANGES: Final[Fields] = {
    "name": must(NAME),
    "description": may(TEXT),
    "purpose": may(TEXT),
    "persona_ids": must(distinct(an_id(Kind.PERSONA), 50)),
    "score_window_days": may(whole(1, MOST_WINDOW_DAYS)),
}

JOURNEY: Final[Fields] = {
    **JOURNEY_CHANGES,
    "stages": must(items(record(STAGE), least=1)),
}
