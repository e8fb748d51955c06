"""What the service counts, for Prometheus.

Every name stands here. What is counted where it happens is a counter or a histogram that any part may import;
what can be asked for at any time, such as the length of a queue, is a gauge whose question the composition
root sets (`Gauge.set_function`). No label ever holds what a client made up.
"""

from prometheus_client import Counter, Gauge, Histogram

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
ITEMS = (1, 2, 5, 10, 20, 50, 100, 200, 500)

REQUESTS = Counter(
    "heartline_requests",
    "GraphQL requests, by the name of a trusted operation (else other) and what came of them: ok, errors "
    "(some fields failed), or the code of the refusal.",
    ["operation", "outcome"],
)
REQUEST_SECONDS = Histogram(
    "heartline_request_seconds",
    "From a request's head to the end of its answer.",
    ["operation"],
    buckets=SECONDS,
)
IN_FLIGHT = Gauge("heartline_requests_in_flight", "GraphQL requests being executed.")
REFUSALS = Counter("heartline_refusals", "What was refused, by reason.", ["reason"])

QUEUE_ITEMS = Gauge("heartline_ingest_queue_items", "Feedback and erasures that wait to be committed.")
QUEUE_BYTES = Gauge("heartline_ingest_queue_bytes", "Bytes of the feedback that waits to be committed.")
COMMIT_ITEMS = Histogram("heartline_commit_items", "Feedback of one commit.", buckets=ITEMS)
COMMIT_SECONDS = Histogram("heartline_commit_seconds", "Time of one commit of feedback.", buckets=SECONDS)

TEXTS_READ = Counter(
    "heartline_texts_read",
    "Texts given to an analyser, by who read them and what came of it: scored, doubtful (an emotion, too "
    "unsure to count) or unread (none).",
    ["analyser", "outcome"],
)
READING_SECONDS = Histogram(
    "heartline_reading_seconds", "Time of reading the texts of one commit.", buckets=SECONDS
)
ANALYSER_WELL = Gauge("heartline_analyser_well", "1 while the analyser that was asked for can read, else 0.")

SOCKETS = Gauge("heartline_sockets", "WebSockets whose bearer is known.")
SUBSCRIBERS = Gauge("heartline_subscribers", "Subscriptions that are followed.")
TOPICS = Gauge("heartline_followed_journeys", "Journeys that are followed.")
HEARD = Gauge(
    "heartline_change_stream_fresh", "1 while all that was committed a second ago has been heard, else 0."
)
UPDATES = Counter("heartline_updates", "Score updates handed to subscribers.")

RECOUNT_DIFFERENCE = Gauge(
    "heartline_recount_difference", "Differences that the last `heartline recount` found."
)
RECOUNT_TIME = Gauge("heartline_recount_timestamp_seconds", "When that was, in seconds since 1970.")
for unknown in (RECOUNT_DIFFERENCE, RECOUNT_TIME):
    unknown.set(float("nan"))  # 0 would say that all is well
