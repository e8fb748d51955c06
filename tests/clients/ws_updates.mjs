// The state first, then every later one.
import { connect } from "./socket.mjs";
import { dismissed, say, SCORE, told } from "./told.mjs";

const client = connect();
dismissed.then(() => client.dispose());
for await (const answer of client.iterate({ query: SCORE, variables: { journey: told.journey } })) say(answer);
