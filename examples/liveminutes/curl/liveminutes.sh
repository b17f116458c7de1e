#!/bin/sh
# A meeting by the LiveMinutes API: create it, add two people, read statuses, cancel it.
#
#   LIVEMINUTES_URL=http://127.0.0.1:8000 LIVEMINUTES_SID=AC… LIVEMINUTES_TOKEN=… sh liveminutes.sh
set -eu

base_url=${LIVEMINUTES_URL:-http://127.0.0.1:8000}
if [ -z "${LIVEMINUTES_SID:-}" ] || [ -z "${LIVEMINUTES_TOKEN:-}" ]; then
  echo "Set LIVEMINUTES_SID and LIVEMINUTES_TOKEN (convener client create --name NAME)." >&2
  exit 2
fi

# call METHOD NAME=VALUE …: prints the reply. The credentials come by standard input, so that no list of processes
# shows them.
call() {
  method=$1
  shift
  for parameter in "$@"; do
    set -- "$@" --data-urlencode "$parameter"
    shift
  done
  reply=$(printf 'user = "%s:%s"\n' "$LIVEMINUTES_SID" "$LIVEMINUTES_TOKEN" |
    curl --silent --show-error --fail --max-time 30 --config - "$@" "$base_url/$method")
  case $reply in
    *'"resultcode":1'*) printf '%s\n' "$reply" ;;
    *)
      echo "$method failed: $reply" >&2
      return 1
      ;;
  esac
}

# value NAME: the text of this name in the JSON on standard input (keys, URLs and statuses need no unescaping).
value() {
  sed 's/.*"'"$1"'":"\([^"]*\)".*/\1/'
}

# Usually the key is the id of the meeting in your own database; an empty one asks for one to be made.
meeting=$(call createMeeting meetingKey= hostid=user-1 hostnickname=Ann "title=Product review" lang=en duration=0.5)
key=$(echo "$meeting" | value meetingKey)
echo "meeting      $(echo "$meeting" | value meetingUrl)"
echo "host         $(echo "$meeting" | value hostUrl)"

added=$(call addParticipant "meetingKey=$key" puid=user-2 nickname=Bob)
echo "user-2       $(echo "$added" | value participantUrl)"
added=$(call addParticipant "meetingKey=$key" puid=user-3 nickname=Chloé)
echo "user-3       $(echo "$added" | value participantUrl)"

status=$(call getMeetingStatus "meetingKey=$key")
echo "meeting status     $(echo "$status" | value status)"
for puid in user-1 user-2 user-3; do
  status=$(call getParticipantStatus "meetingKey=$key" "puid=$puid")
  echo "status of $puid   $(echo "$status" | value status)"
done

call cancelParticipant "meetingKey=$key" puid=user-3 >/dev/null
call cancelMeeting "meetingKey=$key" >/dev/null
status=$(call getMeetingStatus "meetingKey=$key")
echo "after cancelling   $(echo "$status" | value status)"
