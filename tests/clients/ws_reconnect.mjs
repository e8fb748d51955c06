// Not lazy, and never giving up: cut off, it comes back and asks for what is newer than the last seq.
import { connect } from "./socket.mjs";
import { dismissed, say, SCORE, told } from "./told.mjs";

const client = connect({
  lazy: false,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  on: { connected: (_socket, _payload, again) => say({ connected: again ? "again" : "first" }) },
});
dismissed.then(() => process.exit(0)); // it would come back even now
const variables = { journey: told.journey };
for await (const { data } of client.iterate({ query: SCORE, variables })) {
  variables.afterSeq = data.scoreUpdated.seq;
  say(data.scoreUpdated);
}
