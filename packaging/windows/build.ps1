# Builds dist\digest-app on Windows: a folder with digest-app.exe (the window) and
# digest-app-cli.exe (the command line). Needs Python 3.11 or newer from python.org.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
py -3 packaging\bootstrap.py dist
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
.venv\Scripts\python.exe -m PyInstaller --noconfirm packaging\bundle\digest-app.spec
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
Compress-Archive -Force -Path dist\digest-app -DestinationPath dist\digest-app-windows.zip
