#!/bin/sh
# Puts what a user would pick instead into bench/.standins: Carbone (npm) and unoserver (PyPI, for the system's Python with UNO).
# Needs: node, npm, /usr/bin/python3 with python3-uno (sudo apt install nodejs npm python3-uno python3-pip).
set -eu
cd "$(dirname "$0")/.."
mkdir -p .standins
npm install --silent --no-fund --no-audit --prefix .standins carbone@3.8.2
"${PYTHON:-../.venv/bin/python}" -m pip install --quiet --target .standins/unoserver unoserver==3.7
