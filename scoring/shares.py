"""The emotions of a cell as shares, and the one shown for it."""

from dataclasses import dataclass
from operator import itemgetter

from scoring.cell import Cell
from scoring.emotions import EMOTIONS, VALENCE
from scoring.vocabulary import Emotion


@dataclass(frozen=True, slots=True)
class EmotionShare:
    """How often one emotion was felt, as a count > 0 and as a share 0..1 of all."""

    emotion: Emotion
    count: int
    share: float


def emotion_shares(cell: Cell) -> tuple[EmotionShare, ...]:
    """Return the emotions felt, most frequent first, then in enum order; nothing without one."""
    felt = [(EMOTIONS[code].code, count) for code, count in enumerate(cell.emo) if count > 0]
    felt.sort(key=itemgetter(1), reverse=True)
    return tuple(EmotionShare(emotion, count, count / cell.n) for emotion, count in felt)


def modal_emoji(cell: Cell) -> str | None:
    """Return the emoji of the most frequent emotion (tie: larger |V|, then enum order); None without one."""
    if cell.n < 1:
        return None
    mode = max(range(len(cell.emo)), key=lambda code: (cell.emo[code], abs(VALENCE[code])))
    return EMOTIONS[mode].emoji
