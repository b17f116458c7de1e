// Made from src/convener/realtime/protocol/messages.py by tools/generate_types.py: do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Admit
         * @description Host or presenter: let one (or with ``person_id`` null all) in from the lobby.
         */
        Admit: {
            /** @default null */
            personId?: string | null;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "admit";
        };
        AnyCommand: components["schemas"]["Enter"] | components["schemas"]["SetMedia"] | components["schemas"]["SetHand"] | components["schemas"]["Mute"] | components["schemas"]["Remove"] | components["schemas"]["SetRole"] | components["schemas"]["SetLock"] | components["schemas"]["SetLobby"] | components["schemas"]["Admit"] | components["schemas"]["Deny"] | components["schemas"]["EndMeeting"] | components["schemas"]["Leave"] | components["schemas"]["TakeMedia"] | components["schemas"]["Signal"] | components["schemas"]["ListPeople"] | components["schemas"]["Ping"];
        AnyEvent: components["schemas"]["PersonEntered"] | components["schemas"]["PersonUpdated"] | components["schemas"]["PersonLeft"] | components["schemas"]["WaitingAdded"] | components["schemas"]["WaitingGone"] | components["schemas"]["MeetingUpdated"];
        AnyServerMessage: components["schemas"]["Snapshot"] | components["schemas"]["Resumed"] | components["schemas"]["Events"] | components["schemas"]["People"] | components["schemas"]["Peers"] | components["schemas"]["SignalFrom"] | components["schemas"]["InLobby"] | components["schemas"]["Done"] | components["schemas"]["Refused"] | components["schemas"]["Closing"] | components["schemas"]["Pong"];
        /**
         * Closing
         * @description The server closes this socket and why. ``restart`` and ``slow``: come back by yourself; else do not.
         */
        Closing: {
            message: string;
            /** @enum {unknown} */
            reason: "cancelled" | "denied" | "ended" | "full" | "invalid_token" | "left" | "locked" | "protocol_error" | "removed" | "restart" | "slow";
            /** @enum {unknown} */
            type: "closing";
        };
        /**
         * Deny
         * @description Host or presenter: send somebody in the lobby away.
         */
        Deny: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "deny";
        };
        /**
         * Done
         * @description The command with this ``ref`` was carried out and is stored.
         */
        Done: {
            ref: number;
            /** @enum {unknown} */
            type: "done";
        };
        /**
         * EndMeeting
         * @description Host: end the meeting for all.
         */
        EndMeeting: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "endMeeting";
        };
        /**
         * Enter
         * @description First command: who I am (a room token out of ``POST /api/v1/entries``) and where I was.
         *
         *         ``last_seq`` is the last sequence number that this browser has applied; with it the server sends the missing
         *         ``events`` instead of a ``snapshot`` where it still can. ``peer_id`` is the id that this page had before.
         */
        Enter: {
            /** @default false */
            camera?: boolean;
            /** @default null */
            lastSeq?: number | null;
            /** @default false */
            microphone?: boolean;
            /** @default null */
            peerId?: string | null;
            /** @default null */
            ref?: number | null;
            /** @default false */
            screen?: boolean;
            token: string;
            /** @enum {unknown} */
            type: "enter";
        };
        /**
         * Events
         * @description What happened, in order, up to and including ``seq`` (numbers between that are absent were not for you).
         */
        Events: {
            events: components["schemas"]["AnyEvent"][];
            peopleTotal: number;
            seq: number;
            /** @enum {unknown} */
            type: "events";
        };
        /**
         * IceCandidate
         * @description RTCIceCandidateInit.
         */
        IceCandidate: {
            /** @default  */
            candidate?: string;
            /** @default null */
            sdpMid?: string | null;
            /** @default null */
            sdpMLineIndex?: number | null;
            /** @default null */
            usernameFragment?: string | null;
        };
        /**
         * IceServer
         * @description An entry of RTCConfiguration.iceServers (W3C WebRTC 4.2.2).
         */
        IceServer: {
            /** @default null */
            credential: string | null;
            urls: string[];
            /** @default null */
            username: string | null;
        };
        /**
         * InLobby
         * @description You wait in the lobby. The only message until somebody admits you (then ``snapshot``) or not (``closing``).
         */
        InLobby: {
            title: string;
            /** @enum {unknown} */
            type: "inLobby";
        };
        /**
         * Leave
         * @description I leave (all my tabs): no grace, the visit ends now.
         */
        Leave: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "leave";
        };
        /**
         * Limits
         * @description ``mesh`` is how many people send sound and picture at once; ``room`` how many may be inside.
         */
        Limits: {
            mesh: number;
            room: number;
        };
        /**
         * ListPeople
         * @description The next page of the people list, after ``after`` (the id of the last one known).
         */
        ListPeople: {
            /** @default null */
            after?: string | null;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "listPeople";
        };
        /**
         * Meeting
         * @description The meeting's own state. ``started_at`` is when the first person entered this time.
         */
        Meeting: {
            code: string;
            endsAt: string | null;
            lang: string;
            lobby: boolean;
            locked: boolean;
            mid: string;
            startedAt: string | null;
            /** @enum {unknown} */
            status: "finished" | "host_left" | "in_progress" | "scheduled";
            title: string;
        };
        /**
         * MeetingUpdated
         * @description The whole new state of the meeting.
         */
        MeetingUpdated: {
            at: string;
            /** @default null */
            by: string | null;
            meeting: components["schemas"]["Meeting"];
            seq: number;
            /** @enum {unknown} */
            type: "meetingUpdated";
        };
        /**
         * Mute
         * @description Host or presenter: mute one person, or everybody but hosts, presenters and me (``person_id`` null).
         */
        Mute: {
            /** @default null */
            personId?: string | null;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "mute";
        };
        /**
         * Peer
         * @description A connection that sends and receives media in the mesh, and whose it is.
         */
        Peer: {
            peerId: string;
            personId: string;
        };
        /**
         * Peers
         * @description Who exchanges sound and picture now, you included where ``place`` is true.
         *
         *         ``place`` false: ``reason`` says why — ``full`` (the mesh limit is reached; you are in the meeting all the same) or
         *         ``other_tab`` (another tab of yours has sound and picture).
         */
        Peers: {
            iceServers: components["schemas"]["IceServer"][];
            peers: components["schemas"]["Peer"][];
            place: boolean;
            reason: ("full" | "other_tab") | null;
            /** @enum {unknown} */
            type: "peers";
        };
        /**
         * People
         * @description A page of the people list; ``next`` is the ``after`` of the following one, null at the end.
         */
        People: {
            next: string | null;
            people: components["schemas"]["Person"][];
            /** @enum {unknown} */
            type: "people";
        };
        /**
         * Person
         * @description A participant who is in the room, as the others may see them.
         *
         *         ``hand`` is when the hand went up (null: it is down). ``microphone``, ``camera`` and ``screen`` say what the
         *         person sends at this moment. ``connected`` is false while a lost connection has its grace.
         */
        Person: {
            camera: boolean;
            connected: boolean;
            enteredAt: string;
            hand: string | null;
            id: string;
            microphone: boolean;
            name: string;
            /** @enum {unknown} */
            role: "attendee" | "host" | "presenter";
            screen: boolean;
        };
        /**
         * PersonEntered
         * @description Somebody came in (or came back after having left).
         */
        PersonEntered: {
            at: string;
            /** @default null */
            by: string | null;
            person: components["schemas"]["Person"];
            seq: number;
            /** @enum {unknown} */
            type: "personEntered";
        };
        /**
         * PersonLeft
         * @description Somebody is no longer in the room. ``lost``: the connection did not come back in time.
         */
        PersonLeft: {
            at: string;
            /** @default null */
            by: string | null;
            personId: string;
            /** @enum {unknown} */
            reason: "cancelled" | "ended" | "left" | "lost" | "removed";
            seq: number;
            /** @enum {unknown} */
            type: "personLeft";
        };
        /**
         * PersonUpdated
         * @description The whole new state of a person. Where ``by`` is another person, somebody did this to them (muted, …).
         */
        PersonUpdated: {
            at: string;
            /** @default null */
            by: string | null;
            person: components["schemas"]["Person"];
            seq: number;
            /** @enum {unknown} */
            type: "personUpdated";
        };
        /**
         * Ping
         * @description Are you there? Answered with ``pong``.
         */
        Ping: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "ping";
        };
        /**
         * Pong
         * @description Here I am.
         */
        Pong: {
            /** @enum {unknown} */
            type: "pong";
        };
        /**
         * Refused
         * @description The command was not carried out; ``error`` is a stable word, ``message`` a sentence for people.
         */
        Refused: {
            error: string;
            message: string;
            ref: number | null;
            /** @enum {unknown} */
            type: "refused";
        };
        /**
         * Remove
         * @description Host or presenter: show somebody out; the person's link stops working.
         */
        Remove: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "remove";
        };
        /**
         * Resumed
         * @description Instead of a snapshot: you keep your state, the missing ``events`` follow.
         */
        Resumed: {
            peerId: string;
            seq: number;
            serverTime: string;
            /** @enum {unknown} */
            type: "resumed";
        };
        /**
         * SessionDescription
         * @description RTCSessionDescriptionInit.
         */
        SessionDescription: {
            /** @default  */
            sdp?: string;
            /** @enum {unknown} */
            type: "answer" | "offer" | "pranswer" | "rollback";
        };
        /**
         * SetHand
         * @description Raise or lower a hand: mine, or (host and presenters, lowering only) that of ``person_id``.
         */
        SetHand: {
            /** @default null */
            personId?: string | null;
            raised: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setHand";
        };
        /**
         * SetLobby
         * @description Host or presenter: with the lobby on, people of the open link wait to be admitted.
         */
        SetLobby: {
            lobby: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setLobby";
        };
        /**
         * SetLock
         * @description Host or presenter: with the lock on nobody new enters.
         */
        SetLock: {
            locked: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setLock";
        };
        /**
         * SetMedia
         * @description I send these now; an absent one is unchanged.
         */
        SetMedia: {
            /** @default null */
            camera?: boolean | null;
            /** @default null */
            microphone?: boolean | null;
            /** @default null */
            ref?: number | null;
            /** @default null */
            screen?: boolean | null;
            /** @enum {unknown} */
            type: "setMedia";
        };
        /**
         * SetRole
         * @description Host: make somebody a presenter or an attendee.
         */
        SetRole: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            role: "attendee" | "presenter";
            /** @enum {unknown} */
            type: "setRole";
        };
        /**
         * Signal
         * @description A negotiation step for another peer. Ephemeral.
         */
        Signal: {
            data: components["schemas"]["SignalData"];
            /** @default null */
            ref?: number | null;
            to: string;
            /** @enum {unknown} */
            type: "signal";
        };
        /**
         * SignalData
         * @description One step of WebRTC negotiation; exactly one of the first two is set. ``tracks`` goes with a description.
         */
        SignalData: {
            /** @default null */
            candidate?: components["schemas"]["IceCandidate"] | null;
            /** @default null */
            description?: components["schemas"]["SessionDescription"] | null;
            /** @default false */
            restart?: boolean;
            /** @default [] */
            tracks?: components["schemas"]["TrackNote"][];
        };
        /**
         * SignalFrom
         * @description A negotiation step of another peer.
         */
        SignalFrom: {
            data: components["schemas"]["SignalData"];
            sender: string;
            /** @enum {unknown} */
            type: "signal";
        };
        /**
         * Snapshot
         * @description The state of the room at ``seq``. ``people`` is the first page; ``people_total`` counts all inside.
         *
         *         ``waiting`` is empty for those who may not see the lobby. ``server_time`` lets the page show running time right.
         */
        Snapshot: {
            limits: components["schemas"]["Limits"];
            meeting: components["schemas"]["Meeting"];
            peerId: string;
            people: components["schemas"]["Person"][];
            peopleTotal: number;
            seq: number;
            serverTime: string;
            /** @enum {unknown} */
            type: "snapshot";
            waiting: components["schemas"]["Waiting"][];
            you: components["schemas"]["Person"];
        };
        /**
         * TakeMedia
         * @description This tab wants to be the one with sound and picture of its person.
         */
        TakeMedia: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "takeMedia";
        };
        /**
         * TrackNote
         * @description Tells the receiver what a media stream of the sender shows, by the stream's id (the ``msid``).
         */
        TrackNote: {
            /** @enum {unknown} */
            kind: "camera" | "screen";
            streamId: string;
        };
        /**
         * Waiting
         * @description Somebody in the lobby; only hosts and presenters are told.
         */
        Waiting: {
            id: string;
            name: string;
            since: string;
        };
        /**
         * WaitingAdded
         * @description Somebody waits in the lobby (hosts and presenters only).
         */
        WaitingAdded: {
            at: string;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "waitingAdded";
            waiting: components["schemas"]["Waiting"];
        };
        /**
         * WaitingGone
         * @description Somebody no longer waits: admitted, denied or gone (hosts and presenters only).
         */
        WaitingGone: {
            at: string;
            /** @default null */
            by: string | null;
            personId: string;
            seq: number;
            /** @enum {unknown} */
            type: "waitingGone";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Admit = components['schemas']['Admit'];
export type AnyCommand = components['schemas']['AnyCommand'];
export type AnyEvent = components['schemas']['AnyEvent'];
export type AnyServerMessage = components['schemas']['AnyServerMessage'];
export type Closing = components['schemas']['Closing'];
export type Deny = components['schemas']['Deny'];
export type Done = components['schemas']['Done'];
export type EndMeeting = components['schemas']['EndMeeting'];
export type Enter = components['schemas']['Enter'];
export type Events = components['schemas']['Events'];
export type IceCandidate = components['schemas']['IceCandidate'];
export type IceServer = components['schemas']['IceServer'];
export type InLobby = components['schemas']['InLobby'];
export type Leave = components['schemas']['Leave'];
export type Limits = components['schemas']['Limits'];
export type ListPeople = components['schemas']['ListPeople'];
export type Meeting = components['schemas']['Meeting'];
export type MeetingUpdated = components['schemas']['MeetingUpdated'];
export type Mute = components['schemas']['Mute'];
export type Peer = components['schemas']['Peer'];
export type Peers = components['schemas']['Peers'];
export type People = components['schemas']['People'];
export type Person = components['schemas']['Person'];
export type PersonEntered = components['schemas']['PersonEntered'];
export type PersonLeft = components['schemas']['PersonLeft'];
export type PersonUpdated = components['schemas']['PersonUpdated'];
export type Ping = components['schemas']['Ping'];
export type Pong = components['schemas']['Pong'];
export type Refused = components['schemas']['Refused'];
export type Remove = components['schemas']['Remove'];
export type Resumed = components['schemas']['Resumed'];
export type SessionDescription = components['schemas']['SessionDescription'];
export type SetHand = components['schemas']['SetHand'];
export type SetLobby = components['schemas']['SetLobby'];
export type SetLock = components['schemas']['SetLock'];
export type SetMedia = components['schemas']['SetMedia'];
export type SetRole = components['schemas']['SetRole'];
export type Signal = components['schemas']['Signal'];
export type SignalData = components['schemas']['SignalData'];
export type SignalFrom = components['schemas']['SignalFrom'];
export type Snapshot = components['schemas']['Snapshot'];
export type TakeMedia = components['schemas']['TakeMedia'];
export type TrackNote = components['schemas']['TrackNote'];
export type Waiting = components['schemas']['Waiting'];
export type WaitingAdded = components['schemas']['WaitingAdded'];
export type WaitingGone = components['schemas']['WaitingGone'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
