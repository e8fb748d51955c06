"""Texts that are made to hurt who reads emotion from them."""

import random
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Final

MEBI: Final = 1024 * 1024
LONG: Final = 4_000
BAIT: Final = (
    *(
        "<a",
        "<",
        "<!--",
        "</a ",
        "<a href='",
        "&#x",
        "&",
        "&amp",
        "&#x1F600;",
        "&lt;a&gt;",
        "'",
        '"',
        "a'",
        "(",
    ),
    *(
        ":(",
        ":-",
        ":",
        ";",
        "=",
        "8",
        "))))",
        "@",
        "@a",
        "www.",
        "http://",
        "https://a.",
        "!",
        "?!",
        ".",
        "..",
        "-",
    ),
    *(
        "_",
        "1",
        "1.",
        "1,",
        "12:",
        "not ",
        "but ",
        "very ",
        "never not ",
        "so so ",
        "finally ",
        "would have ",
    ),
    *(
        " ",
        "\n",
        "\t",
        "\x00",
        "\ud800",
        "\udfff",
        "\u200d",
        "\u200b",
        "\ufe0f",
        "\u2019",
        "\u00ad",
        "\u0301",
    ),
    *(
        "\ufdfa",
        "\ufb01",
        "\u3392",
        "\u2460",
        "\u1e9b\u0323",
        "e\u0301",
        "\u05d0",
        "\u202e\u0645",
        "\u4f60",
        "\u3042",
    ),
    *(
        "\uac00",
        "\u0e01",
        "\U0001f600",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 ",
        "\U0001f1e9\U0001f1ea",
        "A",
        "ss\u00df",
    ),
)
"""What is repeated for 4,000 characters."""


def hostile_texts() -> dict[str, str]:
    """Give every one by what it is."""
    texts = {f"4,000 characters of {each!a}": (each * LONG)[:LONG] for each in BAIT}
    return texts | {
        "1 MiB of words": ("this is a complaint about nothing at all " * MEBI)[:MEBI],
        "1 MiB of a tag": "<a" * (MEBI // 2),
        "100,000 emoji": "\U0001f600" * 100_000,
        "a word of a million letters": "a" * 1_000_000,
        "a word of a million different letters": _letters(1_000_000, 1),
        "ever new words of 24 letters": " ".join(_words(24)),
        "ever new words of 3 letters": " ".join(_words(3)),
        "a thousand ever new letters": " ".join(chr(0x4E00 + each) for each in range(2_000)),
        "ever new emoji": "".join(chr(0x1F300 + each % 700) for each in range(LONG)),
        "any characters": "".join(map(chr, random.Random(3).choices(range(0x30000), k=LONG))),
        "English with a lone surrogate in every word": "good\ud800 bad\udc00 " * 400,
        "a text of many sentences": "I am not happy, but it finally works. Why? " * 90,
    }


def _words(length: int) -> Iterator[str]:
    for number in range(LONG // (length + 1)):
        yield _letters(length, number)


def _letters(count: int, seed: int) -> str:
    return "".join(random.Random(seed).choices(ascii_lowercase, k=count))
