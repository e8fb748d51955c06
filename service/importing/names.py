"""Names: what people call touchpoints and personas, against their ids."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from service.documents.ids import Kind, kind_of
from service.errors import ProblemCode
from service.importing.unfit import Unfit, quoted

MOST_LISTED: Final = 20


class Names:
    """Finds ids by name, whatever its case; an id stands for itself.

    `known` are (name, id) in order of preference: `retired` ones only speak where no other has their name.
    `advice` ends the refusal of an unknown name.
    """

    def __init__(
        self,
        kind: Kind,
        known: Iterable[tuple[str, str]] = (),
        retired: Iterable[tuple[str, str]] = (),
        advice: str = "",
    ) -> None:
        self._kind = kind
        self._advice = advice
        self._ids: defaultdict[str, list[str]] = defaultdict(list)
        self._listed: list[str] = []
        for name, each in known:
            self._ids[folded(name)].append(each)
            self._listed.append(name)
        spoken = set(self._ids)
        for name, each in retired:
            if folded(name) not in spoken:
                self._ids[folded(name)].append(each)

    def __contains__(self, text: str) -> bool:
        return folded(text) in self._ids or kind_of(text.strip()) is self._kind

    def id_of(self, text: str) -> str:
        """Find the id. Raises Unfit for a name that nothing has, or more than one."""
        if kind_of(text.strip()) is self._kind:
            return text.strip()
        ids = self._ids.get(folded(text), ())
        if len(ids) == 1:
            return ids[0]
        noun = self._kind.name.lower()
        if ids:
            said = f"{noun} {quoted(text)} is the name of {len(ids)}: give the id"
            raise Unfit(ProblemCode.MALFORMED, said)
        raise Unfit(ProblemCode.NOT_FOUND, f"there is no {noun} {quoted(text)}: {self._there()}")

    def _there(self) -> str:
        if not self._listed:
            return self._advice
        more = " ..." if len(self._listed) > MOST_LISTED else ""
        return f"give an id or one of {', '.join(self._listed[:MOST_LISTED])}{more}{self._advice}"


def folded(name: str) -> str:
    """Give the form in which names are compared."""
    return " ".join(name.split()).casefold()
