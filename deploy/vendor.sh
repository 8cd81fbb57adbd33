#!/bin/sh
# Copies the style sheet and the type that pages need from npm packages into the web room, with their licences.
# Only who changes a version in package.json runs it (make vendor); the copies are committed.
set -eu
cd "$(dirname "$0")/.."
to=src/quarterdeck/web/static/vendor
npm ci --no-fund --no-audit --loglevel=error

if grep -q '"resolved"' package-lock.json; then
    echo "package-lock.json names a registry: keep omit-lockfile-registry-resolved=true in .npmrc and run npm install" >&2
    exit 1
fi

rm -rf "$to"
mkdir -p "$to/tabler" "$to/be-vietnam-pro/files"

# A sourceMappingURL that points to no file stops collectstatic.
sed 's|/\*# sourceMappingURL=[^*]*\*/||' node_modules/@tabler/core/dist/css/tabler.min.css >"$to/tabler/tabler.min.css"
cp deploy/licences/tabler.txt "$to/tabler/LICENSE"

font=node_modules/@fontsource/be-vietnam-pro
for weight in 400 500 700; do
    for script in vietnamese latin-ext latin; do
        cp "$font/files/be-vietnam-pro-$script-$weight-normal.woff2" "$to/be-vietnam-pro/files/"
    done
    .venv/bin/python deploy/tabular_figures.py "$font/files/be-vietnam-pro-latin-$weight-normal.woff2" \
        "$to/be-vietnam-pro/files/quarterdeck-figures-$weight.woff2"
    sed 's|, url([^)]*\.woff) format(.woff.)||' "$font/$weight.css"
    printf "@font-face {\n  font-family: 'Quarterdeck Figures';\n  font-display: swap;\n  font-weight: %s;\n" "$weight"
    printf "  src: url(./files/quarterdeck-figures-%s.woff2) format('woff2');\n  unicode-range: U+0030-0039;\n}\n\n" "$weight"
done >"$to/be-vietnam-pro/be-vietnam-pro.css"
cp "$font/LICENSE" "$to/be-vietnam-pro/LICENSE"
