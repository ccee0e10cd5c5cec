#!/bin/sh
# Builds dist/Digest.app and dist/Digest.dmg on macOS 12 or newer, with Python 3.11 or newer.
# To give it to others, sign it (codesign --deep --options runtime) and have Apple notarise it.
set -eu
cd "$(dirname "$0")/../.."
python3 packaging/bootstrap.py dist
.venv/bin/python -m PyInstaller --noconfirm packaging/bundle/digest-app.spec
hdiutil create -ov -volname Digest -srcfolder dist/Digest.app -format UDZO dist/Digest.dmg
