"""Rosa, 71: the shop, the phone, and grandchildren on the tablet."""

from seeds.northline.atlas.persona import Circumstances, Goal, Persona, Task

ROSA = Persona(
    key="rosa",
    name="Rosa",
    segment="Seniors",
    attributes=(
        ("age", "71"),
        ("location", "Whitby, a house she has lived in for forty years"),
        ("household", "Widowed; her daughter lives two hours away"),
        ("occupation", "Retired school secretary"),
        ("devices", "A tablet from her daughter, a landline, a phone with large keys"),
        ("preferred channels", "Shop and phone"),
    ),
    circumstances=Circumstances(
        narrative=(
            "Rosa ran a school office for thirty years and dislikes feeling helpless. She can use a "
            "tablet for the grandchildren's calls, but a page that asks for a code makes her stop. She "
            "trusts people she can see: the young man in the shop who writes things down for her. When "
            "the line goes dead she is alone in the house, and that frightens her more than she says."
        ),
        needs=(
            "Someone who explains it once, slowly, without jargon",
            "Letters large enough to read",
            "A way to do everything without a password",
        ),
        expectations=(
            "A person answers the phone",
            "Whoever helped last time is still there",
            "What is said in the shop is true at home",
        ),
        constraints=(
            "Low confidence with screens; no online banking",
            "The bus to the shop goes twice a day",
            "A fixed pension",
        ),
    ),
    goals=(
        Goal(
            "See the grandchildren every Sunday",
            (
                Task(
                    "Choose a plan with someone beside her",
                    ("join.plans", "join.talk"),
                    constraint="In the shop",
                ),
                Task("Prove who she is without an app", ("join.checkout", "join.identity")),
                Task("Have the box connected for her", ("join.delivery", "join.first-use")),
            ),
        ),
        Goal(
            "Never be cut off from help",
            (
                Task("Reach a person when the line is dead", ("outage.contact",), time_limit="Before dark"),
                Task(
                    "Be home when the technician comes", ("outage.technician",), constraint="Not on Thursdays"
                ),
                Task("Hear that it will hold", ("outage.confirmation", "outage.follow-up")),
            ),
        ),
        Goal(
            "Pay what is right, and no more",
            (
                Task("Have the bill explained", ("bill.understand",), constraint="On paper, or by a person"),
                Task("Ask about a charge without feeling silly", ("bill.dispute", "bill.resolution")),
                Task("Keep what she has for another year", ("bill.renewal", "bill.decide")),
            ),
        ),
    ),
    motivations=(
        "Seeing the grandchildren grow",
        "Managing by herself, as she always has",
        "Safety: someone can always be called",
    ),
    desired_outcomes=(
        "She understands her bill without her daughter",
        "She knows a name to ask for",
        "The telephone works every day of the year",
    ),
    triggers=("kind-person", "small-print", "password", "no-callback"),
)
