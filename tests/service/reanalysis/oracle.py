"""An analyser that reads anything into a text, always the same, and another by each version."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from scoring.emotion import Analysis
from scoring.vocabulary import Emotion
from service.analysers import read_as
from service.app.parts import Parts
from service.documents.feedback import FeedbackRow
from service.reanalysis import Outcome, Reanalysis, tenants_of


def divined(text: str, version: str, name: str = "oracle") -> Analysis:
    """Draw lots by text and version: an emotion sure or doubtful, or none."""
    lots = sha256(f"{version} {text}".encode()).digest()
    if lots[0] < 32:
        return Analysis(None, {}, None, 0.0, None, truncated=False, analyser=name, version=version)
    emotion, sure = tuple(Emotion)[lots[1] % 18], 0.3 + lots[2] / 400
    return Analysis(
        emotion, {emotion: sure}, 0.1, sure, "en", truncated=False, analyser=name, version=version
    )


@dataclass
class Oracle:
    """Reads by lot. While `absent`, so many times, a spare one named linear reads instead."""

    version: str = "1"
    name: str = "oracle"
    batch_size: int = 64
    absent: int = 0
    texts: list[str] = field(default_factory=list)

    def analyse(self, texts: Sequence[str]) -> list[Analysis]:
        """Read texts, and note which."""
        self.texts += texts
        if self.absent:
            self.absent -= 1
            return [divined(text, "7", "linear") for text in texts]
        return [divined(text, self.version) for text in texts]

    def health(self) -> str | None:
        """Be well."""
        return None

    async def read(self, rows: Sequence[FeedbackRow]) -> list[FeedbackRow]:
        """Give rows as they read; a text about a riddle cannot be read at all."""
        await asyncio.sleep(0)
        analyses = self.analyse([row["text"] for row in rows])
        return [
            row if "riddle" in row["text"] else read_as(row, analysis)
            for row, analysis in zip(rows, analyses, strict=True)
        ]


async def reanalyse(parts: Parts, oracle: Oracle, *tenants: str, **how: bool) -> Outcome:
    """Have an oracle read the texts of tenants, of all unless named."""
    outcome = Outcome()
    work = Reanalysis(parts.mongo, parts.outbox, oracle, oracle.read, **how)
    await work.run(tenants or await tenants_of(parts.mongo), outcome, lambda _: None)
    return outcome
