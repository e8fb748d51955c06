"""John, 44: fifteen people's phones, and an accountant who wants invoices."""

from seeds.northline.atlas.persona import Circumstances, Goal, Persona, Task

JOHN = Persona(
    key="john",
    name="John",
    segment="Small business",
    attributes=(
        ("age", "44"),
        ("location", "Bristol, an office above the workshop"),
        ("household", "Married, two teenagers"),
        ("occupation", "Manages a team of 15 fitters in a heating company"),
        ("devices", "A desktop with two screens, and a phone that never stops"),
        ("preferred channels", "Web and phone"),
    ),
    circumstances=Circumstances(
        narrative=(
            "John looks after fifteen fitters and their phones, next to everything else. When a line is "
            "down, a van stands still. He reads the small print, keeps every confirmation, and passes "
            "the invoices to an accountant who sends back whatever lacks a cost centre. He will pay for "
            "good service, but he will not chase it."
        ),
        needs=(
            "One invoice for fifteen lines, with a line for each of them",
            "A person with a name to call when something is wrong",
            "Changes for the whole team in one go",
        ),
        expectations=(
            "What was agreed on the phone is in the system the next day",
            "Invoices on the first of the month, as PDF, with VAT shown",
            "A straight answer, even when it is no",
        ),
        constraints=(
            "Calls only between 7 and 8, or in the van",
            "The accountant closes the books on the fifth",
            "Every new device has to be approved by head office",
        ),
    ),
    goals=(
        Goal(
            "Move fifteen lines without losing a day",
            (
                Task(
                    "Compare team plans line by line",
                    ("join.plans",),
                    constraint="Prices without VAT, on one page",
                ),
                Task("Check the signal at every site", ("join.coverage",)),
                Task("Agree the terms with someone who may decide", ("join.talk",)),
                Task(
                    "Order for the whole team",
                    ("join.checkout", "join.identity"),
                    time_limit="In one sitting",
                ),
            ),
        ),
        Goal(
            "Keep the vans on the road",
            (
                Task("Hear of an outage before the fitters do", ("outage.notice", "outage.status")),
                Task(
                    "Get it fixed by the next shift",
                    ("outage.contact", "outage.technician"),
                    time_limit="By 7 a.m.",
                ),
            ),
        ),
        Goal(
            "Give the accountant invoices that need no questions",
            (
                Task(
                    "Match the invoice to the lines",
                    ("bill.arrives", "bill.understand"),
                    time_limit="By the fifth",
                ),
                Task("Have a wrong line corrected in writing", ("bill.dispute", "bill.resolution")),
                Task("Renew the team's contract on better terms", ("bill.renewal", "bill.decide")),
            ),
        ),
    ),
    motivations=(
        "A team that can always be reached",
        "Being seen as the one who has it in hand",
        "An evening without paperwork",
    ),
    desired_outcomes=(
        "No van stands still because of a phone",
        "Invoices go through without a single question",
        "One named contact for years",
    ),
    triggers=("missing-invoice", "waiting-time", "repeated-story", "contract-terms"),
)
