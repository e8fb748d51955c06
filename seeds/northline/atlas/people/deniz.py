"""Deniz, 22: a student who lives in chats and will not wait."""

from seeds.northline.atlas.persona import Circumstances, Goal, Persona, Task

DENIZ = Persona(
    key="deniz",
    name="Deniz",
    segment="Students",
    attributes=(
        ("age", "22"),
        ("location", "Manchester, a room in a shared house of five"),
        ("household", "Four flatmates, one router"),
        ("occupation", "Studies game design, stacks shelves on Saturdays"),
        ("devices", "A big phone with a cracked screen, a gaming laptop"),
        ("preferred channels", "Social media and chat"),
    ),
    circumstances=Circumstances(
        narrative=(
            "Deniz signs up for things at midnight and gives each of them about thirty seconds. Five "
            "people share one router, and when the game lags, Deniz is the one they shout at. Calling a "
            "hotline is out of the question; a public post usually gets a faster answer anyway. Friends "
            "follow what Deniz recommends, and what Deniz warns of."
        ),
        needs=(
            "An answer now, in the chat that is already open",
            "Enough data for the whole month",
            "A contract that can be left when the course ends",
        ),
        expectations=(
            "Sign-up takes as long as ordering a pizza",
            "Support writes like a human being",
            "Student prices, without asking for them",
        ),
        constraints=(
            "Patience: about two minutes",
            "25 pounds a month",
            "Will not phone, will not print, will not scan",
        ),
    ),
    goals=(
        Goal(
            "Be online in the new room tonight",
            (
                Task("See what friends are paying", ("join.offer", "join.plans")),
                Task("Ask a quick question without calling", ("join.talk",), time_limit="Two minutes"),
                Task(
                    "Sign up between two lectures",
                    ("join.checkout", "join.identity"),
                    time_limit="Five minutes",
                ),
                Task("Play on the first evening", ("join.delivery", "join.first-use")),
            ),
        ),
        Goal(
            "Get the house back online",
            (
                Task(
                    "Find out whether it is just us",
                    ("outage.notice", "outage.status"),
                    time_limit="Thirty seconds",
                ),
                Task(
                    "Make someone look at it",
                    ("outage.contact", "outage.diagnosis"),
                    constraint="In a chat, not by phone",
                ),
            ),
        ),
    ),
    motivations=(
        "Not being the one who let the flat down",
        "Getting a better deal than everyone else",
        "Being taken seriously at 22",
    ),
    desired_outcomes=(
        "Sorted in one chat, without a ticket number",
        "A connection nobody in the house talks about",
        "Free to go when the course ends",
    ),
    triggers=("waiting-time", "bot-loop", "slow-speed", "student-price"),
)
