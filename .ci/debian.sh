#!/usr/bin/env bash
# Runs the README's two commands on a bare Debian of another age, from the last commit of this checkout.
# See --help. Exit codes: 0 all fine · 1 a command failed or the demo has findings · 2 usage · 3 the system could not be set up
#
# How it cleans up: everything that mounts or starts a program happens in mount and process namespaces of its own. When the
# script ends, however it ends, the kernel ends every program in them and lets go of every mount; nothing outside ever sees a
# mount, so that removing the folder cannot reach through one. It is looked at all the same before anything is removed.
set -euo pipefail

usage() {
    cat <<'HELP'
Usage: .ci/debian.sh [OPTIONS] SUITE        (root only; SUITE: bookworm, trixie, …)

Sets up a bare Debian SUITE (debootstrap) in a fresh folder, installs in it what the README names (git, make, python3),
clones the last commit of this checkout and runs `make demo` and `make test` there. Fails if one of them fails or the
demo has a finding. Prints versions and results, and removes the folder.

  --cache DIR    keep the bare system as DIR/SUITE.tar and begin with it next time
  --root DIR     set up in DIR (which must be empty or not there) and keep it; if DIR is a system made by this script,
                 use it again: only the checkout is cloned anew
  --keep         keep the folder, whatever comes out
  --prepare      only set up and clone, run nothing; implies --keep and says how to get in
  --shell        after that, open a shell in the system
  --run COMMAND  run COMMAND (bash) in the clone instead of the two commands; more than one: in this order
  --mirror URL   where Debian's packages come from (default: debootstrap's own)
  -h, --help     this text
HELP
}
say() { printf '%s\n' "$*" >&2; }
usage_error() { say "$1"; usage >&2; exit 2; }
environment_error() { say "$1"; exit 3; }

suite="" cache="" root="" mirror="" keep="" prepare="" shell="" commands=()
value_of() { [ "$1" -ge 2 ] || usage_error "$2 needs a value."; }
while [ $# -gt 0 ]; do
    case "$1" in
        --cache) value_of $# "$1"; cache=$2; shift ;;
        --root) value_of $# "$1"; root=$2; shift ;;
        --mirror) value_of $# "$1"; mirror=$2; shift ;;
        --run) value_of $# "$1"; commands+=("$2"); shift ;;
        --keep) keep=yes ;;
        --prepare) prepare=yes ;;
        --shell) prepare=yes shell=yes ;;
        -h | --help) usage; exit 0 ;;
        -*) usage_error "Unknown option: $1" ;;
        *) [ -z "$suite" ] || usage_error "One suite at a time: $suite, $1"; suite=$1 ;;
    esac
    shift
done
[ -n "$suite" ] || usage_error "Which suite?"
[[ $suite =~ ^[a-z]+$ ]] || usage_error "No name of a suite: $suite"
[ "$(id -u)" = 0 ] || environment_error "Root only: it makes a system in a folder (debootstrap, chroot)."
checkout=$(cd "$(dirname "$0")/.." && pwd -P)
absolute() { (cd "$(dirname -- "$1")" 2>/dev/null && printf '%s/%s\n' "$(pwd -P)" "$(basename -- "$1")"); }

# ------------------------------------------------------------------------------------------------------- outside: the folder
if [ -n "$root" ]; then
    root=$(absolute "$root") || environment_error "No such folder: $(dirname -- "$root")"
    keep=yes
    mkdir -p "$root"
else
    root=$(mktemp -d -t "vanthu-$suite.XXXXXX")
fi
[ -z "$prepare" ] || keep=yes
if [ -n "$cache" ]; then
    mkdir -p "$cache"
    cache=$(absolute "$cache")/$suite.tar
fi
made=$root/etc/vanthu-suite # Written last: a system without it is not whole.

remove() {
    local left
    left=$(findmnt -rno TARGET | grep -E "^$root(/|\$)" || true)
    if [ -n "$left" ]; then
        say "Something is mounted there, so it is not removed: $left"
        return
    fi
    rm -rf --one-file-system -- "$root"
}
end() {
    local code=$?
    trap - EXIT
    if [ -n "$keep" ]; then say "Kept: $root"; else remove; fi
    exit $code
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

for tool in unshare findmnt chroot git; do
    command -v $tool >/dev/null || environment_error "Needs $tool."
done
if ! command -v debootstrap >/dev/null; then
    command -v apt-get >/dev/null || environment_error "Needs debootstrap: install it and run this again."
    say "Installing debootstrap …"
    apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends debootstrap >&2 ||
        environment_error "debootstrap could not be installed."
fi

if [ -e "$made" ]; then
    [ "$(cat "$made")" = "$suite" ] || environment_error "$root is a system of $(cat "$made"), not of $suite."
elif [ -n "$(ls -A "$root")" ]; then
    environment_error "$root is not empty and was not made by this script."
elif [ -n "$cache" ] && [ -e "$cache" ]; then
    say "Bare $suite from $cache"
    tar -C "$root" -xpf "$cache" --numeric-owner
else
    say "Bare $suite by debootstrap …"
    log=$(mktemp -t vanthu-debootstrap.XXXXXX)
    # In a namespace too: debootstrap mounts /proc and /sys while it works.
    if ! unshare --mount --propagation private debootstrap --variant=minbase "$suite" "$root" ${mirror:+"$mirror"} >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        environment_error "debootstrap failed."
    fi
    rm -f "$log"
    if [ -n "$cache" ]; then
        tar -C "$root" --one-file-system --numeric-owner -cpf "$cache.part" . && mv "$cache.part" "$cache"
    fi
fi
# It becomes /, which everybody must be able to enter; mktemp, and a system kept from its folder, let only root in.
chmod 755 "$root"

# What a machine needs to reach the network from where this one stands: names, certificates, proxies, settings of apt and pip.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
if [ -d /usr/local/share/ca-certificates ]; then
    mkdir -p "$root/usr/local/share/ca-certificates"
    cp -LR /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
fi
if [ -e /etc/ssl/certs/ca-certificates.crt ] && [ ! -e "$root/etc/ssl/certs/ca-certificates.crt" ]; then
    mkdir -p "$root/etc/ssl/certs"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
if command -v apt-config >/dev/null; then
    apt-config dump Acquire | grep -E '^Acquire::(http|https|Retries)[^ ]*(Proxy|Timeout|Retries)' \
        >"$root/etc/apt/apt.conf.d/90network" || true
fi
for settings in /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
    [ -e "$settings" ] || continue
    inside=${settings/#$HOME\//\/root\/}
    mkdir -p "$root$(dirname "$inside")"
    cp -L "$settings" "$root$inside"
done
network=()
while IFS= read -r name; do
    case "$name" in
        # A folder of this machine is not there.
        PIP_FIND_LINKS | PIP_CACHE_DIR | PIP_TARGET | PIP_PREFIX) ;;
        *) network+=("$name=${!name}") ;;
    esac
done < <(compgen -e | grep -E '^(PIP_.*|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|GIT_SSL_CAINFO|(http|https|no|HTTP|HTTPS|NO)_(proxy|PROXY))$')

# The last commit, as one file that git inside clones from.
[ -z "$(git -C "$checkout" -c safe.directory='*' status --porcelain)" ] ||
    say "Note: what is not committed is not tried."
git -C "$checkout" -c safe.directory='*' bundle create --quiet "$root/root/vanthu.bundle" HEAD

# -------------------------------------------------------------------------------------------- inside: namespaces and chroot
# Says what failed on the last line of the report; each command's own output goes through.
cat >"$root/root/inside.sh" <<'INSIDE'
set -u
prepare() {
    export DEBIAN_FRONTEND=noninteractive
    if ! { command -v git && command -v make && command -v python3; } >/dev/null; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends git make python3 || return 3
    fi
    rm -rf /root/vanthu
    git clone --quiet /root/vanthu.bundle /root/vanthu || return 3
}
versions() {
    printf 'Debian %s · %s · %s · %s\n' "$(cat /etc/debian_version)" \
        "$( (soffice --version || /usr/lib/libreoffice/program/soffice --version) 2>/dev/null | head -n 1 | cut -d ' ' -f 1,2)" \
        "$(python3 --version)" "$(git -C /root/vanthu log -1 --format=%h)"
}
# The demo again: nothing is built a second time, and all that was found is told.
findings() {
    .venv/bin/vanthu build fixtures --output output --json 2>/dev/null | python3 -c '
import json, sys
told = json.load(sys.stdin)
papers = told["documents"]
found = [*told["findings"], *(one for paper in papers for one in paper["findings"])]
print(len(papers), "papers,", len(found), "findings")
sys.exit(bool(found) or not papers)
' || return 1
}
results=()
failed=0
try() {
    local started=$SECONDS
    "${@:2}" </dev/null
    local code=$?
    [ $code = 0 ] || failed=1
    results+=("$1: $([ $code = 0 ] && echo fine || echo "FAILED ($code)"), $((SECONDS - started)) s")
}
if [ "${1:-}" = prepare ]; then prepare; exit; fi
cd /root/vanthu || exit 3
if [ "${1:-}" = shell ]; then bash -i; exit 0; fi
if [ $# -gt 0 ]; then
    for command in "$@"; do try "$command" bash -c "$command"; done
else
    try 'make demo' make demo
    try 'demo without findings' findings
    try 'make test' make test
fi
echo
versions
printf '%s\n' "${results[@]}"
exit $failed
INSIDE

# /proc of its own processes, shared memory and terminals: what a Debian has and a bare folder has not.
inside() {
    # shellcheck disable=SC2016  # expanded inside
    unshare --mount --pid --fork --kill-child --propagation private bash -c '
        root=$1; shift
        mount -t proc proc "$root/proc" &&
            mkdir -p "$root/dev/shm" "$root/dev/pts" &&
            mount -t tmpfs -o nosuid,nodev,mode=1777 tmpfs "$root/dev/shm" &&
            mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$root/dev/pts" &&
            { [ -e "$root/dev/ptmx" ] || ln -s pts/ptmx "$root/dev/ptmx"; } || exit 3
        # Not exec: the first process of a namespace is to bury those whose parents are gone.
        chroot "$root" "$@"
        exit $?
    ' vanthu "$root" /usr/bin/env -i "${network[@]}" HOME=/root USER=root LC_ALL=C.UTF-8 "TERM=${TERM:-dumb}" \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash /root/inside.sh "$@"
}

say "Setting up $suite and cloning …"
inside prepare || environment_error "Setting up failed."
printf '%s\n' "$suite" >"$made"
if [ -n "$prepare" ]; then
    say "Ready: .ci/debian.sh --root $root --shell $suite"
    [ -z "$shell" ] || inside shell
    exit 0
fi
# In the background and waited for, so that a signal to this script is heard at once.
inside "${commands[@]}" &
wait $! || exit 1
