#!/usr/bin/env bash
# Deploys template.yaml to an emulator of AWS on loopback and uses it: `sam build` and `sam deploy` as
# docs/deploy.md has them, then the story of tests/deploy. Needs Python 3.10 or later with venv and a C compiler; the tools
# come from PyPI into the target directory once, and the rest uses no network beyond loopback. Stops at the first failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
tools=$target/tools/deploy
versions="ministack==1.5.33 aws-sam-cli==1.167.0 aws-sam-translator==1.113.0"
# Its cross-compiler is not needed: the functions are built for this machine.
cargo_lambda="cargo-lambda==1.9.2"

# What was installed is noted last, so that an installation that broke off begins again.
install() {
    [[ $(cat "$tools/installed" 2>/dev/null) != "$versions $cargo_lambda" ]] || return 0
    rm -rf "$tools"
    mkdir -p "$(dirname "$tools")"
    python3 -m venv "$tools" || {
        printf 'Python 3.10 or later with venv is missing: on Debian, apt install python3-venv.\n' >&2
        return 1
    }
    # shellcheck disable=SC2086 # one word a package
    "$tools/bin/pip" install --quiet --disable-pip-version-check $versions
    "$tools/bin/pip" install --quiet --disable-pip-version-check --no-deps "$cargo_lambda"
    printf '%s\n' "$versions $cargo_lambda" >"$tools/installed"
}

case $(uname -m) in
    aarch64 | arm64) architecture=arm64 ;;
    *) architecture=x86_64 ;;
esac

install
export PATH=$tools/bin:$PATH AWS_DEFAULT_REGION=eu-central-1 SAM_CLI_TELEMETRY=0 __SAM_CLI_APP_DIR=$tools/sam
# What `sam build` leaves beside its output would be a second copy of everything.
CARGO_LAMBDA_COMPILER=cargo CARGO_TARGET_DIR=$target sam build --build-dir "$target/deploy/build" \
    --cache-dir "$target/deploy/cache" --parameter-overrides "Architecture=$architecture"
# With the whole workspace's features, so that what `cargo test --workspace` has built is used again.
cargo build --quiet --workspace --bin botctl
FRONTDESK_DEPLOY_TOOLS=$tools/bin FRONTDESK_DEPLOY_TEMPLATE=$target/deploy/build/template.yaml \
    FRONTDESK_DEPLOY_BOTCTL=$target/debug \
    cargo test --quiet --workspace --test deploy
