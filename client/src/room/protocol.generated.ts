// Made from what src/convener/realtime registers by tools/generate_types.py: do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Admit
         * @description Admit one participant, several, or (both null) all from the lobby. One who is named and has just lost the line is
         *         let in on coming back.
         */
        Admit: {
            /** @default null */
            personId?: string | null;
            /** @default null */
            personIds?: string[] | null;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "admit";
        };
        /**
         * AnswerRecording
         * @description Answer to being recorded: agree (``stays``), or not; then the page leaves the meeting.
         */
        AnswerRecording: {
            /** @default null */
            ref?: number | null;
            stays: boolean;
            /** @enum {unknown} */
            type: "answerRecording";
        };
        AnyCommand: components["schemas"]["Enter"] | components["schemas"]["Ping"] | components["schemas"]["PageHidden"] | components["schemas"]["SendMessage"] | components["schemas"]["PostPollResults"] | components["schemas"]["EditMessage"] | components["schemas"]["DeleteMessage"] | components["schemas"]["ReactToMessage"] | components["schemas"]["SetChat"] | components["schemas"]["ListMessages"] | components["schemas"]["ListChatReactions"] | components["schemas"]["GetChatFile"] | components["schemas"]["GetPages"] | components["schemas"]["GetOriginal"] | components["schemas"]["ConvertDocument"] | components["schemas"]["DeleteDocument"] | components["schemas"]["SetContent"] | components["schemas"]["ListDrawnPages"] | components["schemas"]["SetHand"] | components["schemas"]["LowerHands"] | components["schemas"]["SetLobby"] | components["schemas"]["Admit"] | components["schemas"]["Deny"] | components["schemas"]["SetMedia"] | components["schemas"]["Mute"] | components["schemas"]["StopVideo"] | components["schemas"]["TakeMedia"] | components["schemas"]["Signal"] | components["schemas"]["SetLock"] | components["schemas"]["EndMeeting"] | components["schemas"]["GetNotesFile"] | components["schemas"]["SetNotes"] | components["schemas"]["SetRole"] | components["schemas"]["Remove"] | components["schemas"]["Readmit"] | components["schemas"]["Leave"] | components["schemas"]["ListPeople"] | components["schemas"]["CreatePoll"] | components["schemas"]["EditPoll"] | components["schemas"]["DeletePoll"] | components["schemas"]["RepeatPoll"] | components["schemas"]["OpenPoll"] | components["schemas"]["ClosePoll"] | components["schemas"]["SharePollResults"] | components["schemas"]["Vote"] | components["schemas"]["ListPollAnswers"] | components["schemas"]["React"] | components["schemas"]["SetReactions"] | components["schemas"]["StartRecording"] | components["schemas"]["PauseRecording"] | components["schemas"]["StopRecording"] | components["schemas"]["AnswerRecording"] | components["schemas"]["SetRecording"] | components["schemas"]["SetRights"] | components["schemas"]["AskToUnmute"] | components["schemas"]["ShowItem"] | components["schemas"]["TurnPage"] | components["schemas"]["StopShowing"] | components["schemas"]["CloseItem"] | components["schemas"]["CreateBoard"] | components["schemas"]["RenameBoard"] | components["schemas"]["DeleteBoard"] | components["schemas"]["RestoreBoard"] | components["schemas"]["SetDrawing"] | components["schemas"]["ListDeletedBoards"] | components["schemas"]["GetImages"];
        AnyEvent: components["schemas"]["MessageSent"] | components["schemas"]["MessageChanged"] | components["schemas"]["MessageReacted"] | components["schemas"]["ChatChanged"] | components["schemas"]["DocumentUpdated"] | components["schemas"]["DocumentDeleted"] | components["schemas"]["ContentChanged"] | components["schemas"]["PageDrawn"] | components["schemas"]["WaitingAdded"] | components["schemas"]["WaitingGone"] | components["schemas"]["MeetingUpdated"] | components["schemas"]["NotesChanged"] | components["schemas"]["PersonEntered"] | components["schemas"]["PersonUpdated"] | components["schemas"]["PersonLeft"] | components["schemas"]["PersonRemoved"] | components["schemas"]["PersonReadmitted"] | components["schemas"]["PollUpdated"] | components["schemas"]["PollDeleted"] | components["schemas"]["PollsOrdered"] | components["schemas"]["PollCounted"] | components["schemas"]["BallotCast"] | components["schemas"]["ReactionsChanged"] | components["schemas"]["RecordingChanged"] | components["schemas"]["RecordingRefused"] | components["schemas"]["RecordingStorageScarce"] | components["schemas"]["RecordingAnswered"] | components["schemas"]["RecordingSettingsChanged"] | components["schemas"]["RightsChanged"] | components["schemas"]["UnmuteAsked"] | components["schemas"]["UnmuteEnded"] | components["schemas"]["ShowingChanged"] | components["schemas"]["PageTurned"] | components["schemas"]["BoardUpdated"] | components["schemas"]["BoardDeleted"] | components["schemas"]["DrawingChanged"];
        AnyPassing: components["schemas"]["Reaction"];
        AnyServerMessage: components["schemas"]["Snapshot"] | components["schemas"]["Events"] | components["schemas"]["Passing"] | components["schemas"]["Resumed"] | components["schemas"]["InLobby"] | components["schemas"]["Done"] | components["schemas"]["Refused"] | components["schemas"]["Closing"] | components["schemas"]["Pong"] | components["schemas"]["Probe"] | components["schemas"]["ChatPage"] | components["schemas"]["ChatReactions"] | components["schemas"]["ChatFileToken"] | components["schemas"]["DocumentPages"] | components["schemas"]["OriginalFile"] | components["schemas"]["DrawnPages"] | components["schemas"]["Peers"] | components["schemas"]["SignalFrom"] | components["schemas"]["NotesFile"] | components["schemas"]["People"] | components["schemas"]["PollAnswers"] | components["schemas"]["DeletedBoards"] | components["schemas"]["Images"];
        /**
         * AskToUnmute
         * @description Ask a participant to unmute, who may from now on, whatever holds for the others.
         */
        AskToUnmute: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "askToUnmute";
        };
        /**
         * Ballot
         * @description The own vote: positions of the chosen answers, and what was written. Both are empty in an anonymous poll.
         */
        Ballot: {
            comment: string;
            positions: number[];
        };
        /**
         * BallotCast
         * @description The recipient has voted, or changed the vote, perhaps in another tab.
         */
        BallotCast: {
            at: string;
            ballot: components["schemas"]["Ballot"];
            /** @default null */
            by: string | null;
            pollId: string;
            seq: number;
            /** @enum {unknown} */
            type: "ballotCast";
        };
        /**
         * Board
         * @description A whiteboard. ``creator``: the id of the participant who made it, null where that is not known.
         */
        Board: {
            createdAt: string;
            creator: string | null;
            id: string;
            name: string;
            /** @enum {unknown} */
            template: "blank" | "columns" | "grid";
        };
        /**
         * BoardDeleted
         * @description A board was deleted.
         */
        BoardDeleted: {
            at: string;
            boardId: string;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "boardDeleted";
        };
        /**
         * BoardUpdated
         * @description There is such a board from now on: made, renamed, or restored.
         */
        BoardUpdated: {
            at: string;
            board: components["schemas"]["Board"];
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "boardUpdated";
        };
        /**
         * ChatChanged
         * @description The chat was opened or closed, earlier runs were made readable or not, attendees may send files or not.
         */
        ChatChanged: {
            at: string;
            /** @default null */
            by: string | null;
            earlier: boolean;
            files: boolean;
            open: boolean;
            seq: number;
            /** @enum {unknown} */
            type: "chatChanged";
        };
        /**
         * ChatFile
         * @description A file that was sent with a message: its name and its size in bytes; ``getChatFile`` gives an address.
         */
        ChatFile: {
            /** @enum {unknown} */
            kind: "film" | "image" | "office" | "old_package" | "package" | "pdf";
            name: string;
            size: number;
        };
        /**
         * ChatFileToken
         * @description With this token the file of the message ``id`` can be downloaded for five minutes
         *         (`GET /api/v1/documents/download`).
         */
        ChatFileToken: {
            id: string;
            token: string;
            /** @enum {unknown} */
            type: "chatFileToken";
        };
        /**
         * ChatMessage
         * @description A message. ``number`` orders those of a meeting; ``key`` is what its sender calls it. ``recipient``: where it is
         *         for one person. ``earlier``: it is of an earlier run of the meeting. The text of a deleted one is empty, and that of
         *         one that shows the ``results`` of a poll.
         */
        ChatMessage: {
            /** @enum {unknown} */
            audience: "all" | "person" | "presenters";
            deleted: boolean;
            earlier: boolean;
            edited: boolean;
            file: components["schemas"]["ChatFile"] | null;
            guest: boolean;
            id: string;
            key: string;
            name: string;
            number: number;
            personId: string;
            reactions: components["schemas"]["ChatReactionCount"][];
            recipient: components["schemas"]["ChatPerson"] | null;
            replyTo: components["schemas"]["ChatQuote"] | null;
            results: components["schemas"]["ChatResults"] | null;
            sentAt: string;
            text: string;
        };
        /**
         * ChatPage
         * @description Messages before the one with the number ``before``, oldest first; ``older``: there are more before them.
         */
        ChatPage: {
            before: number;
            messages: components["schemas"]["ChatMessage"][];
            older: boolean;
            /** @enum {unknown} */
            type: "chatPage";
        };
        /**
         * ChatPerson
         * @description A participant who may have left, with the name that others saw.
         */
        ChatPerson: {
            id: string;
            name: string;
        };
        /**
         * ChatQuote
         * @description The beginning of a message that is answered, or the name of its file, or the question of its poll. ``text`` is
         *         empty where it was deleted.
         */
        ChatQuote: {
            deleted: boolean;
            id: string;
            name: string;
            number: number;
            personId: string;
            text: string;
        };
        /**
         * ChatReactionCount
         * @description How many have put this emoji to a message; ``mine``: the reader of the snapshot or page is one of them.
         */
        ChatReactionCount: {
            count: number;
            /** @enum {unknown} */
            emoji: "clap" | "heart" | "laugh" | "party" | "sad" | "surprised" | "thinking" | "thumbs_up";
            mine: boolean;
        };
        /**
         * ChatReactions
         * @description Who has reacted to the message ``id``, the first one first.
         */
        ChatReactions: {
            id: string;
            reactions: components["schemas"]["ChatReactor"][];
            /** @enum {unknown} */
            type: "chatReactions";
        };
        /**
         * ChatReactor
         * @description Who put which emoji to a message.
         */
        ChatReactor: {
            /** @enum {unknown} */
            emoji: "clap" | "heart" | "laugh" | "party" | "sad" | "surprised" | "thinking" | "thumbs_up";
            person: components["schemas"]["ChatPerson"];
        };
        /**
         * ChatResults
         * @description The results of a closed poll: the votes for each answer (null where the poll does not tell), the number of
         *         voters, and the positions of the right answers. In a poll that is answered in words: the first of the ``comments``,
         *         and how many ``more`` there are.
         */
        ChatResults: {
            anonymous: boolean;
            answers: string[];
            comments: string[];
            correct: number[];
            /** @enum {unknown} */
            kind: "multiple" | "rating" | "single" | "text" | "true_false";
            more: number;
            question: string;
            voters: number;
            votes: number[] | null;
        };
        /**
         * ChatSlice
         * @description The last messages of this run of the meeting that the participant may read, oldest first; ``older``: there are
         *         more before them (``listMessages``). ``open``: all may write; while it is not, hosts and presenters may.
         *         ``earlier``: messages of earlier runs can be listed. ``files``: all who may write may send files; while it is not,
         *         hosts and presenters may.
         */
        ChatSlice: {
            earlier: boolean;
            files: boolean;
            messages: components["schemas"]["ChatMessage"][];
            older: boolean;
            open: boolean;
        };
        /**
         * CloseItem
         * @description Close an item for all.
         */
        CloseItem: {
            itemId: string;
            /** @enum {unknown} */
            kind: "board" | "document";
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "closeItem";
        };
        /**
         * ClosePoll
         * @description Take no votes any more, for good.
         */
        ClosePoll: {
            pollId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "closePoll";
        };
        /**
         * Closing
         * @description The server closes this socket. After ``restart`` and ``slow`` the browser reconnects by itself, otherwise not.
         */
        Closing: {
            message: string;
            /** @enum {unknown} */
            reason: "cancelled" | "denied" | "ended" | "full" | "invalid_token" | "left" | "locked" | "moved" | "protocol_error" | "removed" | "restart" | "slow";
            /** @enum {unknown} */
            type: "closing";
        };
        /**
         * ContentChanged
         * @description Attendees may download what is open for all from now on, or may not.
         */
        ContentChanged: {
            at: string;
            attendeesDownload: boolean;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "contentChanged";
        };
        /**
         * ContentSlice
         * @description The documents of the meeting, the oldest first: ``all`` of them for those who may show them, the open ones for
         *         the others. ``attendeesDownload``: attendees may download these.
         */
        ContentSlice: {
            all: boolean;
            attendeesDownload: boolean;
            documents: components["schemas"]["Document"][];
        };
        /**
         * ConvertDocument
         * @description Make the pages of a document once more, where they are not all there.
         */
        ConvertDocument: {
            documentId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "convertDocument";
        };
        /**
         * CreateBoard
         * @description Make a board, and (``show``) show it to all. ``headings``: of its columns, where the template has them (1 to 6).
         *         The browser chooses a ``key`` at random; the same command with the same key makes no second board.
         */
        CreateBoard: {
            /** @default [] */
            headings?: string[];
            key: string;
            name: string;
            /** @default null */
            ref?: number | null;
            /** @default false */
            show?: boolean;
            /**
             * @default blank
             * @enum {unknown}
             */
            template?: "blank" | "columns" | "grid";
            /** @enum {unknown} */
            type: "createBoard";
        };
        /**
         * CreatePoll
         * @description Make a poll: a draft, or (``open``) one that takes votes at once. The browser chooses a ``key`` at random; the
         *         same command with the same key makes no second poll.
         */
        CreatePoll: {
            /** @default false */
            anonymous?: boolean;
            /** @default [] */
            answers?: string[];
            /** @default [] */
            correct?: number[];
            key: string;
            /** @enum {unknown} */
            kind: "multiple" | "rating" | "single" | "text" | "true_false";
            /** @default false */
            open?: boolean;
            question: string;
            /** @default null */
            ref?: number | null;
            /**
             * @default closed
             * @enum {unknown}
             */
            shown?: "closed" | "live" | "runners";
            /** @enum {unknown} */
            type: "createPoll";
        };
        /**
         * DeleteBoard
         * @description Delete a board. It can be restored until the center's buffer time ends.
         */
        DeleteBoard: {
            boardId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "deleteBoard";
        };
        /**
         * DeletedBoard
         * @description A board that can be restored.
         */
        DeletedBoard: {
            deletedAt: string;
            id: string;
            name: string;
        };
        /**
         * DeletedBoards
         * @description The deleted boards that can be restored, those that were deleted last first.
         */
        DeletedBoards: {
            boards: components["schemas"]["DeletedBoard"][];
            /** @enum {unknown} */
            type: "deletedBoards";
        };
        /**
         * DeleteDocument
         * @description Delete a document. Its owner can restore it for a while where the center allows that.
         */
        DeleteDocument: {
            documentId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "deleteDocument";
        };
        /**
         * DeleteMessage
         * @description Delete one's own message, or, with the permission, another one that one can read.
         */
        DeleteMessage: {
            id: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "deleteMessage";
        };
        /**
         * DeletePoll
         * @description Delete a draft.
         */
        DeletePoll: {
            pollId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "deletePoll";
        };
        /**
         * Deny
         * @description Turn a participant in the lobby away.
         */
        Deny: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "deny";
        };
        /**
         * Document
         * @description A document of the meeting.
         *
         *         ``state``: ``waiting`` and ``converting``: its pages are being made, those that are there can be shown already;
         *         ``ready``: all are there; ``failed``: there are none, because of ``problem``; ``none``: nothing was made of it. The
         *         words are those of `Document` in `/api/v1`. ``pages``: how many there are, null while that is not known; ``done``:
         *         how many of them were made so far. ``size`` is in bytes, ``uploadName`` the name of the file.
         */
        Document: {
            createdAt: string;
            done: number;
            id: string;
            /** @enum {unknown} */
            kind: "film" | "image" | "office" | "old_package" | "package" | "pdf";
            pages: number | null;
            /** @enum {unknown} */
            problem: "" | "damaged" | "failed" | "large" | "lost" | "no_office" | "password";
            size: number;
            /** @enum {unknown} */
            state: "converting" | "failed" | "none" | "ready" | "waiting";
            title: string;
            uploadName: string;
        };
        /**
         * DocumentDeleted
         * @description A document was deleted.
         */
        DocumentDeleted: {
            at: string;
            /** @default null */
            by: string | null;
            documentId: string;
            seq: number;
            /** @enum {unknown} */
            type: "documentDeleted";
        };
        /**
         * DocumentPage
         * @description A page: its pictures, the largest first (none where the page cannot be shown; the last is the thumbnail), and
         *         what can be read on it.
         */
        DocumentPage: {
            links: components["schemas"]["PageLink"][];
            number: number;
            pictures: components["schemas"]["PagePicture"][];
            text: string;
        };
        /**
         * DocumentPages
         * @description Pages of a document that were made so far, in their order from ``first`` on, at most 10.
         */
        DocumentPages: {
            documentId: string;
            first: number;
            pages: components["schemas"]["DocumentPage"][];
            /** @enum {unknown} */
            type: "documentPages";
        };
        /**
         * DocumentUpdated
         * @description A document was brought, opened for all, or has more pages.
         */
        DocumentUpdated: {
            at: string;
            /** @default null */
            by: string | null;
            document: components["schemas"]["Document"];
            seq: number;
            /** @enum {unknown} */
            type: "documentUpdated";
        };
        /**
         * Done
         * @description The command with this ``ref`` was executed, and its effect is stored.
         */
        Done: {
            ref: number;
            /** @enum {unknown} */
            type: "done";
        };
        /**
         * DrawingChanged
         * @description Attendees may draw from now on, or may not.
         */
        DrawingChanged: {
            at: string;
            attendeesDraw: boolean;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "drawingChanged";
        };
        /**
         * DrawnImage
         * @description An image: its size in pixels, and its ``url`` below this host, which needs no other credentials and is valid for
         *         one to two hours.
         */
        DrawnImage: {
            fileId: string;
            height: number;
            url: string;
            width: number;
        };
        /**
         * DrawnPages
         * @description The pages of a document (from 1) on which somebody has drawn.
         */
        DrawnPages: {
            documentId: string;
            pages: number[];
            /** @enum {unknown} */
            type: "drawnPages";
        };
        /**
         * EditMessage
         * @description Change the text of one's own message.
         */
        EditMessage: {
            id: string;
            /** @default null */
            ref?: number | null;
            text: string;
            /** @enum {unknown} */
            type: "editMessage";
        };
        /**
         * EditPoll
         * @description Ask something else in a draft.
         */
        EditPoll: {
            /** @default false */
            anonymous?: boolean;
            /** @default [] */
            answers?: string[];
            /** @default [] */
            correct?: number[];
            /** @enum {unknown} */
            kind: "multiple" | "rating" | "single" | "text" | "true_false";
            pollId: string;
            question: string;
            /** @default null */
            ref?: number | null;
            /**
             * @default closed
             * @enum {unknown}
             */
            shown?: "closed" | "live" | "runners";
            /** @enum {unknown} */
            type: "editPoll";
        };
        /**
         * EndMeeting
         * @description End the meeting for all participants.
         */
        EndMeeting: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "endMeeting";
        };
        /**
         * Enter
         * @description First command: the participant (by a room token from ``POST /api/v1/entries``) and the last known state.
         *
         *         ``last_seq`` is the last sequence number that this browser has applied; with it the server sends the missing
         *         ``events`` instead of a ``snapshot`` where that is possible. ``peer_id`` is the id that this page had before.
         *         ``answers_probes``: this browser answers ``probe``, so that a line that died is found within 15 seconds.
         *         ``takes_over``: the person goes on in this page; other pages of the participant are told ``closing`` with ``moved``.
         */
        Enter: {
            /** @default false */
            answersProbes?: boolean;
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
            /** @default false */
            takesOver?: boolean;
            token: string;
            /** @enum {unknown} */
            type: "enter";
        };
        /**
         * Events
         * @description What happened, in order, up to and including ``seq``; absent numbers were not for this participant.
         *
         *         ``people_total`` counts all in the room. The events are encoded already.
         */
        Events: {
            events: components["schemas"]["AnyEvent"][];
            peopleTotal: number;
            seq: number;
            /** @enum {unknown} */
            type: "events";
        };
        /**
         * GetChatFile
         * @description Ask for the file of a message; answered with `chatFileToken`.
         */
        GetChatFile: {
            id: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "getChatFile";
        };
        /**
         * GetImages
         * @description Ask for images on a board, or (`kind` is `drawing`) on a page of a document, which is called as on the document
         *         socket; answered with `images`.
         */
        GetImages: {
            drawing: string;
            fileIds: string[];
            /** @enum {unknown} */
            kind: "board" | "drawing";
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "getImages";
        };
        /**
         * GetNotesFile
         * @description Ask for the notes as a file; answered with `notesFile`.
         */
        GetNotesFile: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "getNotesFile";
        };
        /**
         * GetOriginal
         * @description Ask for the file of a document; answered with `originalFile`.
         */
        GetOriginal: {
            documentId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "getOriginal";
        };
        /**
         * GetPages
         * @description Ask for at most so many pages of a document from number ``first`` (from 1) on; answered with `documentPages`.
         */
        GetPages: {
            documentId: string;
            /** @default 1 */
            first?: number;
            /** @default 10 */
            most?: number;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "getPages";
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
         * Images
         * @description The images that were asked for, as far as the drawing has them.
         */
        Images: {
            drawing: string;
            images: components["schemas"]["DrawnImage"][];
            /** @enum {unknown} */
            kind: "board" | "drawing";
            /** @enum {unknown} */
            type: "images";
        };
        /**
         * InLobby
         * @description The participant waits in the lobby. The next message is ``snapshot`` (admitted) or ``closing`` (not admitted).
         */
        InLobby: {
            title: string;
            /** @enum {unknown} */
            type: "inLobby";
        };
        /**
         * Item
         * @description Something that can be shown, by its kind and its id among those of that kind.
         */
        Item: {
            id: string;
            /** @enum {unknown} */
            kind: "board" | "document";
        };
        /**
         * Leave
         * @description The caller leaves with all tabs: without a grace, the visit ends now.
         */
        Leave: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "leave";
        };
        /**
         * Limits
         * @description ``mesh`` is how many participants send sound and picture at once; ``room`` how many may be in the room.
         */
        Limits: {
            mesh: number;
            room: number;
        };
        /**
         * ListChatReactions
         * @description Ask who has reacted to a message.
         */
        ListChatReactions: {
            id: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "listChatReactions";
        };
        /**
         * ListDeletedBoards
         * @description Ask for the deleted boards that can be restored; answered with `deletedBoards`.
         */
        ListDeletedBoards: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "listDeletedBoards";
        };
        /**
         * ListDrawnPages
         * @description Ask on which pages of a document somebody has drawn; answered with `drawnPages`.
         */
        ListDrawnPages: {
            documentId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "listDrawnPages";
        };
        /**
         * ListMessages
         * @description Ask for the page of messages before the one with this number.
         */
        ListMessages: {
            before: number;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "listMessages";
        };
        /**
         * ListPeople
         * @description Ask for the next page of the people list, after the person with the id ``after``.
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
         * ListPollAnswers
         * @description Ask for a page of what was answered, without the first ``after`` of it.
         */
        ListPollAnswers: {
            /** @default 0 */
            after?: number;
            pollId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "listPollAnswers";
        };
        /**
         * LobbySlice
         * @description Who waits, longest first; empty for those who may not see the lobby.
         */
        LobbySlice: {
            waiting: components["schemas"]["Waiting"][];
        };
        /**
         * LowerHands
         * @description Lower all raised hands.
         */
        LowerHands: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "lowerHands";
        };
        /**
         * MediaSlice
         * @description The limits of the room.
         */
        MediaSlice: {
            limits: components["schemas"]["Limits"];
        };
        /**
         * Meeting
         * @description The state of the meeting. ``started_at`` is when the first participant entered this time.
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
         * MeetingSlice
         * @description The meeting.
         */
        MeetingSlice: {
            meeting: components["schemas"]["Meeting"];
        };
        /**
         * MeetingUpdated
         * @description The complete new state of the meeting.
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
         * MessageChanged
         * @description A message was edited, or deleted (then its text is empty, its reactions, its file and its results are gone, and
         *         quotes of it have no text either); ``by`` is set where another participant deleted it.
         */
        MessageChanged: {
            at: string;
            /** @default null */
            by: string | null;
            deleted: boolean;
            id: string;
            number: number;
            seq: number;
            text: string;
            /** @enum {unknown} */
            type: "messageChanged";
        };
        /**
         * MessageReacted
         * @description A participant put an emoji to a message (``on``) or took it away; ``count`` have put it there now. ``personId``
         *         is empty where it was an attendee whom the reader does not see.
         */
        MessageReacted: {
            at: string;
            /** @default null */
            by: string | null;
            count: number;
            /** @enum {unknown} */
            emoji: "clap" | "heart" | "laugh" | "party" | "sad" | "surprised" | "thinking" | "thumbs_up";
            id: string;
            number: number;
            on: boolean;
            personId: string;
            seq: number;
            /** @enum {unknown} */
            type: "messageReacted";
        };
        /**
         * MessageSent
         * @description A message was sent. It is as it is now: one that was edited or deleted meanwhile comes so. Reactions follow as
         *         events of their own.
         */
        MessageSent: {
            at: string;
            /** @default null */
            by: string | null;
            message: components["schemas"]["ChatMessage"];
            seq: number;
            /** @enum {unknown} */
            type: "messageSent";
        };
        /**
         * Mute
         * @description Mute one participant, or (``personId`` null) all attendees except the caller and those to ``spare``.
         */
        Mute: {
            /** @default null */
            personId?: string | null;
            /** @default null */
            ref?: number | null;
            /** @default [] */
            spare?: string[];
            /** @enum {unknown} */
            type: "mute";
        };
        /**
         * NotesChanged
         * @description Attendees may write in the notes from now on, or may not.
         */
        NotesChanged: {
            at: string;
            attendeesWrite: boolean;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "notesChanged";
        };
        /**
         * NotesFile
         * @description With this token the notes can be downloaded for five minutes (`GET /api/v1/notes/download`).
         */
        NotesFile: {
            token: string;
            /** @enum {unknown} */
            type: "notesFile";
        };
        /**
         * NotesSlice
         * @description Who may write in the notes: hosts and presenters, and attendees where ``attendees_write``.
         */
        NotesSlice: {
            attendeesWrite: boolean;
        };
        /**
         * OpenItem
         * @description An item that is open for all, and the page at which it is (1 is the first).
         */
        OpenItem: {
            id: string;
            /** @enum {unknown} */
            kind: "board" | "document";
            page: number;
        };
        /**
         * OpenPoll
         * @description Let people vote.
         */
        OpenPoll: {
            pollId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "openPoll";
        };
        /**
         * OriginalFile
         * @description With this token the file can be downloaded for five minutes (`GET /api/v1/documents/download`).
         */
        OriginalFile: {
            documentId: string;
            token: string;
            /** @enum {unknown} */
            type: "originalFile";
        };
        /**
         * PageDrawn
         * @description Somebody has begun to draw on a page of a document.
         */
        PageDrawn: {
            at: string;
            /** @default null */
            by: string | null;
            documentId: string;
            page: number;
            seq: number;
            /** @enum {unknown} */
            type: "pageDrawn";
        };
        /**
         * PageHidden
         * @description The page is about to go away (``pagehide``): it is closed, reloaded, or left for another one. Where the socket
         *         closes at once, too, the participant has no more than the grace of a closed page to return. A page that stays after
         *         all says nothing.
         */
        PageHidden: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "pageHidden";
        };
        /**
         * PageLink
         * @description A link on a page: its place in parts of the page's width and height, from the upper left corner; and where it
         *         leads, to an address or to a ``page`` of the document.
         */
        PageLink: {
            height: number;
            page: number | null;
            url: string;
            width: number;
            x: number;
            y: number;
        };
        /**
         * PagePicture
         * @description A page in one size, in pixels, as WebP. ``url`` (below this host) is valid for one to two hours.
         */
        PagePicture: {
            height: number;
            url: string;
            width: number;
        };
        /**
         * PageTurned
         * @description ``by`` has turned this item to its page.
         */
        PageTurned: {
            at: string;
            /** @default null */
            by: string | null;
            item: components["schemas"]["OpenItem"];
            seq: number;
            /** @enum {unknown} */
            type: "pageTurned";
        };
        /**
         * Passing
         * @description What passes and is not stored, in order. The messages are encoded already.
         */
        Passing: {
            messages: components["schemas"]["AnyPassing"][];
            /** @enum {unknown} */
            type: "passing";
        };
        /**
         * PauseRecording
         * @description Pause the recording.
         */
        PauseRecording: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "pauseRecording";
        };
        /**
         * Peer
         * @description A connection that sends and receives media in the mesh, and the participant to whom it belongs; or (``kind``
         *         ``recorder``) one that records what it is sent, belongs to nobody (``personId`` is empty) and sends nothing.
         */
        Peer: {
            /**
             * @default participant
             * @enum {unknown}
             */
            kind: "participant" | "recorder";
            peerId: string;
            personId: string;
        };
        /**
         * Peers
         * @description Who exchanges sound and picture now, including this browser where ``place`` is true.
         *
         *         Where it is false, ``reason`` says why: ``full`` (the mesh limit is reached; the participant is in the meeting
         *         nevertheless) or ``other_tab`` (another tab of the participant has sound and picture).
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
         * PeopleSlice
         * @description ``you``, and the first page of all in the order of entering; ``total`` counts all in the room, ``next`` is
         *         where the second page begins, null where there is none. ``removed``: who
         *         may not enter this run of the meeting; empty for those who may not remove. An attendee who does not see the others
         *         has hosts and presenters in ``people``, and oneself; ``total`` counts all.
         */
        PeopleSlice: {
            next: string | null;
            people: components["schemas"]["Person"][];
            removed: components["schemas"]["Removed"][];
            total: number;
            you: components["schemas"]["Person"];
        };
        /**
         * Person
         * @description A participant who is in the room, as the others may see them.
         *
         *         ``hand`` is when the hand was raised (null: it is not). ``microphone``, ``camera`` and ``screen`` say what the
         *         person sends at this moment. ``connected`` is false while a lost connection has its grace. Of several people of one
         *         name in a run of the meeting the later ones have a number behind theirs, ``Ann (2)``; ``guest`` is a person without
         *         an account who has the name of a user.
         */
        Person: {
            camera: boolean;
            connected: boolean;
            enteredAt: string;
            guest: boolean;
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
         * @description A participant entered, for the first time or after having left.
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
         * @description A participant is no longer in the room. ``lost``: the connection did not come back in time.
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
         * PersonReadmitted
         * @description A participant who was removed may enter again.
         */
        PersonReadmitted: {
            at: string;
            /** @default null */
            by: string | null;
            personId: string;
            seq: number;
            /** @enum {unknown} */
            type: "personReadmitted";
        };
        /**
         * PersonRemoved
         * @description A participant was removed, from the room or from the lobby, and may be let in again.
         */
        PersonRemoved: {
            at: string;
            /** @default null */
            by: string | null;
            person: components["schemas"]["Removed"];
            seq: number;
            /** @enum {unknown} */
            type: "personRemoved";
        };
        /**
         * PersonUpdated
         * @description The complete new state of a participant. ``by`` is set where another participant caused it (muted, …).
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
         * @description Shows that the browser is there; answered with ``pong``.
         */
        Ping: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "ping";
        };
        /**
         * Poll
         * @description A poll as the recipient may see it.
         *
         *         ``shown``: when those who vote see the results: ``live``, once it is ``closed``, or never (``runners``). ``correct``
         *         has the positions of the right answers, none where no answer is right or wrong; null where the recipient may not
         *         know them yet. ``voters`` and ``votes`` (for each answer) are null where the recipient may not see the results;
         *         ``votes`` also in an anonymous poll that takes votes, or in which fewer than three have voted. ``ballot`` is null
         *         where the recipient has not voted.
         */
        Poll: {
            anonymous: boolean;
            answers: string[];
            /** @default null */
            ballot: components["schemas"]["Ballot"] | null;
            closedAt: string | null;
            correct: number[] | null;
            id: string;
            /** @enum {unknown} */
            kind: "multiple" | "rating" | "single" | "text" | "true_false";
            openedAt: string | null;
            question: string;
            /** @enum {unknown} */
            shown: "closed" | "live" | "runners";
            /** @enum {unknown} */
            state: "closed" | "draft" | "open";
            /** @default null */
            voters: number | null;
            /** @default null */
            votes: number[] | null;
        };
        /**
         * PollAnswer
         * @description What one person answered. ``name`` is null where the recipient may not see it; then there are no ``positions``
         *         either.
         */
        PollAnswer: {
            comment: string;
            name: string | null;
            positions: number[];
        };
        /**
         * PollAnswers
         * @description A page of what was answered, the first of it after ``after`` others; ``next``: where the next page begins, null
         *         where there is none. Those who run polls see who chose what in a named poll, the others what was written.
         */
        PollAnswers: {
            after: number;
            answers: components["schemas"]["PollAnswer"][];
            next: number | null;
            pollId: string;
            /** @enum {unknown} */
            type: "pollAnswers";
        };
        /**
         * PollCounted
         * @description The results of a poll. ``votes`` is null where the poll does not tell, ``correct`` where it stays as it is.
         */
        PollCounted: {
            at: string;
            /** @default null */
            by: string | null;
            correct: number[] | null;
            pollId: string;
            seq: number;
            /** @enum {unknown} */
            type: "pollCounted";
            voters: number;
            votes: number[] | null;
        };
        /**
         * PollDeleted
         * @description A draft was deleted.
         */
        PollDeleted: {
            at: string;
            /** @default null */
            by: string | null;
            pollId: string;
            seq: number;
            /** @enum {unknown} */
            type: "pollDeleted";
        };
        /**
         * PollsOrdered
         * @description The drafts were put into this order, by their ids.
         */
        PollsOrdered: {
            at: string;
            /** @default null */
            by: string | null;
            pollIds: string[];
            seq: number;
            /** @enum {unknown} */
            type: "pollsOrdered";
        };
        /**
         * PollsSlice
         * @description The polls of this run of the meeting in the order in which they were made; then, for those who run polls, the
         *         drafts in their order.
         */
        PollsSlice: {
            polls: components["schemas"]["Poll"][];
        };
        /**
         * PollUpdated
         * @description A poll was made, edited, opened, closed, or its results are shown to all. It says nothing of the results and of
         *         the own vote, which stay as they are; ``correct`` is null where it stays as it is.
         */
        PollUpdated: {
            at: string;
            /** @default null */
            by: string | null;
            poll: components["schemas"]["Poll"];
            seq: number;
            /** @enum {unknown} */
            type: "pollUpdated";
        };
        /**
         * Pong
         * @description The answer to ``ping``.
         */
        Pong: {
            /** @enum {unknown} */
            type: "pong";
        };
        /**
         * PostPollResults
         * @description Send the results of a closed poll to all, as a message. Results that only those who run polls have seen are
         *         shared with that. ``key`` as in ``sendMessage``.
         */
        PostPollResults: {
            key: string;
            pollId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "postPollResults";
        };
        /**
         * Probe
         * @description Asks a browser that has been silent for some seconds whether it is there; any command answers, such as ``ping``.
         *         Sent to browsers that said ``answersProbes`` in ``enter``.
         */
        Probe: {
            /** @enum {unknown} */
            type: "probe";
        };
        /**
         * React
         * @description Show an emoji over the caller's picture.
         */
        React: {
            /** @enum {unknown} */
            emoji: "clap" | "heart" | "laugh" | "party" | "surprised" | "thumbs_up";
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "react";
        };
        /**
         * Reaction
         * @description A participant shows an emoji; it is to be seen for five seconds.
         */
        Reaction: {
            /** @enum {unknown} */
            emoji: "clap" | "heart" | "laugh" | "party" | "surprised" | "thumbs_up";
            personId: string;
            /** @enum {unknown} */
            type: "reaction";
        };
        /**
         * ReactionsChanged
         * @description Reactions were switched on or off.
         */
        ReactionsChanged: {
            allowed: boolean;
            at: string;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "reactionsChanged";
        };
        /**
         * ReactionsSlice
         * @description Whether people may react.
         */
        ReactionsSlice: {
            allowed: boolean;
        };
        /**
         * ReactToMessage
         * @description Put an emoji to a message, or take it away.
         */
        ReactToMessage: {
            /** @enum {unknown} */
            emoji: "clap" | "heart" | "laugh" | "party" | "sad" | "surprised" | "thinking" | "thumbs_up";
            id: string;
            on: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "reactToMessage";
        };
        /**
         * Readmit
         * @description Let a participant in again who was removed, or denied in the lobby.
         */
        Readmit: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "readmit";
        };
        /**
         * RecordingAnswered
         * @description The participant who is told has answered to being recorded, perhaps in another tab.
         */
        RecordingAnswered: {
            at: string;
            /** @default null */
            by: string | null;
            seq: number;
            stays: boolean;
            /** @enum {unknown} */
            type: "recordingAnswered";
        };
        /**
         * RecordingChanged
         * @description The recording is in this state from now on, as in the slice. ``reason``: why it ended or paused where nobody in
         *         the room wanted it: `empty`, `ended`, `quota`, `disk`, or what `recordingRefused` says.
         */
        RecordingChanged: {
            at: string;
            /** @default null */
            by: string | null;
            reason: string;
            recorded: number;
            seq: number;
            since: string;
            /** @enum {unknown} */
            state: "" | "paused" | "recording" | "starting";
            /** @enum {unknown} */
            type: "recordingChanged";
        };
        /**
         * RecordingRefused
         * @description Nothing can be recorded. ``reason``: `not_installed`, `turned_off`, `disk`, `too_many`, `no_process`, `quota`,
         *         `not_allowed`.
         */
        RecordingRefused: {
            at: string;
            /** @default null */
            by: string | null;
            reason: string;
            seq: number;
            /** @enum {unknown} */
            type: "recordingRefused";
        };
        /**
         * RecordingSettingsChanged
         * @description ``fromBeginning`` and ``askConsent`` are so from now on.
         */
        RecordingSettingsChanged: {
            askConsent: boolean;
            at: string;
            /** @default null */
            by: string | null;
            fromBeginning: boolean;
            seq: number;
            /** @enum {unknown} */
            type: "recordingSettingsChanged";
        };
        /**
         * RecordingSlice
         * @description The recording. ``state``: empty where there is none; ``since``: when the state began; ``recorded``: milliseconds
         *         that were recorded before. ``agreed``: the participant has agreed to being recorded in this run.
         *         ``fromBeginning``: runs of the meeting are recorded from their beginning; ``askConsent``: all are asked before they
         *         enter, even where nothing is recorded yet.
         */
        RecordingSlice: {
            agreed: boolean;
            askConsent: boolean;
            fromBeginning: boolean;
            recorded: number;
            since: string | null;
            /** @enum {unknown} */
            state: "" | "paused" | "recording" | "starting";
        };
        /**
         * RecordingStorageScarce
         * @description Of the storage of the center so much (``percent``) is in use; at 100 the recording ends.
         */
        RecordingStorageScarce: {
            at: string;
            /** @default null */
            by: string | null;
            percent: number;
            seq: number;
            /** @enum {unknown} */
            type: "recordingStorageScarce";
        };
        /**
         * Refused
         * @description The command was not executed; ``error`` is a stable word for programs, ``message`` a sentence for people.
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
         * @description Remove a participant, who may not enter again in this run of the meeting.
         */
        Remove: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "remove";
        };
        /**
         * Removed
         * @description A participant who was removed, or denied in the lobby.
         */
        Removed: {
            id: string;
            name: string;
        };
        /**
         * RenameBoard
         * @description Give a board another name.
         */
        RenameBoard: {
            boardId: string;
            name: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "renameBoard";
        };
        /**
         * RepeatPoll
         * @description Make a draft that asks what this poll asks; ``key`` as in ``createPoll``.
         */
        RepeatPoll: {
            key: string;
            pollId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "repeatPoll";
        };
        /**
         * RestoreBoard
         * @description Bring a deleted board back.
         */
        RestoreBoard: {
            boardId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "restoreBoard";
        };
        /**
         * Resumed
         * @description Instead of a snapshot: the browser keeps its state, the missing ``events`` follow.
         */
        Resumed: {
            peerId: string;
            seq: number;
            serverTime: string;
            /** @enum {unknown} */
            type: "resumed";
        };
        /**
         * RightsChanged
         * @description What attendees may from now on.
         */
        RightsChanged: {
            at: string;
            /** @default null */
            by: string | null;
            camera: boolean;
            microphone: boolean;
            screen: boolean;
            see: boolean;
            seq: number;
            /** @enum {unknown} */
            type: "rightsChanged";
        };
        /**
         * RightsSlice
         * @description What attendees may send, and ``see``: whether they see each other. ``mayUnmute``: the caller was asked to unmute,
         *         so may in any case.
         */
        RightsSlice: {
            camera: boolean;
            mayUnmute: boolean;
            microphone: boolean;
            screen: boolean;
            see: boolean;
        };
        /**
         * SendMessage
         * @description Send a message to all, to presenters (and hosts), or to the participant ``personId``. ``key`` is chosen by the
         *         browser: sent twice under one key it is one message. ``replyTo``: the id of a message with the same readers.
         */
        SendMessage: {
            /**
             * @default all
             * @enum {unknown}
             */
            audience?: "all" | "person" | "presenters";
            key: string;
            /** @default null */
            personId?: string | null;
            /** @default null */
            ref?: number | null;
            /** @default null */
            replyTo?: string | null;
            text: string;
            /** @enum {unknown} */
            type: "sendMessage";
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
         * SetChat
         * @description Open or close the chat for those who may not moderate it, make the messages of earlier runs readable or not, let
         *         those send files or not; null leaves it as it is.
         */
        SetChat: {
            /** @default null */
            earlier?: boolean | null;
            /** @default null */
            files?: boolean | null;
            /** @default null */
            open?: boolean | null;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setChat";
        };
        /**
         * SetContent
         * @description Let attendees download what is open for all, or not.
         */
        SetContent: {
            attendeesDownload: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setContent";
        };
        /**
         * SetDrawing
         * @description Let attendees draw, or not.
         */
        SetDrawing: {
            attendeesDraw: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setDrawing";
        };
        /**
         * SetHand
         * @description Raise or lower a hand: the caller's own, or (host and presenters, lowering only) that of ``personId``. All are
         *         told by ``personUpdated``.
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
         * @description Turn the lobby on or off: while it is on, participants of the open link wait to be admitted; turning it off
         *         admits all.
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
         * @description Lock or unlock the meeting: while it is locked, no new participant enters.
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
         * @description What the caller sends from now on: only what the caller changed; an absent one is unchanged. All are told by
         *         ``personUpdated``. It changes nothing where the page has no place (``peers``).
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
         * SetNotes
         * @description Let attendees write in the notes, or not.
         */
        SetNotes: {
            attendeesWrite: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setNotes";
        };
        /**
         * SetReactions
         * @description Switch reactions on or off for all.
         */
        SetReactions: {
            allowed: boolean;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setReactions";
        };
        /**
         * SetRecording
         * @description Change whether runs of the meeting are recorded from their beginning, and whether all are asked before they
         *         enter; an absent one is unchanged.
         */
        SetRecording: {
            /** @default null */
            askConsent?: boolean | null;
            /** @default null */
            fromBeginning?: boolean | null;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "setRecording";
        };
        /**
         * SetRights
         * @description Change what attendees may; an absent one is unchanged. What they send and may not any more ends. Where ``see``
         *         changes, attendees get a new snapshot: with hosts, presenters and themselves alone, or with all.
         */
        SetRights: {
            /** @default null */
            camera?: boolean | null;
            /** @default null */
            microphone?: boolean | null;
            /** @default null */
            ref?: number | null;
            /** @default null */
            screen?: boolean | null;
            /** @default null */
            see?: boolean | null;
            /** @enum {unknown} */
            type: "setRights";
        };
        /**
         * SetRole
         * @description Make a participant host, presenter or attendee. A host gives up the own role by it, while there is another one.
         *         Host is a role of this run of the meeting alone, the others are for good.
         */
        SetRole: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            role: "attendee" | "host" | "presenter";
            /** @enum {unknown} */
            type: "setRole";
        };
        /**
         * SharePollResults
         * @description Show all the results of a closed poll that only those who run polls have seen.
         */
        SharePollResults: {
            pollId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "sharePollResults";
        };
        /**
         * ShowingChanged
         * @description What is open and shown from now on, as in the snapshot.
         */
        ShowingChanged: {
            at: string;
            /** @default null */
            by: string | null;
            open: components["schemas"]["OpenItem"][];
            seq: number;
            shown: components["schemas"]["Item"] | null;
            turnedBy: string | null;
            /** @enum {unknown} */
            type: "showingChanged";
        };
        /**
         * ShowingSlice
         * @description What is ``open`` for all, the first opened first; ``shown``: what of it is shown now, null where nothing is;
         *         ``turnedBy``: who showed it or turned its page last, null where that was a program.
         */
        ShowingSlice: {
            open: components["schemas"]["OpenItem"][];
            shown: components["schemas"]["Item"] | null;
            turnedBy: string | null;
        };
        /**
         * ShowItem
         * @description Show an item to all, at this ``page``, or (null) at the one where it was. It is open from then on.
         */
        ShowItem: {
            itemId: string;
            /** @enum {unknown} */
            kind: "board" | "document";
            /** @default null */
            page?: number | null;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "showItem";
        };
        /**
         * Signal
         * @description A negotiation step for another peer. It is not stored.
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
         * @description One step of WebRTC negotiation: a description, with ``tracks``, or a candidate.
         *
         *         ``connection`` numbers the connections of the two pages, one after the other: the first offer of a higher number
         *         replaces the connection by a new one, steps of a lower number are void. The side with the smaller peer id takes odd
         *         numbers, the other even ones. ``number`` counts the offers of one side within a connection; in an answer it is that
         *         of the offer which is answered. ``answered``, in an offer, is the number of the last offer of the other side that
         *         this side had answered before.
         */
        SignalData: {
            /** @default 0 */
            answered?: number;
            /** @default null */
            candidate?: components["schemas"]["IceCandidate"] | null;
            /** @default 0 */
            connection?: number;
            /** @default null */
            description?: components["schemas"]["SessionDescription"] | null;
            /** @default 0 */
            number?: number;
            /** @default [] */
            tracks?: components["schemas"]["TrackNote"][];
        };
        /**
         * SignalFrom
         * @description A negotiation step from another peer.
         */
        SignalFrom: {
            data: components["schemas"]["SignalData"];
            sender: string;
            /** @enum {unknown} */
            type: "signal";
        };
        /**
         * Slices
         * @description The state of each feature that has one, under the feature's name.
         */
        Slices: {
            chat: components["schemas"]["ChatSlice"];
            content: components["schemas"]["ContentSlice"];
            lobby: components["schemas"]["LobbySlice"];
            media: components["schemas"]["MediaSlice"];
            meeting: components["schemas"]["MeetingSlice"];
            notes: components["schemas"]["NotesSlice"];
            people: components["schemas"]["PeopleSlice"];
            polls: components["schemas"]["PollsSlice"];
            reactions: components["schemas"]["ReactionsSlice"];
            recording: components["schemas"]["RecordingSlice"];
            rights: components["schemas"]["RightsSlice"];
            showing: components["schemas"]["ShowingSlice"];
            whiteboard: components["schemas"]["WhiteboardSlice"];
        };
        /**
         * Snapshot
         * @description The state of the room at ``seq``. ``server_time`` corrects the clock of the browser.
         */
        Snapshot: {
            peerId: string;
            seq: number;
            serverTime: string;
            slices: components["schemas"]["Slices"];
            /** @enum {unknown} */
            type: "snapshot";
        };
        /**
         * StartRecording
         * @description Begin to record, or go on after a pause. `recordingChanged` says when it runs, `recordingRefused` why it does
         *         not.
         */
        StartRecording: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "startRecording";
        };
        /**
         * StopRecording
         * @description End the recording; it can be played some seconds later.
         */
        StopRecording: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "stopRecording";
        };
        /**
         * StopShowing
         * @description Show nothing any more; what is open stays open.
         */
        StopShowing: {
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "stopShowing";
        };
        /**
         * StopVideo
         * @description Stop the camera or the shared screen of a participant, who may start it again.
         */
        StopVideo: {
            personId: string;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            source: "camera" | "screen";
            /** @enum {unknown} */
            type: "stopVideo";
        };
        /**
         * TakeMedia
         * @description This tab takes over sound and picture of its participant.
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
         * TurnPage
         * @description Turn an open item to this page, for all.
         */
        TurnPage: {
            itemId: string;
            /** @enum {unknown} */
            kind: "board" | "document";
            page: number;
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "turnPage";
        };
        /**
         * UnmuteAsked
         * @description The participant who is told is asked by ``by`` to unmute, and may.
         */
        UnmuteAsked: {
            at: string;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "unmuteAsked";
        };
        /**
         * UnmuteEnded
         * @description The participant who is told was muted, and may unmute no more than the others.
         */
        UnmuteEnded: {
            at: string;
            /** @default null */
            by: string | null;
            seq: number;
            /** @enum {unknown} */
            type: "unmuteEnded";
        };
        /**
         * Vote
         * @description Cast the own vote, or change it until the poll is closed; one in an anonymous poll cannot be changed.
         */
        Vote: {
            /** @default  */
            comment?: string;
            pollId: string;
            /** @default [] */
            positions?: number[];
            /** @default null */
            ref?: number | null;
            /** @enum {unknown} */
            type: "vote";
        };
        /**
         * Waiting
         * @description A participant in the lobby. ``guest`` is a person without an account.
         */
        Waiting: {
            guest: boolean;
            id: string;
            name: string;
            since: string;
        };
        /**
         * WaitingAdded
         * @description A participant waits in the lobby.
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
         * @description A participant no longer waits: admitted, denied or gone.
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
        /**
         * WhiteboardSlice
         * @description The boards of the meeting in the order in which they were made. ``attendeesDraw``: attendees may draw; hosts and
         *         presenters always may.
         */
        WhiteboardSlice: {
            attendeesDraw: boolean;
            boards: components["schemas"]["Board"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Admit = components['schemas']['Admit'];
export type AnswerRecording = components['schemas']['AnswerRecording'];
export type AnyCommand = components['schemas']['AnyCommand'];
export type AnyEvent = components['schemas']['AnyEvent'];
export type AnyPassing = components['schemas']['AnyPassing'];
export type AnyServerMessage = components['schemas']['AnyServerMessage'];
export type AskToUnmute = components['schemas']['AskToUnmute'];
export type Ballot = components['schemas']['Ballot'];
export type BallotCast = components['schemas']['BallotCast'];
export type Board = components['schemas']['Board'];
export type BoardDeleted = components['schemas']['BoardDeleted'];
export type BoardUpdated = components['schemas']['BoardUpdated'];
export type ChatChanged = components['schemas']['ChatChanged'];
export type ChatFile = components['schemas']['ChatFile'];
export type ChatFileToken = components['schemas']['ChatFileToken'];
export type ChatMessage = components['schemas']['ChatMessage'];
export type ChatPage = components['schemas']['ChatPage'];
export type ChatPerson = components['schemas']['ChatPerson'];
export type ChatQuote = components['schemas']['ChatQuote'];
export type ChatReactionCount = components['schemas']['ChatReactionCount'];
export type ChatReactions = components['schemas']['ChatReactions'];
export type ChatReactor = components['schemas']['ChatReactor'];
export type ChatResults = components['schemas']['ChatResults'];
export type ChatSlice = components['schemas']['ChatSlice'];
export type CloseItem = components['schemas']['CloseItem'];
export type ClosePoll = components['schemas']['ClosePoll'];
export type Closing = components['schemas']['Closing'];
export type ContentChanged = components['schemas']['ContentChanged'];
export type ContentSlice = components['schemas']['ContentSlice'];
export type ConvertDocument = components['schemas']['ConvertDocument'];
export type CreateBoard = components['schemas']['CreateBoard'];
export type CreatePoll = components['schemas']['CreatePoll'];
export type DeleteBoard = components['schemas']['DeleteBoard'];
export type DeletedBoard = components['schemas']['DeletedBoard'];
export type DeletedBoards = components['schemas']['DeletedBoards'];
export type DeleteDocument = components['schemas']['DeleteDocument'];
export type DeleteMessage = components['schemas']['DeleteMessage'];
export type DeletePoll = components['schemas']['DeletePoll'];
export type Deny = components['schemas']['Deny'];
export type Document = components['schemas']['Document'];
export type DocumentDeleted = components['schemas']['DocumentDeleted'];
export type DocumentPage = components['schemas']['DocumentPage'];
export type DocumentPages = components['schemas']['DocumentPages'];
export type DocumentUpdated = components['schemas']['DocumentUpdated'];
export type Done = components['schemas']['Done'];
export type DrawingChanged = components['schemas']['DrawingChanged'];
export type DrawnImage = components['schemas']['DrawnImage'];
export type DrawnPages = components['schemas']['DrawnPages'];
export type EditMessage = components['schemas']['EditMessage'];
export type EditPoll = components['schemas']['EditPoll'];
export type EndMeeting = components['schemas']['EndMeeting'];
export type Enter = components['schemas']['Enter'];
export type Events = components['schemas']['Events'];
export type GetChatFile = components['schemas']['GetChatFile'];
export type GetImages = components['schemas']['GetImages'];
export type GetNotesFile = components['schemas']['GetNotesFile'];
export type GetOriginal = components['schemas']['GetOriginal'];
export type GetPages = components['schemas']['GetPages'];
export type IceCandidate = components['schemas']['IceCandidate'];
export type IceServer = components['schemas']['IceServer'];
export type Images = components['schemas']['Images'];
export type InLobby = components['schemas']['InLobby'];
export type Item = components['schemas']['Item'];
export type Leave = components['schemas']['Leave'];
export type Limits = components['schemas']['Limits'];
export type ListChatReactions = components['schemas']['ListChatReactions'];
export type ListDeletedBoards = components['schemas']['ListDeletedBoards'];
export type ListDrawnPages = components['schemas']['ListDrawnPages'];
export type ListMessages = components['schemas']['ListMessages'];
export type ListPeople = components['schemas']['ListPeople'];
export type ListPollAnswers = components['schemas']['ListPollAnswers'];
export type LobbySlice = components['schemas']['LobbySlice'];
export type LowerHands = components['schemas']['LowerHands'];
export type MediaSlice = components['schemas']['MediaSlice'];
export type Meeting = components['schemas']['Meeting'];
export type MeetingSlice = components['schemas']['MeetingSlice'];
export type MeetingUpdated = components['schemas']['MeetingUpdated'];
export type MessageChanged = components['schemas']['MessageChanged'];
export type MessageReacted = components['schemas']['MessageReacted'];
export type MessageSent = components['schemas']['MessageSent'];
export type Mute = components['schemas']['Mute'];
export type NotesChanged = components['schemas']['NotesChanged'];
export type NotesFile = components['schemas']['NotesFile'];
export type NotesSlice = components['schemas']['NotesSlice'];
export type OpenItem = components['schemas']['OpenItem'];
export type OpenPoll = components['schemas']['OpenPoll'];
export type OriginalFile = components['schemas']['OriginalFile'];
export type PageDrawn = components['schemas']['PageDrawn'];
export type PageHidden = components['schemas']['PageHidden'];
export type PageLink = components['schemas']['PageLink'];
export type PagePicture = components['schemas']['PagePicture'];
export type PageTurned = components['schemas']['PageTurned'];
export type Passing = components['schemas']['Passing'];
export type PauseRecording = components['schemas']['PauseRecording'];
export type Peer = components['schemas']['Peer'];
export type Peers = components['schemas']['Peers'];
export type People = components['schemas']['People'];
export type PeopleSlice = components['schemas']['PeopleSlice'];
export type Person = components['schemas']['Person'];
export type PersonEntered = components['schemas']['PersonEntered'];
export type PersonLeft = components['schemas']['PersonLeft'];
export type PersonReadmitted = components['schemas']['PersonReadmitted'];
export type PersonRemoved = components['schemas']['PersonRemoved'];
export type PersonUpdated = components['schemas']['PersonUpdated'];
export type Ping = components['schemas']['Ping'];
export type Poll = components['schemas']['Poll'];
export type PollAnswer = components['schemas']['PollAnswer'];
export type PollAnswers = components['schemas']['PollAnswers'];
export type PollCounted = components['schemas']['PollCounted'];
export type PollDeleted = components['schemas']['PollDeleted'];
export type PollsOrdered = components['schemas']['PollsOrdered'];
export type PollsSlice = components['schemas']['PollsSlice'];
export type PollUpdated = components['schemas']['PollUpdated'];
export type Pong = components['schemas']['Pong'];
export type PostPollResults = components['schemas']['PostPollResults'];
export type Probe = components['schemas']['Probe'];
export type React = components['schemas']['React'];
export type Reaction = components['schemas']['Reaction'];
export type ReactionsChanged = components['schemas']['ReactionsChanged'];
export type ReactionsSlice = components['schemas']['ReactionsSlice'];
export type ReactToMessage = components['schemas']['ReactToMessage'];
export type Readmit = components['schemas']['Readmit'];
export type RecordingAnswered = components['schemas']['RecordingAnswered'];
export type RecordingChanged = components['schemas']['RecordingChanged'];
export type RecordingRefused = components['schemas']['RecordingRefused'];
export type RecordingSettingsChanged = components['schemas']['RecordingSettingsChanged'];
export type RecordingSlice = components['schemas']['RecordingSlice'];
export type RecordingStorageScarce = components['schemas']['RecordingStorageScarce'];
export type Refused = components['schemas']['Refused'];
export type Remove = components['schemas']['Remove'];
export type Removed = components['schemas']['Removed'];
export type RenameBoard = components['schemas']['RenameBoard'];
export type RepeatPoll = components['schemas']['RepeatPoll'];
export type RestoreBoard = components['schemas']['RestoreBoard'];
export type Resumed = components['schemas']['Resumed'];
export type RightsChanged = components['schemas']['RightsChanged'];
export type RightsSlice = components['schemas']['RightsSlice'];
export type SendMessage = components['schemas']['SendMessage'];
export type SessionDescription = components['schemas']['SessionDescription'];
export type SetChat = components['schemas']['SetChat'];
export type SetContent = components['schemas']['SetContent'];
export type SetDrawing = components['schemas']['SetDrawing'];
export type SetHand = components['schemas']['SetHand'];
export type SetLobby = components['schemas']['SetLobby'];
export type SetLock = components['schemas']['SetLock'];
export type SetMedia = components['schemas']['SetMedia'];
export type SetNotes = components['schemas']['SetNotes'];
export type SetReactions = components['schemas']['SetReactions'];
export type SetRecording = components['schemas']['SetRecording'];
export type SetRights = components['schemas']['SetRights'];
export type SetRole = components['schemas']['SetRole'];
export type SharePollResults = components['schemas']['SharePollResults'];
export type ShowingChanged = components['schemas']['ShowingChanged'];
export type ShowingSlice = components['schemas']['ShowingSlice'];
export type ShowItem = components['schemas']['ShowItem'];
export type Signal = components['schemas']['Signal'];
export type SignalData = components['schemas']['SignalData'];
export type SignalFrom = components['schemas']['SignalFrom'];
export type Slices = components['schemas']['Slices'];
export type Snapshot = components['schemas']['Snapshot'];
export type StartRecording = components['schemas']['StartRecording'];
export type StopRecording = components['schemas']['StopRecording'];
export type StopShowing = components['schemas']['StopShowing'];
export type StopVideo = components['schemas']['StopVideo'];
export type TakeMedia = components['schemas']['TakeMedia'];
export type TrackNote = components['schemas']['TrackNote'];
export type TurnPage = components['schemas']['TurnPage'];
export type UnmuteAsked = components['schemas']['UnmuteAsked'];
export type UnmuteEnded = components['schemas']['UnmuteEnded'];
export type Vote = components['schemas']['Vote'];
export type Waiting = components['schemas']['Waiting'];
export type WaitingAdded = components['schemas']['WaitingAdded'];
export type WaitingGone = components['schemas']['WaitingGone'];
export type WhiteboardSlice = components['schemas']['WhiteboardSlice'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
