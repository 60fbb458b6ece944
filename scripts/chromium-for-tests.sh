#!/usr/bin/env bash
# Debian's Chromium, for `npm run test:browser`, and a typeface that has Chinese, where they are missing.
set -euo pipefail
if [ -x "${CHROMIUM:-/usr/bin/chromium}" ]; then exit 0; fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
