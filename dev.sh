#!/bin/sh
# Sees that Python and the system's libraries are there, then hands over to packaging/dev.py.
#     sh dev.sh run [arguments of aiguillage]     sh dev.sh test [arguments of pytest]
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

say() { # in French, in English
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        en*) printf '%s\n' "$2" >&2 ;;
        *) printf '%s\n' "$1" >&2 ;;
    esac
}

is_there() { # how to see it, what
    case $1 in
        command) command -v "$2" >/dev/null ;;
        module) [ -x "$root/.venv/bin/python" ] || python3 -c "import $2" 2>/dev/null ;;
        library) case $libraries in *"	$2 ("*) ;; *) return 1 ;; esac ;;
        file) set -- "$1" $2 && [ -e "$2" ] ;;
    esac
}

missing() { # commands needed for; prints one line of packages for each thing that is not there
    libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null) || libraries=
    while read -r needed_for how what packages; do
        case " $1 " in *" $needed_for "*) is_there "$how" "$what" || echo "$packages" ;; esac
    done <"$root/packaging/system-packages.txt"
}

offered() { # reads lines of packages; prints the first of each that apt offers, else the last
    while read -r package others; do
        for other in $others; do
            if apt-cache show "$package" >/dev/null 2>&1; then break; fi
            package=$other
        done
        printf ' %s' "$package"
    done
}

install() { # lines of packages
    if ! command -v apt-get >/dev/null; then
        say "Il manque au système :" "The system lacks:"
        echo "$1" >&2
        exit 1
    fi
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo=sudo
    else
        say "Il manque des paquets du système. Tapez cette ligne, puis relancez :" \
            "System packages are missing. Type this line, then start again:"
        echo "    sudo apt-get update && sudo apt-get install --no-install-recommends -y$(echo "$1" | offered)" >&2
        exit 1
    fi
    say "Installation des paquets du système…" "Installing system packages…"
    $sudo apt-get -qq -o DPkg::Lock::Timeout=300 update || : # an ill source of its own stops nobody
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends -y $(echo "$1" | offered) >/dev/null
}

if [ "$(uname -s)" = Linux ]; then
    case "$*" in
        package*) needed="run package" ;;
        test* | soak* | bench* | "setup --dev") needed="run test" ;;
        *) needed=run ;;
    esac
    lacking=$(missing "$needed")
    [ -z "$lacking" ] || install "$lacking"
fi
exec python3 "$root/packaging/dev.py" "$@"
