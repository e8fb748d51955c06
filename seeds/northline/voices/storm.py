"""What was posted about Northline on the evening half the country was offline."""

from typing import Final

POSTS: Final[tuple[str, ...]] = (
    "Northline is down. Again. #northlinedown",
    "Is anyone else without internet or is it just our street? #northlinedown",
    "{minutes} minutes and counting, not a single word from @northline",
    "@northline your status page says everything is fine. Nothing is fine.",
    "Paying {amount} a month for a very nice paperweight with lights on it. #northlinedown",
    "My mum is 80 and cannot call anyone. This is not funny any more @northline",
    "half the country offline and they post a picture of a puppy. read the room @northline",
    "Lost a client because of you tonight. Thanks for nothing. #northlinedown",
    "Day {days} of asking @northline for a refund. Day one of asking without internet.",
    "the only thing northline delivers fast is the bill",
    "Hospital called on the mobile because the landline is dead. Do your job @northline",
    "Cancelled. Took {minutes} minutes on a hotspot, and worth every second. #northlinedown",
    "Whole student house offline the night before the deadline, cheers @northline",
    "No estimate, no apology, no service. #northlinedown",
    "Our shop cannot take cards since {minutes} minutes ago. Who pays for that, @northline?",
    "I have never been so angry at a blinking light. #northlinedown",
    "The hotline says 'due to high demand'. Demand for what, silence?",
    "northline support: have you tried restarting? me: have YOU?",
    "Fifteen fitters, zero phones. Brilliant evening. #northlinedown",
    "Shame on you @northline. A text message would have been enough.",
    "first they raise the price, then they pull the plug. #northlinedown",
    "My baby monitor runs on this line. I am sitting on the floor next to the cot now.",
    "Everyone in the village is standing in the street holding a phone up. #northlinedown",
    "Third outage this year. I am out as soon as I can get online to leave.",
    "@northline, just say what is broken. Not knowing is the worst part.",
    "If the fire brigade worked like northline the country would be ash",
    "I feel sick every time this happens. I work from home and I cannot afford this.",
    "Whoever is on call at Northline tonight: I am not angry with you. I am angry with your bosses.",
    "Trending for the wrong reason again: #northlinedown",
    "We were in the middle of saying goodbye to our grandfather on a video call. I have no words.",
)
"""Every one of them unkind, most of them deserved."""
