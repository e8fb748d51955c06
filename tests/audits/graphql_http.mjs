// The audits of the GraphQL over HTTP specification, as the authors of graphql-http publish them: a line each.
import { serverAudits } from "graphql-http";

const { address, token } = JSON.parse(process.argv[2]);
const authorized = (url, init = {}) =>
  fetch(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });

for (const path of ["/graphql", "/graphql/"]) {
  for (const { fn } of serverAudits({ url: `http://${address}${path}`, fetchFn: authorized })) {
    const { id, name, status, reason } = await fn();
    console.log(JSON.stringify({ path, id, name, status, reason }));
  }
}
