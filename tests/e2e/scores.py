"""Everything there is to ask about scores."""

ESTIMATE = "{ value low high n status }"
EFFORT = f"{{ mean {ESTIMATE} easy {ESTIMATE} index }}"
GROUP = "{ key label channel touchpoint { name } persona { name } source n weight distance meanValence }"
CONSISTENCY = f"{{ score raw status n mixDivergence significant worstGroup {GROUP} groups {GROUP} }}"
EVIDENCE = "{ n reported inferred unclassified bySource { source n } byChannel { channel n } }"
EMOTIONS = "{ emotion count share }"
OPPORTUNITY = "{ touchpoint { name } score raw importance satisfaction recoverableValence rank status }"

JOURNEY_SCORE = f"""{{ id asOf seq n valence {ESTIMATE} zone crossChannel {{ score status coverage }}
    channel: consistency(groupBy: CHANNEL) {CONSISTENCY}
    touchpoint: consistency(groupBy: TOUCHPOINT) {CONSISTENCY}
    persona: consistency(groupBy: PERSONA) {CONSISTENCY} source: consistency(groupBy: SOURCE) {CONSISTENCY}
    alignment {ESTIMATE} peakEnd nps {ESTIMATE} csat {ESTIMATE} effort {EFFORT} likability {ESTIMATE}
    saysFeelsGap evidence {EVIDENCE} }}"""
TOUCHPOINT_SCORE = f"""{{ id asOf seq n valence {ESTIMATE} shrunkValence zone emotionalLoad isPeak isEnd
    consistency {CONSISTENCY} persona: consistency(groupBy: PERSONA) {CONSISTENCY} alignment {ESTIMATE}
    opportunity {OPPORTUNITY} nps {ESTIMATE} csat {ESTIMATE} effort {EFFORT} saysFeelsGap
    emotions {EMOTIONS} evidence {EVIDENCE}
    channels {{ channel n valence {ESTIMATE} emotions {EMOTIONS} }} }}"""
POINT = "{ touchpoint { name } mean low high n zone emoji }"

PAGE = f"""query($id: ID!) {{ journey(id: $id) {{ name seq score {JOURNEY_SCORE}
    touchpoints {{ name score {TOUCHPOINT_SCORE} }} opportunities {OPPORTUNITY}
    emotionCurve {{ asOf seq points {POINT} svg description }} }} }}"""
HEADLINE = f"""query($id: ID!, $filter: ScoreFilter) {{ journey(id: $id) {{ score(filter: $filter) {{
    id n seq valence {ESTIMATE} nps {ESTIMATE} likability {ESTIMATE} evidence {EVIDENCE} }} }} }}"""
TREND = """query($id: ID!, $metric: ScoreMetric!, $since: Date!, $until: Date!, $bucket: TimeBucket!,
    $filter: ScoreFilter) { journey(id: $id) {
    trend(metric: $metric, since: $since, until: $until, bucket: $bucket, filter: $filter) {
    asOf seq points { start end value low high n status } } } }"""
