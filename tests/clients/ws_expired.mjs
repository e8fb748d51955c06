// A token ends in the middle of things: the next one goes on from the last seq.
import { connect } from "./socket.mjs";
import { dismissed, say, SCORE, told } from "./told.mjs";

const tokens = [...told.tokens];
const client = connect({
  connectionParams: () => ({ authorization: `Bearer ${tokens.shift()}` }),
  retryAttempts: tokens.length,
  on: { closed: ({ code }) => say({ closed: code }) },
});
dismissed.then(() => client.dispose());
const variables = { journey: told.journey };
for await (const { data } of client.iterate({ query: SCORE, variables })) {
  variables.afterSeq = data.scoreUpdated.seq;
  say(data.scoreUpdated);
}
