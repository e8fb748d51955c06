"""Values that are no text, no id and no number, as JSON: each stands where the schema has one."""

TEXTS = {
    "an operator": '{"$ne": null}',
    "an operator that is greater": '{"$gt": ""}',
    "a regular expression": '{"$regex": "^", "$options": "s"}',
    "a script": '{"$where": "sleep(1000)"}',
    "an expression": '{"$expr": {"$function": {"body": "f", "args": [], "lang": "js"}}}',
    "an extended id": '{"$oid": "507f1f77bcf86cd799439011"}',
    "a list of operators": '[{"$ne": 1}]',
    "an object": '{"toString": "x", "__proto__": {}}',
    "a true": "true",
    "a fraction": "0.5",
    "a NUL": '"a\\u0000b"',
    "a lone surrogate": '"a\\ud800"',
    "reversed surrogates": '"\\udc00\\ud800"',
    "a huge text": '"' + "x" * 200_000 + '"',
}
NUMBERS = {
    "an operator": '{"$gt": 0}',
    "a text": '"1"',
    "a true": "true",
    "a list": "[[1]]",
    "1e999": "1e999",
    "-1e999": "-1e999",
    "NaN": "NaN",
    "1e308": "1e308",
    "2^63": "9223372036854775808",
    "-2^63 - 1": "-9223372036854775809",
    "a googol": "1" + "0" * 100,
    "4,000 digits": "9" * 4_000,
}
