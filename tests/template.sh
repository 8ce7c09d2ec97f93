#!/usr/bin/env bash
# Lints template.yaml with `sam validate --lint`, cfn-lint and checkov, whose waivers are in .checkov.yaml. Needs Python 3.10
# or later with venv; the tools come from PyPI into the target directory once, and the linting itself uses no network and
# no account.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What was installed is noted last, so that an installation that broke off begins again: install folder packages…
install() {
    local tools=$1 versions=${*:2}
    [[ $(cat "$tools/installed" 2>/dev/null) != "$versions" ]] || return 0
    rm -rf "$tools"
    mkdir -p "$(dirname "$tools")"
    python3 -m venv "$tools" || {
        printf 'Python 3.10 or later with venv is missing: on Debian, apt install python3-venv.\n' >&2
        return 1
    }
    # shellcheck disable=SC2086 # one word a package
    "$tools/bin/pip" install --quiet --disable-pip-version-check $versions
    printf '%s\n' "$versions" >"$tools/installed"
}

tools=${CARGO_TARGET_DIR:-target}/tools/template
# checkov asks for other versions of what SAM stands on.
checkov=${CARGO_TARGET_DIR:-target}/tools/checkov
install "$tools" aws-sam-cli==1.170.0 cfn-lint==1.58.0
install "$checkov" checkov==3.3.30
# Only a name is needed: nothing is asked of AWS.
export AWS_DEFAULT_REGION=eu-central-1 SAM_CLI_TELEMETRY=0
export __SAM_CLI_APP_DIR=$tools/sam
"$tools/bin/sam" validate --lint --template-file template.yaml
"$tools/bin/cfn-lint" --regions eu-central-1 --template template.yaml
printf 'cfn-lint finds nothing\n'
"$checkov/bin/checkov" --file template.yaml --skip-download
