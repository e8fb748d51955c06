"""Maya, 29: a first child on the way, a budget, and everything on the phone."""

from seeds.northline.atlas.persona import Circumstances, Goal, Persona, Task

MAYA = Persona(
    key="maya",
    name="Maya",
    segment="Young families",
    attributes=(
        ("age", "29"),
        ("location", "Leeds, a two-room flat"),
        ("household", "With her partner; their first child is due in spring"),
        ("occupation", "Nurse, on leave soon"),
        ("devices", "A two-year-old phone; the laptop is for work"),
        ("preferred channels", "App first, then messenger"),
    ),
    circumstances=Circumstances(
        narrative=(
            "Maya works shifts and is expecting her first child. She sorts out life in ten-minute gaps, "
            "one-handed, on her phone. From spring the household lives on one and a half incomes, so "
            "every contract is being looked at again. She wants home internet and two mobile plans from "
            "one company, and no surprises on the bill."
        ),
        needs=(
            "To know the full monthly price before she gives her details",
            "To stop half-way and go on later, on the same phone",
            "To see at a glance what is included and what costs extra",
        ),
        expectations=(
            "What the shop or the website can do, the app can do too",
            "A price that was promised stays",
            "Reminders before something runs out, not after",
        ),
        constraints=(
            "Ten minutes at a time, often with one hand",
            "At most 55 pounds a month for everything",
            "No trips to a shop once the baby is here",
        ),
    ),
    goals=(
        Goal(
            "Get the family connected before the baby comes",
            (
                Task("Find a plan that covers both phones and the flat", ("join.offer", "join.plans")),
                Task("Be sure the signal reaches the bedroom", ("join.coverage",)),
                Task(
                    "Order it all in the app",
                    ("join.checkout", "join.identity"),
                    time_limit="Within one lunch break",
                    constraint="Everything on the phone, nothing on paper",
                ),
                Task("Have it working on the first evening", ("join.delivery", "join.first-use")),
            ),
        ),
        Goal(
            "Keep the monthly costs where they are",
            (
                Task("See why this month is dearer than the last", ("bill.arrives", "bill.understand")),
                Task(
                    "Get a wrong charge taken back",
                    ("bill.dispute", "bill.resolution"),
                    time_limit="Before payday",
                ),
                Task("Renew only if it gets cheaper", ("bill.renewal", "bill.decide")),
            ),
        ),
    ),
    motivations=(
        "A home that runs by itself when the baby is here",
        "Feeling on top of the money",
        "Video calls with her mother, who lives abroad",
    ),
    desired_outcomes=(
        "One contract, one bill, one app",
        "The same amount leaves the account every month",
        "She never has to explain her case twice",
    ),
    triggers=("price-change", "app-crash", "hidden-fee", "due-date"),
)
