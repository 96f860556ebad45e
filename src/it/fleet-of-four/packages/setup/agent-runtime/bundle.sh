#!/bin/sh
set -e
mkdir -p "$1"
cp agent.sh LICENSE.md "$1"
