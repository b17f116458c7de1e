// Made from the routes of src/convener/apis/rest by tools/generate_types.py: do not edit.

export interface paths {
    "/api/v1/center": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ReadCenter */
        get: operations["ApiV1CenterReadCenter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look */
        post: operations["ApiV1DoorsLook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter */
        post: operations["ApiV1EntriesEnter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer */
        post: operations["ApiV1InvitationsAnswerAnswer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lookup */
        post: operations["ApiV1InvitationsLookupLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ListMeetings */
        get: operations["ApiV1MeetingsListMeetings"];
        put?: never;
        /** CreateMeeting */
        post: operations["ApiV1MeetingsCreateMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ReadMeeting */
        get: operations["ApiV1MeetingsMidReadMeeting"];
        put?: never;
        post?: never;
        /** CancelMeeting */
        delete: operations["ApiV1MeetingsMidCancelMeeting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/doors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look */
        post: operations["ApiV1RecordingsDoorsLook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download */
        get: operations["ApiV1RecordingsDownloadDownload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enter */
        post: operations["ApiV1RecordingsEntriesEnter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Play */
        get: operations["ApiV1RecordingsMediaPlay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ReadSession */
        get: operations["ApiV1SessionReadSession"];
        put?: never;
        /** CreateSession */
        post: operations["ApiV1SessionCreateSession"];
        /** DeleteSession */
        delete: operations["ApiV1SessionDeleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** Center */
        Center: {
            name: string;
            title: string;
            version: string;
        };
        /** Door */
        Door: {
            /** @default  */
            description: string;
            endsAt: string | null;
            frameOrigins: string[];
            /** @default 0 */
            inside: number;
            insideNames: string[];
            /** @default en */
            lang: string;
            /** @default false */
            lobby: boolean;
            /** @default  */
            name: string;
            needs: ("password" | "sign_in" | "name" | "registration")[];
            /** @default false */
            refused: boolean;
            /** @enum {null|string} */
            role: "host" | "presenter" | "attendee" | null;
            /** @default  */
            signedInAs: string;
            startsAt: string | null;
            /** @enum {string} */
            state: "open" | "early" | "late" | "inactive" | "cancelled" | "ended" | "invalid" | "full" | "removed" | "locked";
            /** @enum {null|string} */
            status: "scheduled" | "in_progress" | "host_left" | "finished" | null;
            /** @default UTC */
            timeZone: string;
            /** @default  */
            title: string;
            /** @default 15 */
            waitSeconds: number;
        };
        /** Entry */
        Entry: {
            lang: string;
            name: string;
            personId: string;
            /** @enum {string} */
            role: "host" | "presenter" | "attendee";
            title: string;
            token: string;
        };
        /** EntryRequest */
        EntryRequest: {
            code?: string | null;
            /** @default  */
            company?: string;
            /** @default  */
            email?: string;
            entry?: components["schemas"]["EntryUrl"] | null;
            /** @default  */
            extra1?: string;
            /** @default  */
            extra2?: string;
            /** @default  */
            extra3?: string;
            link?: string | null;
            /** @default  */
            name?: string;
            /** @default  */
            password?: string;
            token?: string | null;
        };
        /** EntryUrl */
        EntryUrl: {
            center: string;
            id: string;
            /** @enum {string} */
            side: "attend" | "present";
        };
        /** Invitation */
        Invitation: {
            /** @enum {null|string} */
            answer: "accept" | "decline" | null;
            cancelled: boolean;
            endsAt: string | null;
            name: string;
            organizer: string;
            participantUrl: string;
            startsAt: string | null;
            timeZone: string;
            title: string;
        };
        /** InvitationAnswer */
        InvitationAnswer: {
            /** @enum {string} */
            answer: "accept" | "decline";
            token: string;
        };
        /** InvitationKey */
        InvitationKey: {
            token: string;
        };
        /** Key */
        Key: {
            code?: string | null;
            /** @default  */
            company?: string;
            /** @default  */
            email?: string;
            entry?: components["schemas"]["EntryUrl"] | null;
            link?: string | null;
            /** @default  */
            name?: string;
            /** @default  */
            password?: string;
        };
        /** MeetingPage */
        MeetingPage: {
            meetings: components["schemas"]["MeetingSummary"][];
            next: string | null;
        };
        /** MeetingSummary */
        MeetingSummary: {
            cancelled: boolean;
            code: string;
            /** Format: date-time */
            createdAt: string;
            endsAt: string | null;
            hostUrl: string;
            inside: number;
            meetingUrl: string;
            mid: string;
            startsAt: string | null;
            /** @enum {string} */
            status: "scheduled" | "in_progress" | "host_left" | "finished";
            timeZone: string;
            title: string;
        };
        /** NewMeeting */
        NewMeeting: {
            /** @default  */
            description?: string;
            durationMinutes?: number | null;
            /** @default false */
            lobby?: boolean;
            startsAt?: string | null;
            /** @default  */
            timeZone?: string;
            /** @default  */
            title?: string;
        };
        /** RecordingDoor */
        RecordingDoor: {
            /** @default 0 */
            duration: number;
            /**
             * @default password
             * @enum {string}
             */
            entry: "acl" | "none" | "password";
            /** @default en */
            lang: string;
            /** @default false */
            registration: boolean;
            startedAt: string | null;
            /** @enum {string} */
            state: "open" | "invalid" | "making" | "deleted" | "expired";
            /** @default UTC */
            timeZone: string;
            /** @default  */
            title: string;
        };
        /** RecordingEntry */
        RecordingEntry: {
            contentType: string;
            downloadUrl: string;
            duration: number;
            lang: string;
            mediaUrl: string;
            name: string;
            playable: boolean;
            size: number;
            /** Format: date-time */
            startedAt: string;
            timeZone: string;
            title: string;
            token: string;
        };
        /** RecordingEntryRequest */
        RecordingEntryRequest: {
            /** @default  */
            center?: string;
            /** @default  */
            company?: string;
            /** @default  */
            email?: string;
            /** @default  */
            extra1?: string;
            /** @default  */
            extra2?: string;
            /** @default  */
            extra3?: string;
            name: string;
            /** @default  */
            password?: string;
            /** @default  */
            token?: string;
            /** @default  */
            viewerName?: string;
        };
        /** RecordingKey */
        RecordingKey: {
            /** @default  */
            center?: string;
            name: string;
        };
        /** Session */
        Session: {
            user: components["schemas"]["SignedInUser"] | null;
        };
        /** SignedInUser */
        SignedInUser: {
            center: string;
            mayOrganize: boolean;
            name: string;
            /** @enum {string} */
            role: "administrator" | "organizer" | "member";
            userId: string;
        };
        /** SignIn */
        SignIn: {
            /** @default  */
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
export type RecordingDoor = components['schemas']['RecordingDoor'];
export type RecordingEntry = components['schemas']['RecordingEntry'];
export type RecordingEntryRequest = components['schemas']['RecordingEntryRequest'];
export type RecordingKey = components['schemas']['RecordingKey'];
export type Session = components['schemas']['Session'];
export type SignedInUser = components['schemas']['SignedInUser'];
export type SignIn = components['schemas']['SignIn'];
export type $defs = Record<string, never>;
export interface operations {
    ApiV1CenterReadCenter: {
        parameters: {
            query?: {
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Center"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1DoorsLook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Key"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Door"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1EntriesEnter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryRequest"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1InvitationsAnswerAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationAnswer"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1InvitationsLookupLookup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1MeetingsListMeetings: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
                when?: "current" | "past";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingPage"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1MeetingsCreateMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMeeting"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingSummary"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1MeetingsMidReadMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingSummary"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1MeetingsMidCancelMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                mid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingSummary"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1RecordingsDoorsLook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingDoor"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1RecordingsDownloadDownload: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1RecordingsEntriesEnter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingEntryRequest"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordingEntry"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1RecordingsMediaPlay: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1SessionReadSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    ApiV1SessionCreateSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Bad request syntax or unsupported method */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        extra?: null | {
                            [key: string]: unknown;
                        } | unknown[];
                        status_code: number;
                    };
                };
            };
        };
    };
    ApiV1SessionDeleteSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": null;
                };
            };
        };
    };
}
