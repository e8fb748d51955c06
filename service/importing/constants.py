"""Constants: what --set says for all rows, held to the same rules as rows."""

from collections.abc import Mapping
from typing import Any

from scoring.vocabulary import Channel, EmotionOrigin
from service.errors import BadUserInput
from service.importing.fields import ATTRIBUTES, field_of
from service.importing.translation import Translation
from service.importing.unfit import Unfit
from service.ingestion import Draft
from service.ingestion.rules import broken_rules


def constants_of(
    told: Mapping[str, str], translation: Translation, text_characters: int
) -> dict[str, object]:
    """Read constants. Raises BadUserInput for the first that no row could have."""
    values = {field: constant(field, text, translation) for field, text in told.items()}
    values = {field: value for field, value in values.items() if value is not None}
    fields: dict[str, Any] = {"origin": EmotionOrigin.INFERRED} if "origin" in translation.columns else {}
    fields |= {"key": "any", "touchpoint": "", "channel": Channel.OTHER, **values}
    draft = Draft(**{ATTRIBUTES[field]: value for field, value in fields.items()})
    for issue in broken_rules(draft, text_characters):
        if field_of(issue.path) in values:
            raise BadUserInput(f"--set {field_of(issue.path)}: {issue.message}")
    return values


def constant(field: str, text: str, translation: Translation) -> object | None:
    """Read one constant. Raises BadUserInput."""
    try:
        return translation.value(field, text)
    except Unfit as unfit:
        raise BadUserInput(f"--set {field}={text}: {unfit.message}") from None
