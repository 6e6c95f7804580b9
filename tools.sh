# What ./run and ./test need beside the .NET SDK; installs what is missing on Debian and Ubuntu. Sourced, not run.

say() { printf '%s\n' "$*" >&2; }

command -v dotnet >/dev/null || { say "Das .NET-10-SDK fehlt (Befehl „dotnet“). Anleitung: https://learn.microsoft.com/dotnet/core/install/linux"; exit 1; }

# Times are told as in Germany.
zones() { [ -e /usr/share/zoneinfo/Europe/Berlin ] || install "" tzdata; }

# install COMMAND PACKAGE …: the packages, unless the command is there already
install() {
  command -v "$1" >/dev/null && return 0
  shift
  command -v apt-get >/dev/null || { say "Es fehlt: $*. Bitte installieren Sie es mit Ihrer Paketverwaltung."; return 1; }
  local root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "Es fehlt: $*. Das darf nur root installieren: apt-get install $*"; return 1; }
    root="sudo"
  fi
  say "Installiere $* …"
  [ -n "${updated:-}" ] || $root apt-get update -qq >&2 || return 1
  updated=yes
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
