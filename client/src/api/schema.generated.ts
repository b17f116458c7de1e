// Made from src/convener/apis/rest/v1/schemas.py by tools/generate_types.py: do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Center
         * @description What anybody may know of this conference center. ``camera_possible`` is false where browsers would refuse it.
         */
        Center: {
            name: string;
            title: string;
            version: string;
        };
        /**
         * Door
         * @description What stands behind a link. ``state`` decides the page that a person sees; all else is for that page.
         *
         *         ``needs``: what the person has to say for the door to open. While ``password`` or ``sign_in`` is among them nothing
         *         is told about the meeting but its language; ``refused`` then says that the password that was sent is wrong, or that
         *         the user who is signed in (``signed_in_as``) is not on the list. ``registration``: e-mail address and company.
         *         ``lobby``: the person will have to wait until somebody opens. ``inside_names`` (at most five) only for personal
         *         links.
         *         ``frame_origins``: origins that may embed the room and hear its messages; ``["*"]`` is any.
         *         ``wait_seconds``: how long to wait before asking again in the states early, ended, full and locked.
         */
        Door: {
            description: string;
            endsAt: string | null;
            frameOrigins: string[];
            inside: number;
            insideNames: string[];
            lang: string;
            lobby: boolean;
            name: string;
            needs: ("name" | "password" | "registration" | "sign_in")[];
            refused: boolean;
            role: ("attendee" | "host" | "presenter") | null;
            signedInAs: string;
            startsAt: string | null;
            /** @enum {unknown} */
            state: "cancelled" | "early" | "ended" | "full" | "inactive" | "invalid" | "late" | "locked" | "open" | "removed";
            status: ("finished" | "host_left" | "in_progress" | "scheduled") | null;
            timeZone: string;
            title: string;
            waitSeconds: number;
        };
        /**
         * Entry
         * @description The right to open the room socket (``/api/v1/room``) as one participant. Keep it in this tab, for reloads.
         */
        Entry: {
            lang: string;
            name: string;
            personId: string;
            /** @enum {unknown} */
            role: "attendee" | "host" | "presenter";
            title: string;
            token: string;
        };
        /**
         * EntryRequest
         * @description Enter a meeting: by ``link``, ``code`` or ``entry``, as in Key, with all that is needed. ``name``: for the open
         *         link, or to be called otherwise this time.
         *
         *         ``token`` is the room token of an earlier entry of this browser: the person then stays the same participant.
         */
        EntryRequest: {
            code?: string | null;
            company?: string;
            email?: string;
            entry?: components["schemas"]["EntryUrl"] | null;
            extra1?: string;
            extra2?: string;
            extra3?: string;
            link?: string | null;
            name?: string;
            password?: string;
            token?: string | null;
        };
        /**
         * EntryUrl
         * @description What an entry URL (``/cc/{center}/{side}?id=…``) leads to. ``id`` is the name of a meeting; a plus in it that was
         *         meant as a space is understood.
         */
        EntryUrl: {
            center: string;
            id: string;
            /** @enum {unknown} */
            side: "attend" | "present";
        };
        /**
         * Invitation
         * @description An invitation as the invited person sees it; ``participant_url`` is the personal link.
         */
        Invitation: {
            answer: ("accept" | "decline") | null;
            cancelled: boolean;
            endsAt: string | null;
            name: string;
            organizer: string;
            participantUrl: string;
            startsAt: string | null;
            timeZone: string;
            title: string;
        };
        /**
         * InvitationAnswer
         * @description What the invited person says.
         */
        InvitationAnswer: {
            /** @enum {unknown} */
            answer: "accept" | "decline";
            token: string;
        };
        /**
         * InvitationKey
         * @description The token of an invitation's accept and decline links.
         */
        InvitationKey: {
            token: string;
        };
        /**
         * Key
         * @description What opens a door: the token of a personal link (``LIVE…``), the code of an open link, or an entry URL. Exactly
         *         one is set. ``password``, ``name``, ``email`` and ``company`` are what is known already, so that the reply can say
         *         what is missing; a personal link needs none of them.
         */
        Key: {
            code?: string | null;
            company?: string;
            email?: string;
            entry?: components["schemas"]["EntryUrl"] | null;
            link?: string | null;
            name?: string;
            password?: string;
        };
        /**
         * MeetingPage
         * @description A page of meetings; ``next`` is the cursor of the following one, null at the end.
         */
        MeetingPage: {
            meetings: components["schemas"]["MeetingSummary"][];
            next: string | null;
        };
        /**
         * MeetingSummary
         * @description A meeting as its owner sees it. ``host_url`` is the owner's personal link; ``inside`` counts people.
         */
        MeetingSummary: {
            cancelled: boolean;
            code: string;
            createdAt: string;
            endsAt: string | null;
            hostUrl: string;
            inside: number;
            meetingUrl: string;
            mid: string;
            startsAt: string | null;
            /** @enum {unknown} */
            status: "finished" | "host_left" | "in_progress" | "scheduled";
            timeZone: string;
            title: string;
        };
        /**
         * NewMeeting
         * @description What an organizer says of a new meeting; all may be left out: an open meeting now.
         */
        NewMeeting: {
            description?: string;
            durationMinutes?: number | null;
            lobby?: boolean;
            startsAt?: string | null;
            timeZone?: string;
            title?: string;
        };
        /**
         * Problem
         * @description Every error reply: a stable word, a sentence for people, and where one is to blame, the parameter.
         */
        Problem: {
            error: string;
            message: string;
            parameter: string | null;
        };
        /**
         * RecordingDoor
         * @description What stands behind the name of a recording. ``state`` decides the page that a person sees.
         *
         *         ``open``: it can be viewed by who fulfils ``entry``: ``none`` everybody, ``password`` who knows the password,
         *         ``acl`` people on a list, who must be signed in (``POST /session``). ``registration``: e-mail address and company
         *         must be said. ``duration`` is in seconds. Title, time and duration are told of recordings that everybody may view;
         *         who may view one of the others reads them in RecordingEntry. In all other states everything but ``state`` has its
         *         default.
         */
        RecordingDoor: {
            duration: number;
            /** @enum {unknown} */
            entry: "acl" | "none" | "password";
            lang: string;
            registration: boolean;
            startedAt: string | null;
            /** @enum {unknown} */
            state: "deleted" | "expired" | "invalid" | "making" | "open";
            timeZone: string;
            title: string;
        };
        /**
         * RecordingEntry
         * @description The right to view one recording for some hours.
         *
         *         ``media_url`` (below this host, with byte ranges) is for a video element; ``download_url`` is empty where only the
         *         owner may download. ``playable``: whether browsers of today play this kind of file at all (``content_type``).
         */
        RecordingEntry: {
            contentType: string;
            downloadUrl: string;
            duration: number;
            lang: string;
            mediaUrl: string;
            name: string;
            playable: boolean;
            size: number;
            startedAt: string;
            timeZone: string;
            title: string;
            token: string;
        };
        /**
         * RecordingEntryRequest
         * @description View a recording: its ``name`` (and ``center``, as in RecordingKey), who is going to view it, and the password
         *         where one is needed. Somebody who is signed in may leave ``viewer_name`` and ``email`` out.
         *
         *         ``token``: go on with an earlier right to view, that of a RecordingEntry or of an address that leads to the
         *         recording's page; nothing else needs to be said then.
         */
        RecordingEntryRequest: {
            center?: string;
            company?: string;
            email?: string;
            extra1?: string;
            extra2?: string;
            extra3?: string;
            name: string;
            password?: string;
            token?: string;
            viewerName?: string;
        };
        /**
         * RecordingKey
         * @description The name of a recording, as a person types it or an entry URL says it (``id``). ``center``: the name of the
         *         conference center, the server's first one where it is empty.
         */
        RecordingKey: {
            center?: string;
            name: string;
        };
        /**
         * Session
         * @description The browser session; ``user`` is null where nobody is signed in.
         */
        Session: {
            user: components["schemas"]["SignedInUser"] | null;
        };
        /**
         * SignedInUser
         * @description The user of a browser session. ``may_organize``: may make meetings; ``center``: the name of the user's
         *         conference center, in no other of which the session counts.
         */
        SignedInUser: {
            center: string;
            mayOrganize: boolean;
            name: string;
            /** @enum {unknown} */
            role: "administrator" | "member" | "organizer";
            userId: string;
        };
        /**
         * SignIn
         * @description Credentials of a user of the center (its name; the server's first one where it is empty).
         */
        SignIn: {
            center?: string;
            password: string;
            userId: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Center = components['schemas']['Center'];
export type Door = components['schemas']['Door'];
export type Entry = components['schemas']['Entry'];
export type EntryRequest = components['schemas']['EntryRequest'];
export type EntryUrl = components['schemas']['EntryUrl'];
export type Invitation = components['schemas']['Invitation'];
export type InvitationAnswer = components['schemas']['InvitationAnswer'];
export type InvitationKey = components['schemas']['InvitationKey'];
export type Key = components['schemas']['Key'];
export type MeetingPage = components['schemas']['MeetingPage'];
export type MeetingSummary = components['schemas']['MeetingSummary'];
export type NewMeeting = components['schemas']['NewMeeting'];
export type Problem = components['schemas']['Problem'];
export type RecordingDoor = components['schemas']['RecordingDoor'];
export type RecordingEntry = components['schemas']['RecordingEntry'];
export type RecordingEntryRequest = components['schemas']['RecordingEntryRequest'];
export type RecordingKey = components['schemas']['RecordingKey'];
export type Session = components['schemas']['Session'];
export type SignedInUser = components['schemas']['SignedInUser'];
export type SignIn = components['schemas']['SignIn'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
