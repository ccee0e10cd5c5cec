#!/bin/sh
# Makes the program part of the desktop: menu entry, icon, “Open with”. For one user by default:
#   packaging/linux/install.sh              into ~/.local/share
#   packaging/linux/install.sh /usr/share   for everybody (as root), or into a package being built
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${1:-${XDG_DATA_HOME:-$HOME/.local/share}}
id=app.digest.Digest

install -Dm644 "$here/$id.desktop" "$share/applications/$id.desktop"
install -Dm644 "$here/$id.metainfo.xml" "$share/metainfo/$id.metainfo.xml"
install -Dm644 "$here/$id-mime.xml" "$share/mime/packages/$id.xml"
install -Dm644 "$here/../../resources/icons/digest-app.svg" \
  "$share/icons/hicolor/scalable/apps/$id.svg"

# A package manager does this by itself; for one user nobody else does.
refresh() { if command -v "$1" >/dev/null; then "$@"; fi; }
if [ -z "${1:-}" ]; then
  refresh update-desktop-database "$share/applications"
  refresh update-mime-database "$share/mime"
fi
