#!/bin/sh
# Puts the bundle that `make dist` makes into a Debian package: dist/digest-app_VERSION_ARCH.deb
# The bundle brings Python and Qt along; the package asks only for the system libraries Qt wants.
set -eu
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' digest_app/__init__.py)
arch=$(dpkg --print-architecture)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

install -d "$tree/DEBIAN" "$tree/opt" "$tree/usr/bin" "$tree/usr/share/doc/digest-app"
cp -R dist/digest-app "$tree/opt/digest-app"
ln -s /opt/digest-app/digest-app "$tree/usr/bin/digest-app"
packaging/linux/install.sh "$tree/usr/share"
cp LICENSE NOTICE "$tree/usr/share/doc/digest-app/"
chmod -R u=rwX,go=rX "$tree"

cat > "$tree/DEBIAN/control" <<CONTROL
Package: digest-app
Version: $version
Architecture: $arch
Maintainer: The Digest authors <digest-app@localhost>
Section: news
Priority: optional
Installed-Size: $(du -sk "$tree/opt" | cut -f1)
Depends: libc6, libglib2.0-0 | libglib2.0-0t64, libegl1, libgl1, libdbus-1-3, libfontconfig1, libxkbcommon0, libx11-6
Recommends: libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxkbcommon-x11-0, libxcb-shape0
Description: reader that cleans news files and makes checked digests
 Digest reads text, Markdown and saved pages, folds their boilerplate away with
 the reason for each line, shows the key facts of each article in its own words,
 and exports digests whose footnotes are checked before they leave.
CONTROL
dpkg-deb --root-owner-group --build "$tree" "dist/digest-app_${version}_${arch}.deb"
