// Pings are answered in both directions, and the socket stays.
import { connect } from "./socket.mjs";
import { dismissed, say, SCORE, told } from "./told.mjs";

const client = connect({
  keepAlive: 50,
  on: {
    ping: (received) => say(received ? "pinged" : "ping"),
    pong: (received) => say(received ? "pong" : "ponged"),
    closed: ({ code }) => say({ closed: code }),
  },
});
dismissed.then(() => client.dispose());
for await (const { data } of client.iterate({ query: SCORE, variables: { journey: told.journey } }))
  say(data.scoreUpdated);
