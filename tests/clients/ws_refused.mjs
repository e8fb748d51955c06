// Whom the service does not believe is told by the close code.
import { connect } from "./socket.mjs";
import { say, SCORE, told } from "./told.mjs";

const client = connect({ connectionParams: told.params });
try {
  await client.iterate({ query: SCORE, variables: { journey: told.journey } }).next();
} catch ({ code, reason }) {
  say({ code, reason });
}
