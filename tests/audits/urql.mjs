// urql: a mutation, a page that is asked anew after it, a refusal, and a subscription by its own fetch.
import { cacheExchange, Client, fetchExchange, gql } from "@urql/core";
import { readFileSync } from "node:fs";
import { parse } from "graphql";

const { address, token, journey, input } = JSON.parse(process.argv[2]);
const say = (words) => console.log(JSON.stringify(words));
const { definitions } = parse(readFileSync(new URL("operations.graphql", import.meta.url), "utf8"));
const of = (name) => gql({ kind: "Document", definitions: definitions.filter((each) => each.name.value === name) });

const client = new Client({
  url: `http://${address}/graphql`,
  exchanges: [cacheExchange, fetchExchange],
  fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  fetchSubscriptions: true,
  preferGetMethod: "within-url-limit",
});
const plain = ({ data, error }) => ({ data, errors: error?.graphQLErrors.map((each) => each.extensions.code) });

let updates = 0;
const seen = new Promise((resolve) => {
  client.subscription(of("Follow"), { journey }).subscribe(({ data, error }) => {
    say(["update", error?.message ?? data.scoreUpdated.journey.score.n]);
    if (++updates === 1) client.mutation(of("Submit"), { input }).then(({ data }) => say(["submit", data.submitFeedback.duplicate]));
    if (error || updates === 2) resolve();
  });
});
await seen;
say(["page", (await client.query(of("Page"), { id: journey })).data.journey.score.n]);
say(["refused", plain(await client.query("{ nothing }", {}))]);
process.exit(0);
