#!/usr/bin/env bash
# Sets up what is missing, and only that: system packages (apt), a virtual environment from the hash-locked list.
# Usage: .ci/setup.sh [dev]      with "dev": what the tests need too
set -euo pipefail
cd "$(dirname "$0")/.."

want=${1:-run}
lock=.ci/requirements.txt
[ "$want" = dev ] && lock=.ci/requirements-dev.txt
log=$(mktemp -t vanthu-setup.XXXXXX)
trap 'rm -f "$log"' EXIT

say() { printf '%s\n' "$*" >&2; }
fail() { say "$1"; exit 3; }

# Run quietly; show what was printed only when it goes wrong.
quietly() {
    if ! "$@" >"$log" 2>&1 </dev/null; then
        say "Không chạy được (failed): $*"
        tail -n 40 "$log" >&2
        exit 3
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        quietly env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo -v || fail "Cần quyền quản trị để cài gói hệ thống (administrator rights needed): $*"
        quietly sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        fail "Cần quyền quản trị và không có sudo (need root): $*"
    fi
}

# ------------------------------------------------------------------------------------------------------------ Python
python=""
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || fail "Cần Python 3.11 trở lên (Python 3.11 or newer is needed)."

# --------------------------------------------------------------------------------------------------- system packages
packages=()
reasons=()
need() { packages+=("$1"); reasons+=("$1: $2"); }

font=$(fc-match --format='%{family}' 'Times New Roman' 2>/dev/null || true)
command -v fc-match >/dev/null || need fontconfig "tìm phông chữ (finds fonts)"
case "$font" in
    "Times New Roman"* | "Liberation Serif"* | Tinos*) ;;
    *) need FONT "phông cùng độ rộng với Times New Roman (metric twin of Times New Roman)" ;;
esac
if ! command -v soffice >/dev/null && ! command -v libreoffice >/dev/null; then
    need libreoffice-writer-nogui "chuyển Word sang PDF (turns DOCX into PDF)"
fi
command -v pdftoppm >/dev/null || need poppler-utils "xem trang PDF thành ảnh (looks at PDF pages)"
"$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv "môi trường Python riêng (virtual environments)"

if [ ${#packages[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        say "Máy này không dùng apt. Hãy tự cài (please install yourself):"
        printf '  - %s\n' "${reasons[@]/FONT/Liberation Serif}" >&2
        exit 3
    fi
    as_root apt-get update -qq
    for position in "${!packages[@]}"; do
        if [ "${packages[$position]}" = FONT ]; then
            # Debian 12 and newer Ubuntu call it fonts-liberation2 or fonts-liberation.
            packages[position]=fonts-liberation
            if apt-cache show fonts-liberation2 >/dev/null 2>&1; then packages[position]=fonts-liberation2; fi
            reasons[position]=${reasons[$position]/FONT/${packages[$position]}}
        fi
    done
    say "Cài gói hệ thống (installing system packages):"
    printf '  - %s\n' "${reasons[@]}" >&2
    as_root apt-get install -y -qq --no-install-recommends "${packages[@]}"
    command -v fc-cache >/dev/null && quietly fc-cache -f
fi

# ------------------------------------------------------------------------------------------------ virtual environment
stamp=.venv/.vanthu-$want
mark=$(cat "$lock" pyproject.toml | sha256sum)
[ "$want" = run ] && [ -f .venv/.vanthu-dev ] && stamp=.venv/.vanthu-dev && mark=$(cat .ci/requirements-dev.txt pyproject.toml | sha256sum)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$mark" ]; then
    say "Lập môi trường Python trong .venv (setting up .venv from $lock) …"
    [ -x .venv/bin/python ] || quietly "$python" -m venv .venv
    quietly .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock"
    quietly .venv/bin/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s' "$mark" >"$stamp"
fi
