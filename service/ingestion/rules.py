"""The rules a draft keeps whatever the time and the map; each broken one is an issue that names the fix."""

import re
from collections.abc import Iterator
from math import isfinite

from scoring.vocabulary import EmotionOrigin
from service.documents.ids import Kind, kind_of
from service.errors import Issue, ProblemCode
from service.ingestion.draft import Draft

KEY_CHARACTERS = 128
MOST_TRIGGERS = 10
RATINGS = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7), "importance": (1, 5)}

_TRIGGER = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_UNREADABLE_KEY = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def broken_rules(draft: Draft, text_characters: int) -> list[Issue]:
    """List every static rule the draft breaks, in the order of the input's fields."""
    return [
        *_key("idempotencyKey", draft.idempotency_key),
        *_id("touchpointId", draft.touchpoint_id, Kind.TOUCHPOINT),
        *_share("intensity", draft.intensity, above_zero=True),
        *_confidence(draft),
        *_text(draft.text, text_characters),
        *_ratings(draft),
        *_triggers(draft.triggers),
        *([] if draft.persona_id is None else _id("personaId", draft.persona_id, Kind.PERSONA)),
        *([] if draft.customer_ref is None else _key("customerRef", draft.customer_ref)),
        *([] if draft.run_ref is None else _key("runRef", draft.run_ref)),
        *_something_said(draft),
    ]


def _key(name: str, value: str) -> Iterator[Issue]:
    if not value:
        yield Issue((name,), ProblemCode.REQUIRED, f"{name} is empty: send 1 to {KEY_CHARACTERS} characters")
    elif len(value) > KEY_CHARACTERS:
        said = f"{name} has {len(value)} characters: send at most {KEY_CHARACTERS}"
        yield Issue((name,), ProblemCode.TOO_LONG, said)
    elif _UNREADABLE_KEY.search(value):
        said = f"{name} holds a control character or a lone surrogate: send readable characters only"
        yield Issue((name,), ProblemCode.MALFORMED, said)


def customer_ref_issues(value: str) -> list[Issue]:
    """List what is wrong with a customer's reference; nothing if it can be looked up."""
    return list(_key("customerRef", value))


def _id(name: str, value: str, kind: Kind) -> Iterator[Issue]:
    if kind_of(value) is not kind:
        said = f"{name} is not the id of a {kind.name.lower()}: send the id as the API gave it"
        yield Issue((name,), ProblemCode.MALFORMED, said)


def _share(name: str, value: float, *, above_zero: bool) -> Iterator[Issue]:
    enough = value > 0 if above_zero else value >= 0
    if not (isfinite(value) and enough and value <= 1):
        least = "above 0" if above_zero else "from 0"
        yield Issue((name,), ProblemCode.OUT_OF_RANGE, f"{name} is out of range: send a number {least} to 1")


def _confidence(draft: Draft) -> Iterator[Issue]:
    name = "confidence"
    if draft.confidence is not None:
        yield from _share(name, draft.confidence, above_zero=False)
        if draft.origin is EmotionOrigin.REPORTED:
            said = "confidence is for an emotion a model inferred: send origin INFERRED, or leave it out"
            yield Issue((name,), ProblemCode.MALFORMED, said)
    elif draft.origin is EmotionOrigin.INFERRED and draft.emotion is not None:
        said = "an INFERRED emotion needs its confidence: send a number from 0 to 1"
        yield Issue((name,), ProblemCode.REQUIRED, said)


def _text(text: str | None, most: int) -> Iterator[Issue]:
    if text is None:
        return
    if len(text) > most:
        said = f"text has {len(text)} characters: send at most {most}"
        yield Issue(("text",), ProblemCode.TOO_LONG, said)
    elif _UNREADABLE.search(text):
        said = "text holds a control character or a lone surrogate: only line breaks and tabs are allowed"
        yield Issue(("text",), ProblemCode.MALFORMED, said)


def _ratings(draft: Draft) -> Iterator[Issue]:
    for name, (least, most) in RATINGS.items():
        rating = getattr(draft, name)
        if rating is not None and not least <= rating <= most:
            said = f"{name} is {rating}: send a whole number from {least} to {most}"
            yield Issue((name,), ProblemCode.OUT_OF_RANGE, said)


def _triggers(triggers: tuple[str, ...]) -> Iterator[Issue]:
    if len(triggers) > MOST_TRIGGERS:
        said = f"triggers has {len(triggers)} entries: send at most {MOST_TRIGGERS}"
        yield Issue(("triggers",), ProblemCode.TOO_MANY, said)
        return
    for place, trigger in enumerate(triggers):
        if not _TRIGGER.fullmatch(trigger):
            said = "a trigger is 1 to 64 of a-z, 0-9, _ and -, and starts with a letter or digit"
            yield Issue(("triggers", str(place)), ProblemCode.MALFORMED, said)


def _something_said(draft: Draft) -> Iterator[Issue]:
    ratings = (draft.nps, draft.csat, draft.ces, draft.importance)
    silent = draft.text is None or not draft.text.strip()
    if draft.emotion is None and silent and all(rating is None for rating in ratings):
        said = "nothing was said: send at least one of emotion, text, nps, csat, ces, importance"
        yield Issue((), ProblemCode.REQUIRED, said)
