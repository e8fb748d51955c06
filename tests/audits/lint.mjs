// graphql-schema-linter with all its rules but those that want everything in alphabetical order: ours tells a story.
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const require = createRequire(import.meta.url);
const home = dirname(require.resolve("graphql-schema-linter/package.json"));
const rules = readdirSync(`${home}/lib/rules`)
  .map((file) => file.replace(".js", "").replaceAll("_", "-"))
  .filter((rule) => !rule.endsWith("sorted-alphabetically"));
const { run } = require(`${home}/lib/runner.js`);
const written = [];
const out = { write: (text) => written.push(text) };
await run(out, out, process.stdin, ["node", "lint", "--format", "json", "--rules", rules.join(","), process.argv[2]]);
console.log(JSON.stringify({ rules, ...JSON.parse(written.join("")) }));
