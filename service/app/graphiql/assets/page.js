// GraphiQL on this service: a bearer token that is remembered, one answer by POST, and subscriptions as server-sent
// events. Nothing is loaded from elsewhere.
"use strict";

const told = (name) => document.querySelector(`meta[name=heartline-${name}]`).content;
globalThis.__webpack_nonce__ = told("nonce"); // where GraphiQL's dialogs look for it

const REMEMBERED = "heartline.token";
const API = "/graphql";

const QUERY = `# Heartline: how people feel along their
# journeys, and where a better moment pays most.
#
# Run this with the button on the right, or with
# Ctrl-Enter. A score comes with what it rests
# on: n feedback, and the interval low to high.
#
# Ctrl-Space tells what else can be asked; the
# book on the left is the whole documentation.
# The next tab follows a journey live.

query Journeys {
  viewer { tenant subject expiresAt }
  journeys(first: 3) {
    totalCount
    edges {
      node {
        id
        name
        score {
          n
          zone
          valence { value low high }
          crossChannel { score status coverage }
          nps { value status }
        }
        opportunities(first: 1) {
          touchpoint { name }
          recoverableValence
        }
      }
    }
  }
}
`;
const SUBSCRIPTION = `# The present state comes first, then every later
# one, until you press the button again. Feedback
# that submitFeedback brings in another tab shows
# here within moments.

subscription Follow($journey: ID!) {
  scoreUpdated(journeyId: $journey) {
    seq
    kind
    occurredAt
    touchpointsWithNewFeedback { name }
    journey { name score { n zone valence { value low high } } }
  }
}
`;

/** What a token says of itself; null for what is none. */
function claimsOf(token) {
  try {
    const bytes = atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (each) => each.charCodeAt(0))));
  } catch {
    return null;
  }
}

const holds = (token) => token !== "" && (claimsOf(token)?.exp ?? 0) * 1000 > Date.now();

/** The one that was typed and remembered, as long as it holds; else the page's own, where it has one. */
function chooseToken() {
  const remembered = localStorage.getItem(REMEMBERED) ?? "";
  const given = told("token");
  return holds(remembered) ? remembered : given || remembered;
}

const field = document.querySelector("#token");
field.value = chooseToken();
field.addEventListener("change", () => {
  const typed = field.value.trim();
  typed ? localStorage.setItem(REMEMBERED, typed) : localStorage.removeItem(REMEMBERED);
  location.reload(); // another bearer: the schema is read anew
});

function describeBearer() {
  const claims = claimsOf(field.value);
  if (!field.value) return "Without a token every request is refused.";
  if (!claims) return "This is no token.";
  const until = new Date(claims.exp * 1000).toLocaleString();
  return `${claims.sub} of ${claims.tenant}, ${holds(field.value) ? "until" : "expired"} ${until}`;
}
document.querySelector("#bearer").textContent = describeBearer();

function post(request, accept, headers, signal) {
  return fetch(API, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept,
      ...(field.value && { authorization: `Bearer ${field.value.trim()}` }),
      ...headers,
    },
    body: JSON.stringify(request),
    signal,
  });
}

async function ask(request, headers) {
  const response = await post(request, "application/graphql-response+json, application/json", headers);
  return response.json();
}

/** Read server-sent events: the data of each `next`, until `complete`. */
async function follow(request, headers, signal, next) {
  const response = await post(request, "text/event-stream", headers, signal);
  if (!response.headers.get("content-type").startsWith("text/event-stream")) return next(await response.json());
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let waiting = "", read = await reader.read(); !read.done; read = await reader.read()) {
    const events = (waiting + read.value).split("\n\n");
    waiting = events.pop();
    for (const event of events) {
      const lines = event.split("\n");
      if (lines.includes("event: complete")) return undefined;
      const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
      if (lines.includes("event: next")) next(JSON.parse(data.join("\n")));
    }
  }
  return undefined;
}

function kindOf(document, name) {
  const operations = document?.definitions.filter((each) => each.kind === "OperationDefinition") ?? [];
  return (operations.find((each) => !name || each.name?.value === name) ?? operations[0])?.operation;
}

/** GraphiQL's fetcher: a promise for what is answered once, an observable for what is followed. */
function fetcher(request, { headers = {}, documentAST } = {}) {
  if (kindOf(documentAST, request.operationName) !== "subscription") return ask(request, headers);
  return {
    subscribe({ next, error, complete }) {
      const stop = new AbortController();
      follow(request, headers, stop.signal, next).then(complete, (failure) => stop.signal.aborted || error(failure));
      return { unsubscribe: () => stop.abort() };
    },
  };
}

/** The first journey's id, so that the second tab can be run as it is. */
async function anyJourney() {
  try {
    const { data } = await ask({ query: "{ journeys(first: 1) { edges { node { id } } } }" });
    return data.journeys.edges[0].node.id;
  } catch {
    return "an id that Journeys gave";
  }
}

async function start() {
  const variables = JSON.stringify({ journey: await anyJourney() }, null, 2);
  const defaultTabs = [{ query: QUERY }, { query: SUBSCRIPTION, variables }];
  const page = React.createElement(GraphiQL, { fetcher, defaultTabs, defaultQuery: QUERY, shouldPersistHeaders: false });
  ReactDOM.createRoot(document.querySelector("#graphiql")).render(page);
}
start();
