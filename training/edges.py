"""Edges: texts that are hardly texts, or mean another thing than their words, and how each is read."""

from dataclasses import dataclass
from typing import Final

from scoring.emotion.languages import Identify
from scoring.emotion.linear import LinearAnalyser
from service.analysers.ignored import Ignored

TENANT: Final = "acme"
_NAMES: Final = Ignored({TENANT: ["Joy"]})


@dataclass(frozen=True, slots=True)
class Edge:
    """A text, how the card names and shows it, and the rule that it shows."""

    name: str
    text: str
    rule: str
    shown: str = ""
    ignoring: bool = False


EDGES: Final = (
    Edge("empty", "", "no words: no emotion", shown="(nothing)"),
    Edge("a number", "4821", "no words either"),
    Edge("one word", "ok", "little said is little known"),
    Edge("one word that says it", "Brilliant!", "read like any text"),
    Edge("emoji alone", "😡😡😡", "read by the lexicon of emoji, in any language"),
    Edge("HTML", "<p>Thank you &amp; <b>goodbye</b></p>", "tags go, entities become letters"),
    Edge("another language", "Der Techniker ist schon wieder nicht gekommen", "no emotion, no guess"),
    Edge(
        "another language, emoji", "Merci beaucoup pour votre aide 😀", "a valence by the emoji, no emotion"
    ),
    Edge(
        "mixed scripts",
        "Спасибо большое за помощь, very good service",
        "the likeliest language of all decides",
    ),
    Edge(
        "8,500 characters",
        "Still no refund. " * 500,
        "the first 4,000 are read, and `truncated` says so",
        shown="Still no refund. Still no ...",
    ),
    Edge("a brand that is a feeling", "Joy cancelled my order again", "without an ignore list"),
    Edge("the same, ignored", "Joy cancelled my order again", "read as [NAME]", ignoring=True),
    Edge("sarcasm", "Great, another delay. Just what I needed.", "often read as meant: a limit"),
    Edge(
        "a quotation", 'The sign said "we love our customers".', "whose feeling it is is not known: a limit"
    ),
    Edge("a negation apart", "I was happy with it. Not any more.", "a no reaches a few words: a limit"),
    Edge(
        "a dialect", "Pure scunnered wi yer app, so I am", "misread, or taken for another language: a limit"
    ),
)


def edges(identify: Identify) -> dict[str, dict[str, object]]:
    """Read them all with the shipped weights; gives what the card shows of each, by name."""
    analyser = LinearAnalyser.load(identify=identify)
    told: dict[str, dict[str, object]] = {}
    for edge in EDGES:
        text = _NAMES.masked(TENANT, edge.text) if edge.ignoring else edge.text
        [analysis] = analyser.analyse([text])
        told[edge.name] = {
            "language": analysis.language,
            "emotion": analysis.emotion and analysis.emotion.value,
            "confidence": round(analysis.confidence, 4),
            "valence": None if analysis.valence is None else round(analysis.valence, 4),
            "scored": analysis.scored,
            "truncated": analysis.truncated,
        }
    return told
