"""Priya, 36: freelance and remote; when the line is down, so is her income."""

from seeds.northline.atlas.persona import Circumstances, Goal, Persona, Task

PRIYA = Persona(
    key="priya",
    name="Priya",
    segment="Home professionals",
    attributes=(
        ("age", "36"),
        ("location", "A village near Exeter, at the end of the cable"),
        ("household", "With her partner and a dog"),
        ("occupation", "Freelance translator and live interpreter"),
        ("devices", "Two laptops, a good headset, a spare phone as a hotspot"),
        ("preferred channels", "Web and app; phone when it burns"),
    ),
    circumstances=Circumstances(
        narrative=(
            "Priya interprets live for clients on three continents from a converted attic. Ten minutes "
            "without a line can cost her a client, and twice it has. She checks the status page before "
            "she checks her mail. What wears her down is not the fault itself but not knowing: is it "
            "here, is it known, is it two minutes or two days?"
        ),
        needs=(
            "The truth about how long it will take",
            "A way to keep working in the meantime",
            "Proof of the outage, for her client",
        ),
        expectations=(
            "To be told before she notices",
            "Someone technical on the other end",
            "What was broken stays mended",
        ),
        constraints=(
            "Live jobs cannot be moved",
            "Mobile signal is poor in the attic",
            "One income of the household hangs on the line",
        ),
    ),
    goals=(
        Goal(
            "Never lose a job to an outage",
            (
                Task(
                    "Know at once whether it is the line or the laptop",
                    ("outage.notice", "outage.status"),
                    time_limit="Two minutes",
                ),
                Task(
                    "Reach someone who can act",
                    ("outage.contact", "outage.diagnosis"),
                    time_limit="Before the next job",
                ),
                Task("Have it repaired for good", ("outage.technician", "outage.confirmation")),
                Task("Be asked, later, whether it held", ("outage.follow-up",)),
            ),
        ),
        Goal(
            "Keep the line a business expense, not a business risk",
            (
                Task("Find the credit for the lost day", ("bill.arrives", "bill.understand")),
                Task(
                    "Claim it when it is missing",
                    ("bill.dispute", "bill.resolution"),
                    constraint="With dates, in writing",
                ),
                Task("Decide whether a backup line pays", ("bill.renewal", "bill.decide")),
            ),
        ),
    ),
    motivations=(
        "A name for being reliable",
        "Living in the country without paying for it in work",
        "Control over her day",
    ),
    desired_outcomes=(
        "Outages are announced, short and explained",
        "Lost days are credited without asking",
        "Clients never learn that there was a problem",
    ),
    triggers=("silence", "false-estimate", "dropped-call", "quick-repair"),
)
