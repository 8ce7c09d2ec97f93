#!/usr/bin/env bash
# The main story through functions under `cargo lambda watch`, with `sandbox stack` around them: the
# commands of docs/local.md, on free ports. It needs cargo-lambda (PyPI) and curl, no network beyond
# loopback, and ends everything that it has started. Stops at the first failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Everything waits for something to become so, at most this long, in seconds.
readonly PATIENCE=60

tools=$(realpath -m "${CARGO_TARGET_DIR:-target}")/tools/lambda/bin
PATH=$tools:$PATH
scratch=$(mktemp -d)
stack='' watch='' control='' port=''

say() {
    printf -- '-- %s\n' "$*"
}

fail() {
    printf '%s\n' "$*" >&2
    for log in "$scratch"/*.log; do
        [[ -e $log ]] || continue
        printf '== the end of %s\n' "${log##*/}" >&2
        tail -n 40 "$log" >&2
    done
    exit 1
}

is_running() {
    [[ -n $1 ]] && kill -0 "$1" 2>/dev/null
}

# Tries a command until it succeeds: wait_until "what becomes so" command…
wait_until() {
    local what=$1 began=$SECONDS
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS - began < PATIENCE)) || fail "Not within $PATIENCE s: $what."
        sleep 0.2
    done
}

# Asks a process of ours to end, as Ctrl-C does, and takes its exit code.
interrupt() {
    local pid=$1 began=$SECONDS
    kill -INT "$pid" 2>/dev/null || true
    while is_running "$pid"; do
        ((SECONDS - began < 15)) || return 1
        sleep 0.1
    done
    wait "$pid"
}

# Whatever happened: nothing of ours goes on. The functions are children of cargo-lambda, which ends
# them, unless it has to be killed itself.
clean_up() {
    local pid
    for pid in "$watch" "$stack"; do
        is_running "$pid" || continue
        interrupt "$pid" || true
        is_running "$pid" || continue
        # shellcheck disable=SC2046 # these are several ids
        kill -KILL $(ps -o pid= --ppid "$pid") "$pid" || true
    done
    rm -rf "$scratch"
}
trap clean_up EXIT
# With job control off, what a script puts into the background ignores Ctrl-C.
set -m

has() {
    grep -qF -- "$1" "$2"
}

sandbox() {
    cargo run --quiet -- --port "$control" "$@"
}

# What a command of the sandbox prints has to have a text: does "text" command…
does() {
    local text=$1 printed
    shift
    printed=$(sandbox "$@") || fail "Not done: $*"
    [[ $printed == *"$text"* ]] || fail "$* does not show \"$text\" but: $printed"
    say "$*: $text"
}

# What an operator asks, in the environment of the functions.
botctl() {
    (
        set -a
        # shellcheck disable=SC1091 # the stack writes it
        . "$scratch/stack.env"
        cargo run --quiet --package botctl -- "$@"
    )
}

# Whether somebody's chat has a text.
sees() {
    sandbox show --as "$1" | grep -qF -- "$2"
}

# What a function returns for an event has to have a text: returns "text" function event
returns() {
    local returned
    returned=$(cargo lambda invoke --invoke-address 127.0.0.1 --invoke-port "$port" \
        "$2" --data-file "events/$3.json") || fail "The function $2 failed with events/$3.json."
    [[ $returned == *"$1"* ]] || fail "$2 does not return \"$1\" for events/$3.json but: $returned"
    say "invoke $2 --data-file events/$3.json: $1"
}

is_free() {
    ! (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Below the ports that the system gives to those who ask for any.
free_port() {
    local candidate
    for _ in {1..50}; do
        candidate=$((20000 + RANDOM % 10000))
        if is_free "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    return 1
}

start_stack() {
    cargo run --quiet -- stack --memory --port 0 --lambda-url "http://127.0.0.1:$port" \
        --env-file "$scratch/stack.env" >"$scratch/stack.log" 2>"$scratch/stack-errors.log" &
    stack=$!
    wait_until 'the stack runs' has 'Ctrl-C stops it.' "$scratch/stack.log"
    control=$(sed -n 's|^#   page      http://127.0.0.1:||p' "$scratch/stack.log")
    say "the stack runs, its control interface is on port $control"
}

# A port that is taken ends cargo-lambda without a word, and with exit code 0.
start_watch() {
    cargo lambda watch --ignore-changes --invoke-address 127.0.0.1 --invoke-port "$port" \
        --env-file "$scratch/stack.env" --color never >"$scratch/watch.log" 2>&1 &
    watch=$!
    wait_until 'the webhook answers' curl --silent --fail --max-time "$PATIENCE" \
        "http://127.0.0.1:$port/lambda-url/webhook/health"
    is_running "$watch" || fail "Port $port has been taken by somebody else: run it again."
    say "the functions run, on port $port"
}

cargo lambda --version 2>/dev/null || fail 'cargo-lambda is missing: install it as docs/local.md says.'
say 'building the functions and the sandbox'
cargo build --quiet --bin sandbox --bin webhook --bin notifier --bin monitor
cargo build --quiet --package botctl
port=$(free_port) || fail 'There is no free port.'

start_stack
wait_until 'the stack misses the functions' has 'no functions are there' "$scratch/stack-errors.log"
start_watch
wait_until 'the schedule calls the monitor' has 'function="monitor"' "$scratch/watch.log"
say 'the schedule has called the monitor'
wait_until 'what waited is answered' sees 1 'Hello, Boss!'
say 'the superadmin, who wrote before the functions were there, has an answer'

returns '"statusCode":200' webhook health
returns '"statusCode":401' webhook secret_wrong
returns 'Hello, Ann Lee!' webhook text_start
returns '{"batchItemFailures":[]}' notifier queue_empty
returns 'null' monitor schedule_rule
if cargo lambda invoke --invoke-address 127.0.0.1 --invoke-port "$port" \
    nobody --data-file events/health.json >/dev/null 2>&1; then
    fail 'A function that does not exist was invoked.'
fi

botctl webhook set >/dev/null || fail 'The webhook cannot be set.'
botctl smoke || fail 'A conversation without Telegram goes wrong.'
botctl health || fail 'Not all is well.'
say 'botctl has set the webhook, played a conversation, and found all well'

does 'Hello, Ann!' say --as 42 --name Ann /start
does 'What is your first name?' press --as 42 Join
does 'And your last name?' say --as 42 Ann
does 'Your phone number?' say --as 42 Lee
does 'Thank you!' contact --as 42 --phone '+998 90 123-45-67'
wait_until 'the superadmin has the request' sees 1 'Request to join the staff'
does 'Master: approved by Boss' press --as 1 'Approve as master'
wait_until 'Ann is welcomed' sees 42 'Welcome to the staff!'
say 'Ann is welcomed'

[[ $(grep -cF 'no functions are there' "$scratch/stack-errors.log") == 1 ]] ||
    fail 'The stack has missed the functions more than once.'
! has 'a call has failed' "$scratch/stack-errors.log" || fail 'A call has failed.'
interrupt "$watch" || fail 'cargo-lambda does not end.'
interrupt "$stack" || fail 'The stack does not end cleanly.'
has '# Stopped.' "$scratch/stack.log" || fail 'The stack does not say that it has stopped.'
say "done after $SECONDS s"
