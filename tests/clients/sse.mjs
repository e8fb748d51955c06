// graphql-sse, one connection an operation: a query, refusals, then a subscription.
import { createClient } from "graphql-sse";
import { dismissed, headers, http, PAGE, say, SCORE, SUBMIT, told } from "./told.mjs";

const client = createClient({ url: http, headers, retryAttempts: 0 });
dismissed.then(() => client.dispose());
const all = async (name, query, variables) => {
  try {
    for await (const answer of client.iterate({ query, variables })) say([name, answer]);
    say([name, "complete"]);
  } catch (error) {
    say([name, { status: error.response?.status, message: error.message }]);
  }
};

const { journey, input } = told;
await all("query", PAGE, { journey });
await all("mutation", SUBMIT, { input });
await all("syntax", "subscription {", {});
await all("unknown journey", SCORE, { journey: told.unknown });
await all("subscription", SCORE, { journey });
