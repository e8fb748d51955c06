// One socket carries two subscriptions, a query and a mutation; what is refused disturbs nobody.
import { connect } from "./socket.mjs";
import { dismissed, PAGE, say, SCORE, SUBMIT, told } from "./told.mjs";

const client = connect({ on: { connected: () => say("connected") } });
const { journey, other, input } = told;
const follow = async (name, variables) => {
  for await (const { data } of client.iterate({ query: SCORE, variables })) say([name, data.scoreUpdated]);
  say([name, "complete"]);
};
const once = async (name, query, variables) => {
  try {
    const { value } = await client.iterate({ query, variables }).next();
    say([name, value]);
  } catch (errors) {
    say([name, { errors }]);
  }
};

follow("first", { journey });
follow("second", { journey: other });
await once("syntax", "subscription {", {});
await once("unknown field", "{ nothingOfTheKind }", {});
await once("unknown journey", SCORE, { journey: told.unknown });
await once("query", PAGE, { journey });
await once("mutation", SUBMIT, { input });
await dismissed;
client.dispose();
