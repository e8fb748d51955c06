// Apollo Client's persisted queries: the hash alone at first, the document once where it is not known.
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { createHash } from "node:crypto";
import { dismissed, headers, http, say, told } from "./told.mjs";

const posts = new HttpLink({ uri: http, headers, fetch: overheard });
const hashes = new PersistedQueryLink({
  sha256: (document) => createHash("sha256").update(document).digest("hex"),
  useGETForHashedQueries: told.method === "GET",
});

async function overheard(address, options) {
  const asked = new URL(address).searchParams;
  const sent = options.method === "GET" ? asked.has("query") : "query" in JSON.parse(options.body);
  const answer = await fetch(address, options);
  say({ method: options.method, sent, status: answer.status });
  return answer;
}

for (const _ of ["a client", "another"]) {
  const client = new ApolloClient({ link: ApolloLink.from([hashes, posts]), cache: new InMemoryCache() });
  const { data } = await client.query({ query: gql("query Me { viewer { tenant } }") });
  say({ tenant: data.viewer.tenant });
}
await dismissed;
process.exit(0);
