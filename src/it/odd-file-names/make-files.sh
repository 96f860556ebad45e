#!/bin/sh
# octal, so that it works in every locale
set -e
mkdir -p "$1" && cd "$1"
umlaut=$(printf 'gr\303\274n')
cyrillic=$(printf '\320\262\320\265\321\200\321\204\321\214')
emoji=$(printf '\360\237\232\242 ship')
mkdir -p "$umlaut/$cyrillic" 'with space' empty/below
echo umlaut > "$umlaut/$cyrillic/$emoji.txt"
echo space > 'with space/a b.txt'
echo quotes > "it's \"quoted\" \$HOME.txt"
echo run > run.sh && chmod 755 run.sh
echo private > private && chmod 600 private
chmod 1777 empty/below
ln -s run.sh link
ln -s "$umlaut/nothing" "dangling-$umlaut"
ln -s ../../etc outside
long=$(printf '%0120d' 7)
mkdir -p "$long/$long"
echo long > "$long/$long/$long.txt"
