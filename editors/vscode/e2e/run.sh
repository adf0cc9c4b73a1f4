#!/bin/sh
# Try the extension in a real VS Code: code-server, its browser driven by playwright. Takes a minute.
#
# Needs node 20, Chromium (CHROMIUM=path), ripgrep (rg) and a Python that has nianbao[lsp] (PYTHON=path).
# What is installed and the screenshots go to .e2e, which git ignores.
set -eu
cd "$(dirname "$0")/.."
here=$PWD
work=$here/.e2e
python=${PYTHON:-$(cd ../.. && pwd)/.venv/bin/python}
"$python" -c 'import linter, pygls' || { echo "PYTHON=$python 里没有 nianbao[lsp]" >&2; exit 2; }

[ -d node_modules ] || npm ci --ignore-scripts
npm run -s package

mkdir -p "$work"
if [ ! -e "$work/node_modules/.ready" ]; then
  # Its scripts would fetch binaries: what they are needed for is linked or built here.
  (cd "$work" && npm init -y >/dev/null && npm install --ignore-scripts code-server@4.100.3 playwright-core)
  (cd "$work/node_modules/code-server/lib/vscode" && npm ci --omit=dev --ignore-scripts --legacy-peer-deps)
  (cd "$work" && npm rebuild argon2)
  rg=$work/node_modules/code-server/lib/vscode/node_modules/@vscode/ripgrep/bin
  mkdir -p "$rg" && ln -sf "$(command -v rg)" "$rg/rg"
  touch "$work/node_modules/.ready"
fi

rm -rf "$work/extensions" "$work/unpacked"
mkdir -p "$work/extensions" "$work/unpacked"
"$python" -m zipfile -e dist/nianbao.vsix "$work/unpacked"
mv "$work/unpacked/extension" "$work/extensions/nianbao.nianbao-0.1.0"

cp e2e/drive.mjs "$work/drive.mjs" # beside its modules
CHROMIUM=${CHROMIUM:-$(command -v chromium)} PYTHON=$python ROOT=$(cd ../.. && pwd) WORK=$work node "$work/drive.mjs"
