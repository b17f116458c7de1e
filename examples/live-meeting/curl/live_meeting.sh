#!/bin/sh
# A meeting by the Live Meeting service API with curl: find where to post, create a meeting, list it, make a ticket,
# upload a document, report visitors, delete the meeting.
#
#   LIVE_MEETING_URL=http://127.0.0.1:8000/cc/main LIVE_MEETING_USER=… LIVE_MEETING_PASSWORD=… sh live_meeting.sh [DOCUMENT]
set -eu

if [ -z "${LIVE_MEETING_URL:-}" ] || [ -z "${LIVE_MEETING_USER:-}" ] || [ -z "${LIVE_MEETING_PASSWORD:-}" ]; then
  echo "Set LIVE_MEETING_URL (…/cc/CENTER), LIVE_MEETING_USER and LIVE_MEETING_PASSWORD." >&2
  exit 2
fi

# Text as it may stand in an attribute, and back.
escaped() { printf '%s' "$1" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g'; }
plain() { sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g'; }

# refuse REPLY: end with the Fault where there is one.
refuse() {
  case "$1" in
    *"<Fault>"*)
      echo "refused: $(printf '%s' "$1" | sed 's/.*<FaultCode>\(.*\)<\/FaultCode><FaultString>\(.*\)<\/FaultString>.*/\1: \2/' | plain)" >&2
      exit 1 ;;
  esac
}

# call MESSAGE: post it, print the reply.
call() {
  reply=$(printf '<PlaceWareConfCenter authUser="%s" authPassword="%s">%s</PlaceWareConfCenter>' \
      "$(escaped "$LIVE_MEETING_USER")" "$(escaped "$LIVE_MEETING_PASSWORD")" "$1" |
    curl -sS --fail-with-body -H 'Content-Type: application/xml' --data-binary @- "$posting_url")
  refuse "$reply"
  printf '%s' "$reply"
}

# attribute NAME, value NAME: of an element, of an option, out of standard input.
attribute() { sed -n "s/.* $1=\"\([^\"]*\)\".*/\1/p" | plain; }
value() { sed -n "s/.* name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" | plain; }
show() { printf '%-12s %s\n' "$1" "$2"; }

# The posting URL is asked for at the start of each session and not kept for later ones.
reply=$(curl -sS "${LIVE_MEETING_URL%/}/xml/4.0/GetPostingURLRequest")
refuse "$reply"
posting_url=$(printf '%s' "$reply" | attribute url)
show "posting URL" "$posting_url"

start=$(date -u -d '+1 day' +%Y-%m-%dT%H:%M:%SZ)
end=$(date -u -d '+1 day +1 hour' +%Y-%m-%dT%H:%M:%SZ)
created=$(call "<CreateMeetingRequest title=\"Product review\" maxUsers=\"20\"><OptionList>
  <TimeOption name=\"startTime\" value=\"$start\"/><TimeOption name=\"endTime\" value=\"$end\"/>
  <EnumerationOption name=\"audienceEntryControl\" value=\"Password\"><String>ACL</String><String>None</String><String>Password</String></EnumerationOption>
  </OptionList><FieldList><Name>mid</Name><Name>name</Name><Name>audiencePassword</Name></FieldList></CreateMeetingRequest>")
mid=$(printf '%s' "$created" | value mid)
show meeting "$(printf '%s' "$created" | value name) password $(printf '%s' "$created" | value audiencePassword)"
query="<StringQuery fieldName=\"mid\" operator=\"=\" value=\"$mid\"/>"

listed=$(call "<ListMeetingsRequest>$query<FieldList><Name>title</Name><Name>startTime</Name><Name>status</Name></FieldList></ListMeetingsRequest>")
show listed "$(printf '%s' "$listed" | value title), $(printf '%s' "$listed" | value startTime), $(printf '%s' "$listed" | value status)"

ticket=$(call "<CreateTicketRequest duration=\"120\"><GeneralLoginContext userID=\"$(escaped "$LIVE_MEETING_USER")\"/></CreateTicketRequest>")
show ticket "$(printf '%s' "$ticket" | attribute url)"

for document in "$@"; do
  name=$(basename "$document")
  sent=$(call "<GetURLRequest>$query<OptionList><BooleanOption name=\"isUpload\" value=\"True\"/>
    <DecimalOption name=\"bytes\" value=\"$(wc -c <"$document" | tr -d ' ')\"/><StringOption name=\"uploadName\" value=\"$(escaped "$name")\"/>
    <EnumerationOption name=\"resourceType\" value=\"ESS\"><String>ESS</String><String>PWP</String></EnumerationOption>
    </OptionList></GetURLRequest>")
  # The address needs no credentials, and is good for a few minutes.
  reply=$(curl -sS -H 'Content-Type: application/octet-stream' --data-binary @"$document" "$(printf '%s' "$sent" | attribute url)")
  refuse "$reply"
  show uploaded "$name: $(printf '%s' "$reply" | sed -n 's/.*<Code>\([^<]*\)<.*/\1/p')"
done

visitors=$(call "<ListVisitorsRequest>$query<FieldList><Name>userName</Name></FieldList></ListVisitorsRequest>")
show visitors "$(printf '%s' "$visitors" | grep -o '<Visitor>' | wc -l | tr -d ' ')"

recordings=$(call "<ListRecordings4Request><FieldList><Name>reid</Name><Name>name</Name></FieldList></ListRecordings4Request>")
show recordings "$(printf '%s' "$recordings" | grep -o '<Recording4>' | wc -l | tr -d ' ')"
first=$(printf '%s' "$recordings" | sed 's/<\/Recording4>.*//')
case "$first" in *"<Recording4>"*)
  sent=$(call "<GetURLRequest><StringQuery fieldName=\"reid\" operator=\"=\" value=\"$(printf '%s' "$first" | value reid)\"/><OptionList>
    <EnumerationOption name=\"resourceType\" value=\"WindowsMediaMovieRecordingDownload\"><String>WindowsMediaMovieRecordingDownload</String></EnumerationOption>
    </OptionList></GetURLRequest>")
  bytes=$(curl -sS "$(printf '%s' "$sent" | attribute url)" | wc -c | tr -d ' ')
  show downloaded "$(printf '%s' "$first" | value name): $bytes bytes"
esac

call "<DeleteMeetingRequest>$query</DeleteMeetingRequest>" >/dev/null
listed=$(call "<ListMeetingsRequest listDeleted=\"True\">$query<FieldList><Name>status</Name></FieldList></ListMeetingsRequest>")
show afterwards "$(printf '%s' "$listed" | value status)"
