#!/bin/sh
# Installs the system parts Crossreel needs to run, test and be packaged. Says what to do where it may not install.
set -eu

PACKAGES="libvlc5 vlc-plugin-base vlc-plugin-video-output fonts-noto-core fonts-noto-cjk
 libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0
 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1
 xvfb xauth python3-venv python3-pip binutils libpython3-dev make"

case "$(uname -s)" in
  Darwin)
    [ -d /Applications/VLC.app ] || echo "Install VLC (https://www.videolan.org/vlc/) and, for captions, the Noto Sans fonts." >&2
    exit 0 ;;
  MINGW* | MSYS* | CYGWIN*)
    echo "Install VLC (64 bit, https://www.videolan.org/vlc/) and, for captions, the Noto Sans fonts." >&2
    exit 0 ;;
esac

missing=""
for package in $PACKAGES; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo"
else
  echo "Crossreel needs system packages. Run this once, then try again:" >&2
  echo "  su -c 'apt-get update && apt-get install -y --no-install-recommends$missing'" >&2
  exit 1
fi
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing
