#!/usr/bin/env bash
# Sets up what is missing, and only that: system packages (apt), a virtual environment from the hash-locked list.
# Usage: .ci/setup.sh [dev]      with "dev": what the tests need too
# Exit codes: 0 all there · 3 something is missing and could not be set up (what to do is printed)
set -euo pipefail
cd "$(dirname "$0")/.."

want=${1:-run}
# A developer's environment stays one: bringing only the program's part up to date would leave the rest behind.
if [ "$want" = run ] && [ -f .venv/.vanthu-dev ]; then want=dev; fi
case "$want" in
    run) lock=.ci/requirements.txt ;;
    dev) lock=.ci/requirements-dev.txt ;;
    *) printf 'Usage: .ci/setup.sh [dev]\n' >&2; exit 2 ;;
esac
# It would be emptied and filled for this folder, and whoever else uses it would lose it.
if [ -L .venv ]; then
    printf '.venv là liên kết đến %s, không đụng tới; xóa liên kết rồi chạy lại.\n(.venv is a link to another environment: remove the link and run this again.)\n' "$(readlink .venv)" >&2
    exit 3
fi
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

# A fresh machine may be installing its own updates: wait for them instead of failing at once.
apt_get() {
    local command=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@")
    if [ "$(id -u)" = 0 ]; then
        quietly "${command[@]}"
    else
        command -v sudo >/dev/null || fail "Cần quyền quản trị và không có sudo (need root, and there is no sudo): apt-get $*"
        # Ask for the password here, where it can be seen; the command itself runs quietly.
        sudo -n true 2>/dev/null || sudo -v ||
            fail "Cần quyền quản trị để cài gói hệ thống (administrator rights needed): apt-get $*"
        quietly sudo "${command[@]}"
    fi
}

# ------------------------------------------------------------------------------------------------------------ Python
python=""
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    # Running it is the only proof: version managers leave names of Pythons that are not there.
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || fail "Cần Python 3.11 trở lên; hãy cài rồi chạy lại, ví dụ: sudo apt install python3.11 python3.11-venv
(Python 3.11 or newer is needed: install it and run this again)."

# --------------------------------------------------------------------------------------------------- system packages
packages=()
reasons=()
need() { packages+=("$1"); reasons+=("$1: $2"); }

# Where the program looks for it, too.
debian_office=/usr/lib/libreoffice/program
has_libreoffice() {
    command -v soffice >/dev/null || command -v libreoffice >/dev/null || [ -e $debian_office/soffice ] ||
        [ -e /usr/lib64/libreoffice/program/soffice ] || [ -e /opt/libreoffice/program/soffice ] || [ -e /snap/bin/libreoffice ]
}

writer="chuyển Word sang PDF (turns DOCX into PDF)"
if ! has_libreoffice; then
    need libreoffice-writer-nogui "$writer"
elif [ -e $debian_office/soffice.bin ] && [ ! -e $debian_office/libswlo.so ]; then
    # LibreOffice without Writer. With a screen or without one exclude each other: stay with the kind that is there.
    if dpkg -s libreoffice-core-nogui >/dev/null 2>&1; then
        need libreoffice-writer-nogui "$writer"
    else
        need libreoffice-writer "$writer"
    fi
fi
# Only where LibreOffice is Debian's: others bring a Python of their own, and without one it only takes longer.
if [ ! -e /usr/lib/python3/dist-packages/uno.py ] && { ! has_libreoffice || [ -e $debian_office/soffice.bin ]; }; then
    need python3-uno "giao văn bản cho LibreOffice nhanh hơn (hands papers to LibreOffice faster)"
fi
command -v fc-match >/dev/null || need fontconfig "tìm phông chữ (finds fonts)"
# The name alone proves nothing: the first Liberation Serif has the widths but not ơ, ư and the letters with two marks.
family=$(fc-match --format='%{family}' 'Times New Roman' 2>/dev/null || true)
family=${family%%,*}
case "$family" in
    "Times New Roman" | "Liberation Serif" | Tinos) letters=$(fc-list "$family:charset=1a0 1b0 1ea4 1eef" family) ;;
    *) letters="" ;;
esac
if [ -z "$letters" ]; then
    packages+=(fonts-liberation)
    reasons+=("fonts-liberation2 / fonts-liberation: phông cùng độ rộng với Times New Roman (metric twin of Times New Roman)")
fi
command -v pdftoppm >/dev/null || need poppler-utils "xem trang PDF thành ảnh (looks at PDF pages)"
"$python" -c 'import ensurepip, venv' 2>/dev/null || need "$python-venv" "môi trường Python riêng (virtual environments)"
command -v make >/dev/null || need make "chạy các lệnh của dự án (runs the project's commands)"
# Only where LibreOffice is Debian's: elsewhere Calc comes with it.
if [ "$want" = dev ] && [ ! -e $debian_office/libsclo.so ] && { ! has_libreoffice || [ -e $debian_office/soffice.bin ]; }; then
    calc=libreoffice-calc-nogui
    if dpkg -s libreoffice-core >/dev/null 2>&1; then calc=libreoffice-calc; fi
    need "$calc" "các bài thử điền biểu mẫu bằng LibreOffice (tests fill in forms with LibreOffice)"
fi
if [ "$want" = dev ] && ! command -v ps >/dev/null; then
    need procps "các bài thử xem chương trình nào còn chạy (tests look for programs left running)"
fi
if [ "$want" = dev ] && ! command -v openssl >/dev/null; then
    need openssl "các bài thử lập chứng thư cho cụm máy (tests make certificates for a cluster)"
fi

if [ ${#packages[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        say "Máy này không dùng apt. Hãy tự cài những thứ sau, tên gói như trên Debian"
        say "(no apt here; please install these yourself, named as Debian names them):"
        printf '  - %s\n' "${reasons[@]}" >&2
        exit 3
    fi
    say "Cài gói hệ thống (installing system packages):"
    printf '  - %s\n' "${reasons[@]}" >&2
    apt_get update -qq
    for position in "${!packages[@]}"; do
        # Where both are offered, the second is the one with all Vietnamese letters. (Read whole: `grep -q` would end
        # the pipe early, which counts as a failure here.)
        if [ "${packages[$position]}" = fonts-liberation ]; then
            policy=$(LC_ALL=C apt-cache policy fonts-liberation2 2>/dev/null || true)
            case "$policy" in *"Candidate: ("* | "") ;; *) packages[position]=fonts-liberation2 ;; esac
        fi
    done
    # Never take a program away from its user (a desktop LibreOffice) to make room for ours: then apt-get fails and says why.
    apt_get install -y -qq --no-install-recommends --no-remove "${packages[@]}"
    if command -v fc-cache >/dev/null; then quietly fc-cache -f; fi
fi

# ------------------------------------------------------------------------------------------------ virtual environment
stamp=.venv/.vanthu-$want
# The place counts: programs in an environment know it by its full path, so a moved folder needs a new one.
mark=$({ cat "$lock" pyproject.toml; pwd -P; } | "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$mark" ] || ! .venv/bin/python -c '' 2>/dev/null; then
    say "Lập môi trường Python trong .venv (setting up .venv from $lock) …"
    # No stamp while it is being changed: what is interrupted is done again.
    rm -f .venv/.vanthu-*
    # Kept if it is sound: it starts, is new enough, has pip, and was made for this very place.
    here=$(pwd -P)
    made=$(grep '^command = ' .venv/pyvenv.cfg 2>/dev/null || true)
    if [ "${made%"$here/.venv"}" = "$made" ] ||
        ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        quietly "$python" -m venv --clear .venv
    fi
    quietly .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r "$lock"
    quietly .venv/bin/python -m pip install --disable-pip-version-check --no-deps --no-build-isolation -e .
    printf '%s\n' "$mark" >"$stamp"
fi
