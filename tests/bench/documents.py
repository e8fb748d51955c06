"""What a frontend sends: a journey's page, the list of journeys, and a feedback."""

from tests.bench.load import NUMBER

ESTIMATE = "{ value low high n status }"

JOURNEY_PAGE = f"""
query JourneyPage($id: ID!) {{
  journey(id: $id) {{
    id name purpose
    score {{ n valence {ESTIMATE} zone crossChannel {{ score status coverage }} peakEnd csat {ESTIMATE} }}
    touchpoints {{
      id name order
      score {{
        n valence {ESTIMATE} zone
        consistency {{ score status }}
        channels {{ channel n valence {{ value n status }} }}
        opportunity {{ score importance satisfaction recoverableValence rank status }}
      }}
    }}
  }}
}}
"""

JOURNEY_LIST = f"""
query JourneyList {{
  journeys(first: 20) {{
    edges {{
      node {{
        id name
        score {{ n valence {ESTIMATE} zone crossChannel {{ score status coverage }} }}
        opportunities(first: 1) {{ touchpoint {{ id name }} recoverableValence rank status }}
      }}
    }}
    pageInfo {{ hasNextPage }}
  }}
}}
"""

LIVE_HEADLINE = f"""
subscription Headline($id: ID!) {{
  scoreUpdated(journeyId: $id) {{
    seq kind occurredAt
    journey {{ id score {{ n valence {ESTIMATE} zone crossChannel {{ score status coverage }} }} }}
    touchpointsWithNewFeedback {{ id }}
  }}
}}
"""

LIVE_PAGE = f"""
subscription Page($id: ID!) {{
  scoreUpdated(journeyId: $id) {{
    seq kind occurredAt
    journey {{
      id name purpose
      score {{ n valence {ESTIMATE} zone crossChannel {{ score status coverage }} peakEnd csat {ESTIMATE} }}
      touchpoints {{
        id name order
        score {{
          n valence {ESTIMATE} zone
          consistency {{ score status }}
          channels {{ channel n valence {{ value n status }} }}
          opportunity {{ score importance satisfaction recoverableValence rank status }}
        }}
      }}
    }}
    touchpointsWithNewFeedback {{ id }}
  }}
}}
"""

SUBMIT = """
mutation Submit($input: SubmitFeedbackInput!) {
  submitFeedback(input: $input) {
    __typename
    ... on FeedbackAccepted { idempotencyKey duplicate feedback { id valence } }
    ... on Problem { code message path retryable }
  }
}
"""

SUBMIT_BATCH = """
mutation SubmitBatch($input: SubmitFeedbackBatchInput!) {
  submitFeedbackBatch(input: $input) {
    __typename
    ... on FeedbackBatchDone { accepted duplicates refused }
    ... on Problem { code message path retryable }
  }
}
"""

COUNTS = "query Counts($id: ID!) { journey(id: $id) { seq score { n } } }"

NEW = '"duplicate":false'
"""In the answer to a feedback that was new."""


def submission(touchpoint: str, turn: int, tag: str) -> dict[str, object]:
    """Write the input of one of a few dozen kinds of feedback; `tag` parts its keys from other runs'."""
    emotions = ("JOY", "FRUSTRATION", "SATISFACTION", "ANXIETY", "RELIEF")
    said: dict[str, object] = {
        "idempotencyKey": f"{tag}-{NUMBER.decode()}",
        "touchpointId": touchpoint,
        "channel": "APP" if turn % 3 else "WEB",
        "emotion": emotions[turn % len(emotions)],
        "intensity": 0.8,
        "csat": turn % 5 + 1,
        "customerRef": f"customer-{turn % 13}-{NUMBER.decode()}",
        "runRef": f"run-{turn % 17}-{NUMBER.decode()}",
    }
    if turn % 2:
        said["text"] = "The checkout froze twice before it took my card."
    return said
