"""What a persona's fields must be."""

from typing import Final

from service.documents.ids import Kind
from service.editing.naming import an_id
from service.editing.rules import Fields, distinct, items, may, must, pair, record
from service.editing.words import LINE, NAME, TEXT

MOST_GOALS: Final = 20
MOST_TASKS: Final = 20
MOST_LINES: Final = 50

LINES: Final = must(items(LINE, MOST_LINES))

CIRCUMSTANCES: Final[Fields] = {
    "narrative": must(TEXT),
    "needs": LINES,
    "expectations": LINES,
    "constraints": LINES,
}

TASK: Final[Fields] = {
    "id": may(an_id(Kind.TASK)),
    "title": must(NAME),
    "time_limit": may(LINE),
    "constraint": may(LINE),
    "touchpoint_ids": must(distinct(an_id(Kind.TOUCHPOINT), 50)),
}

GOAL: Final[Fields] = {
    "id": may(an_id(Kind.GOAL)),
    "title": must(NAME),
    "tasks": must(items(record(TASK), MOST_TASKS)),
}

PERSONA: Final[Fields] = {
    "name": must(NAME),
    "segment": may(NAME),
    "attributes": must(items(pair(key=NAME, value=LINE), MOST_LINES)),
    "circumstances": may(record(CIRCUMSTANCES)),
    "goals": must(items(record(GOAL), MOST_GOALS)),
    "motivations": LINES,
    "desired_outcomes": LINES,
    "triggers": LINES,
}
