#!/usr/bin/env bash
# The example of a partner in Python is tested with what Debian packages: installs it where it is missing. Elsewhere,
# `pip install graphql-core cryptography` for the python3 of the PATH does as well.
set -euo pipefail
for python in python3 /usr/bin/python3; do
  if "$python" -c 'import graphql, cryptography' 2>/dev/null; then exit 0; fi
done
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "examples: install python3-graphql-core and python3-cryptography, or graphql-core and cryptography with pip" >&2
  exit 1
fi
apt-get install -qq -y python3-graphql-core python3-cryptography >/dev/null || {
  apt-get update -qq
  apt-get install -qq -y python3-graphql-core python3-cryptography >/dev/null
}
