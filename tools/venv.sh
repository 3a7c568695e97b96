#!/bin/sh
# Make a virtual environment in the folder $1 with the first Python 3.11 or later that is found.
# One that works is left alone; one that does not (Python removed, checkout moved) is made again.
set -eu
folder=$1
note=$folder/.here
good='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'

moved() { [ -e "$note" ] && [ "$(cat "$note")" != "$PWD" ]; }

if ! moved && [ -x "$folder/bin/python" ] && "$folder/bin/python" -c 'import pip' 2>/dev/null; then
  pwd >"$note"
  exit 0
fi
for python in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11 python; do
  if command -v "$python" >/dev/null 2>&1 && "$python" -c "$good" 2>/dev/null; then
    "$python" -m venv --clear "$folder"
    pwd >"$note"
    exit 0
  fi
done
echo "No Python 3.11 or later with the venv module was found." >&2
echo "Install it (Debian, Ubuntu: apt-get install python3 python3-venv) or name one: make PYTHON=/path/to/python3" >&2
exit 1
