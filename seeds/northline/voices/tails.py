"""What a persona adds in passing, when pleased and when not."""

from typing import Final

PLEASED: Final[dict[str, tuple[str, ...]]] = {
    "maya": (
        "One thing less before the baby comes.",
        "All on my phone, in one go.",
        "And I know what it costs.",
        "My partner did not believe it was that quick.",
    ),
    "john": (
        "My team noticed nothing, which is the best praise there is.",
        "I have it in writing, too.",
        "That saves me an hour a week.",
        "The accountant has stopped asking.",
    ),
    "rosa": (
        "I did it without my daughter.",
        "Please tell that young person I said thank you.",
        "One does not get that often these days.",
        "It is nice to be treated like a person.",
    ),
    "deniz": (
        "Took two minutes.",
        "Already told my flatmates.",
        "10/10, no notes.",
        "More of this please.",
    ),
    "priya": (
        "I could go back to work.",
        "No client noticed.",
        "That is what I pay for.",
        "It let me plan my day.",
    ),
}

TROUBLED: Final[dict[str, tuple[str, ...]]] = {
    "maya": (
        "I do not have a free hand for this right now.",
        "We count every pound at the moment.",
        "I was on my break, and now it is over.",
        "Why does it not work on the phone?",
    ),
    "john": (
        "I have fifteen people waiting.",
        "I cannot give that to my accountant.",
        "My time costs money, too.",
        "I will not chase this a second time.",
    ),
    "rosa": (
        "I am 71, I did not grow up with this.",
        "I had to ask my daughter, and I do not like that.",
        "I wish somebody would just tell me.",
        "It makes me feel old.",
    ),
    "deniz": (
        "Nobody has time for this.",
        "Not calling anyone about it.",
        "My flatmates blame me.",
        "Come on.",
    ),
    "priya": (
        "I cannot move a live job.",
        "This is my income.",
        "Just tell me the truth about how long.",
        "My clients do not care whose fault it is.",
    ),
}
