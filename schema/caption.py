"""The line under a curve's title: which feedback it shows."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from schema.vocabulary import Channel, FeedbackSource, spelled
from scoring.selection import DEFAULT_SELECTION
from service.rollups import ScoreFilter

_EPOCH = date(1970, 1, 1)


def caption(chosen: ScoreFilter, window_days: int | None, n: int) -> str:
    """Say in a few words what was chosen: days, how many emotions, and any filter."""
    emotions = f"{n:,} emotion" + ("" if n == 1 else "s")
    return " \N{MIDDLE DOT} ".join((_days(chosen, window_days), emotions, *_filters(chosen)))


def _days(chosen: ScoreFilter, window_days: int | None) -> str:
    since, until = _day(chosen.since), _day(chosen.until)
    if since and until:
        return f"{since} to {until}"
    if since or until:
        return f"Since {since}" if since else f"Until {until}"
    return "All time" if window_days is None else f"Last {window_days} days"


def _day(number: int | None) -> date | None:
    return None if number is None else _EPOCH + timedelta(days=number)


def _filters(chosen: ScoreFilter) -> Iterator[str]:
    selection = chosen.selection
    if selection.channels is not None:
        yield _listed("channel", (spelled(each) for each in Channel if each in selection.channels))
    if selection.sources is not None and selection.sources != DEFAULT_SELECTION.sources:
        yield _listed("source", (spelled(each) for each in FeedbackSource if each in selection.sources))
    if selection.personas is not None:
        yield f"{len(selection.personas)} persona" + ("" if len(selection.personas) == 1 else "s")
    if selection.origins is not None:
        yield _listed("origin", (each.value.capitalize() for each in sorted(selection.origins)))


def _listed(noun: str, names: Iterable[str]) -> str:
    return ", ".join(names) or f"No {noun}"
