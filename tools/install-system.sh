#!/usr/bin/env bash
# Installs what the tests need beside Python packages: LibreOffice Writer and Calc, a Times-metric font that has the
# Vietnamese letters, pdftotext/pdftoppm, and the Open XML validator (install-validator.sh). Does nothing, in a moment, when
# they are there. Where it may not install, it says what is missing and what to do; that is a failure only when CI is set,
# since elsewhere those tests are skipped.
set -euo pipefail

missing() {
    command -v soffice >/dev/null 2>&1 || [ -d /Applications/LibreOffice.app ] || echo libreoffice
    has_font || echo font
    command -v pdftotext >/dev/null 2>&1 || echo poppler
}

has_font() {
    [ "$(uname)" = Darwin ] && return 0 # macOS ships Times New Roman
    command -v fc-list >/dev/null 2>&1 && fc-list ':lang=vi' family | grep -Eq 'Liberation Serif|Times New Roman|Tinos'
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

install() {
    if command -v apt-get >/dev/null 2>&1 && may_install; then
        as_root apt-get update -q
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            libreoffice-writer libreoffice-calc fonts-liberation2 fontconfig poppler-utils
    elif command -v dnf >/dev/null 2>&1 && may_install; then
        as_root dnf install -y libreoffice-writer libreoffice-calc liberation-serif-fonts poppler-utils
    elif command -v brew >/dev/null 2>&1; then
        brew install --cask libreoffice
        brew install poppler
    else
        return 1
    fi
}

bash "$(dirname "$0")/install-validator.sh"
if [ -z "$(missing)" ]; then exit 0; fi
echo "Cài các phần còn thiếu / Installing what is missing: $(missing | tr '\n' ' ')"
install || true
left=$(missing | tr '\n' ' ')
if [ -n "$left" ]; then
    echo "Còn thiếu / Still missing: $left" >&2
    echo "Hãy cài LibreOffice (Writer, Calc), phông Liberation Serif 2 (gói fonts-liberation2) và poppler-utils, rồi chạy lại." >&2
    echo "Install LibreOffice (Writer, Calc), Liberation Serif 2 (package fonts-liberation2) and poppler-utils, then run again." >&2
    [ -z "${CI:-}" ] || exit 1
fi
