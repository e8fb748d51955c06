"""What a client would rather have, by its Accept header (RFC 9110, 12.5.1): q first, then order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from service.app.streams.form import EVENTS, PARTS, Form

_SUBSCRIPTION_SPEC = "1.0"
LONGEST = 1_000
"""Characters of a header that is read: one of a head's size takes seconds, and what is kept of it 100 MB."""

_JSON = frozenset({"application/json", "application/graphql-response+json", "application/*", "*/*"})


@dataclass(frozen=True, slots=True)
class Range:
    """One media type, or a wildcard, with how much it is liked: q is 0 for not at all, to 1."""

    media: str
    parameters: dict[str, str]
    q: float

    @property
    def form(self) -> Form | None:
        """Which stream it asks for by name: a wildcard asks for none."""
        if self.media == EVENTS.media:
            return EVENTS
        if self.media == PARTS.media and self.parameters.get("subscriptionspec") == _SUBSCRIPTION_SPEC:
            return PARTS
        return None


_NOTHING = Range("*/*", {}, 0)


def prefers_events(accept: str | None) -> bool:
    """Tell whether a client would rather have a single result as events than as JSON."""
    for each in _ranked(accept):
        if each.form is EVENTS or each.media in _JSON:
            return each.form is EVENTS
    return False


def preferred_stream(accept: str | None) -> Form | None:
    """Give the stream a client likes best, though it may like JSON better; None if it takes none."""
    return next((each.form for each in _ranked(accept) if each.form), None)


def ranges(accept: str | None) -> tuple[Range, ...]:
    """Read the header: what it names, as it is ordered. One that is far too long takes nothing at all."""
    return _read(accept or "") if len(accept or "") <= LONGEST else (_NOTHING,)


@lru_cache(maxsize=64)
def _read(accept: str) -> tuple[Range, ...]:
    """Read it once: clients send the same few again and again."""
    return tuple(_range(part) for part in _parts(accept, ",") if part)


def _ranked(accept: str | None) -> list[Range]:
    return sorted((each for each in ranges(accept) if each.q > 0), key=lambda each: -each.q)


def _range(text: str) -> Range:
    media, *pairs = _parts(text, ";")
    parameters = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        parameters[name.strip().lower()] = value.strip().strip('"')
    return Range(media.lower(), parameters, _quality(parameters.get("q", "1")))


def _quality(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def _parts(text: str, separator: str) -> Iterator[str]:
    """Split outside quotation marks."""
    begin, quoted = 0, False
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == separator and not quoted:
            yield text[begin:place].strip()
            begin = place + 1
    yield text[begin:].strip()
