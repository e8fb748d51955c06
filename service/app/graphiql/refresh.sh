#!/usr/bin/env bash
# Copy GraphiQL and React out of their npm packages into assets/, with the licences of all that is in them.
# GraphiQL 4 and React 18 are the last that come as one script each; later ones need a bundler, or a CDN.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/assets"
from=$(mktemp -d)
trap 'rm -rf "$from"' EXIT
npm install --prefix "$from" --ignore-scripts --no-audit --no-fund --no-save \
  graphiql@4.1.2 graphql@16.15.0 react@18.3.1 react-dom@18.3.1
packages="$from/node_modules"
cp "$packages/graphiql/graphiql.min.css" .
for script in graphiql/graphiql.min.js react/umd/react.production.min.js react-dom/umd/react-dom.production.min.js; do
  grep -v '^//# sourceMappingURL=' "$packages/$script" >"${script##*/}"
done
{
  echo 'GraphiQL carries the fonts Roboto (Apache License 2.0) and Fira Code (SIL Open Font License 1.1), and'
  echo 'these packages or parts of them:'
  for manifest in "$packages"/*/package.json "$packages"/@*/*/package.json; do
    folder=$(dirname "$manifest")
    case $folder in */@types/* | */argparse) continue ;; esac
    printf '\n%s\n' "--- $(node -p "(({name, version, license}) => [name, version, license].join(' '))(require('$manifest'))")"
    grep -q '"license": "Apache-2.0"' "$manifest" && [ -e apache.seen ] && continue
    grep -q '"license": "Apache-2.0"' "$manifest" && touch apache.seen
    find "$folder" -maxdepth 1 -iname 'licen[cs]e*' -exec cat {} +
  done
} >LICENSES.txt
rm -f apache.seen
sha256sum -- *.min.js graphiql.min.css >SHA256SUMS
