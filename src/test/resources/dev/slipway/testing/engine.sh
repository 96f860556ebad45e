# Runs dockerd until the last process that uses it is gone, however that ended.
# $1: the state folder (users/ holds a file per process, named by its id), $2: the log; the rest: arguments of dockerd.
state=$1
log=$2
shift 2

mounts() {
  cut -d ' ' -f 2 /proc/mounts | grep -E '^(/var/lib/docker|(/var)?/run/docker)(/|$)' | sort -r
}
before=$(mounts)

dockerd "$@" >>"$log" 2>&1 </dev/null &
engine=$!
trap 'kill "$engine" 2>/dev/null' TERM INT HUP

used() {
  for user in "$state"/users/*; do
    [ -e "$user" ] || continue
    kill -0 "${user##*/}" 2>/dev/null && return 0
    rm -f "$user"
  done
  return 1
}

while kill -0 "$engine" 2>/dev/null; do
  used || kill "$engine" 2>/dev/null
  sleep 1 &
  nap=$!
  wait "$nap"
done
kill "$nap" 2>/dev/null

# dockerd leaves some of its mounts behind, even when it ends in good order
mounts | while read -r mount; do
  case "
$before
" in
  *"
$mount
"*) ;;
  *) umount "$mount" ;;
  esac
done
rm -f "$state/supervisor"
