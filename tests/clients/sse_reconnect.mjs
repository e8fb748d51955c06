// Cut off, it comes back and asks for what is newer than the last seq; it ends when the service ends it.
import { createClient } from "graphql-sse";
import { headers, http, say, SCORE, told } from "./told.mjs";

const retry = () => new Promise((resolve) => setTimeout(resolve, 50));
const client = createClient({ url: http, headers, retry, retryAttempts: Infinity });
const variables = { journey: told.journey };
for await (const { data } of client.iterate({ query: SCORE, variables })) {
  variables.afterSeq = data.scoreUpdated.seq;
  say(data.scoreUpdated);
}
say("complete");
process.exit(0); // its own connections linger
