// Made from the routes of src/convener/apis/rest by tools/generate_types.py: do not edit.

export interface paths {
    "/api/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get account
         * @description The account of the signed-in user.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change account
         * @description Change name, language or time zone.
         */
        patch: operations["changeAccount"];
        trace?: never;
    };
    "/api/v1/account-claims/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get account claim
         * @description What a link is for; uses nothing up.
         */
        post: operations["getAccountClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-claims/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim for account
         * @description Add all meetings of the address of a link to the caller's account, which has the same address; the link is used
         *     up. 403: it is for another account.
         */
        post: operations["claimForAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account-claims/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim new account
         * @description Make the address of a link an account of its center, a member's; the link is used up. All meetings of the address
         *     in the center are in its list then. 401: also where the address has an account.
         */
        post: operations["claimNewAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change password
         * @description Change the password. Wrong old ones (`wrong_password`) are limited like those of a sign-in. The user is signed
         *     out in all other browsers; this one gets a new session.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List open sessions
         * @description Where the user is signed in; at most 100 browsers, those used last.
         */
        get: operations["listOpenSessions"];
        put?: never;
        post?: never;
        /**
         * End other sessions
         * @description Sign the user out in all browsers but this one.
         */
        delete: operations["endOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/account/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End session
         * @description Sign the user out in one browser; done already where there is no such session of this user.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search boards
         * @description The whiteboards of the library that the caller may use, and of all meetings that the caller manages, the newest
         *     first; of administrators those of the center. What is written on one of a meeting is found once a run of the meeting
         *     has ended.
         */
        get: operations["searchBoards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{board}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read board
         * @description A whiteboard.
         */
        get: operations["readBoard"];
        put?: never;
        post?: never;
        /**
         * Delete board
         * @description Delete a whiteboard, which is shown no longer. It can be restored until the center's buffer time is over.
         */
        delete: operations["deleteBoard"];
        options?: never;
        head?: never;
        /**
         * Change board
         * @description Change a whiteboard: its name, which those who are in its meeting see at once, or where it is in the library and
         *     who may use it.
         */
        patch: operations["changeBoard"];
        trace?: never;
    };
    "/api/v1/boards/{board}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy board
         * @description Put a whiteboard that the caller may use into a meeting of the caller, or keep one in the library: a copy, as it
         *     is now. 409: there are as many as there may be (`limit_reached`).
         */
        post: operations["copyBoard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{board}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download board
         * @description What is drawn on a whiteboard, with the images on it, as a file of Excalidraw, which other programs open.
         */
        get: operations["downloadBoard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/boards/{board}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore board
         * @description Bring back a whiteboard that was deleted. 409: the meeting has as many as it may (`limit_reached`).
         */
        post: operations["restoreBoard"];
        /**
         * Remove board
         * @description Remove a whiteboard that was deleted for good.
         */
        delete: operations["removeBoard"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/center": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get center
         * @description What anybody may know of the conference center of this name, the server's first one where it is empty.
         */
        get: operations["getCenter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get network check
         * @description The STUN and TURN servers, for a browser that checks its network. Credentials of a TURN server end after two
         *     minutes, all have the one user name `check`, and there are few of them a minute: enough for checks, not for a relay
         *     of strangers.
         */
        get: operations["getNetworkCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search documents
         * @description The documents of the library that the caller may use, and of all meetings that the caller manages, the newest
         *     first; of administrators those of the center.
         */
        get: operations["searchDocuments"];
        put?: never;
        /**
         * Add to library
         * @description Add a document to the library: it belongs to the caller and to no meeting. What it can be is as for a meeting.
         */
        post: operations["addToLibrary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read document
         * @description A document, and how far its pages are.
         */
        get: operations["readDocument"];
        put?: never;
        post?: never;
        /**
         * Delete document
         * @description Delete a document. It can be restored until the center's buffer time is over, where the center restores at
         *     all.
         */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        /**
         * Change document
         * @description Change title, folder or audience of a document of the library, with all its versions.
         */
        patch: operations["changeDocument"];
        trace?: never;
    };
    "/api/v1/documents/{document}/conversion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Convert document
         * @description Make the pages of a document (once more) where they are not all there: because it failed, or it was brought
         *     before documents had pages. A document whose kind cannot be shown stays as it is.
         */
        post: operations["convertDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy document
         * @description Put a document that the caller may use into a meeting of the caller, or keep one in the library: a copy of its
         *     own, whose pages are made in the background.
         */
        post: operations["copyDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download original
         * @description A document as it was brought.
         */
        get: operations["downloadOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List pages
         * @description The pages of a document that were made so far, at most 100 in one reply.
         */
        get: operations["listPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document}/present": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make version present
         * @description Make an earlier version of a document the present one again.
         */
        post: operations["makeVersionPresent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document}/restoration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore document
         * @description Bring back a document that was deleted, with its pages.
         */
        post: operations["restoreDocument"];
        /**
         * Remove document
         * @description Remove a document that was deleted for good, which makes room in the center's storage.
         */
        delete: operations["removeDocument"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/{document}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List versions
         * @description All versions of a document; any of them may be named.
         */
        get: operations["listVersions"];
        put?: never;
        /**
         * Add version
         * @description Replace a document of the library by a new version, which has an id of its own; the earlier ones can be had and
         *     made the present one again. 409: another version has replaced this one (`wrong_state`), there are too many
         *     (`limit_reached`).
         */
        post: operations["addVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download document
         * @description The file of a document that somebody in the room may have.
         */
        get: operations["downloadDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/documents/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show page
         * @description A page in one size.
         */
        get: operations["showPage"];
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
        /**
         * Check entry
         * @description Whether a meeting can be entered, and what is still missing. Wrong links, codes and passwords are limited per
         *     address, so that they cannot be guessed.
         */
        post: operations["checkEntry"];
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
        /**
         * Enter meeting
         * @description Enter a meeting: the reply's token opens the room socket as one participant.
         */
        post: operations["enterMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/goodbyes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say goodbye
         * @description What somebody who was in a meeting may have now, and the way back to the application. Wrong tokens are limited
         *     per address; right ones are never refused.
         */
        post: operations["sayGoodbye"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show image
         * @description An image that is on a whiteboard, or on a page of a document.
         */
        get: operations["showImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for account
         * @description Ask for a link by which the invited person makes the address an account, or adds the invitation to the account
         *     that has it. The link comes by mail to the invited address; the answer is the same whatever that has already.
         *     Requests are limited for the caller's address, mails for the invited one.
         */
        post: operations["askForAccount"];
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
        /**
         * Answer invitation
         * @description Accept or decline; the last answer counts. Wrong tokens are limited per address; right ones are never refused.
         */
        post: operations["answerInvitation"];
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
        /**
         * Get invitation
         * @description What the token of an invitation invites to. Wrong ones are limited per address; right ones are never refused.
         */
        post: operations["getInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set reminders
         * @description Switch the reminders of an invited person on or off, in all meetings of the center, or look what they are. Wrong
         *     tokens are limited per address; right ones are never refused.
         */
        post: operations["setReminders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read library
         * @description The folders of the library in which there is something for the caller, and the groups that the caller may let use
         *     a document.
         */
        get: operations["readLibrary"];
        put?: never;
        post?: never;
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
        /**
         * List meetings
         * @description The caller's meetings: own ones, and those to which the caller is invited (of past ones: in which the caller was;
         *     cancelled ones are own ones). Current ones by their start, past and cancelled ones the latest first.
         */
        get: operations["listMeetings"];
        put?: never;
        /**
         * Create meeting
         * @description A new meeting of the caller, who is its host. 409: the center has as many scheduled meetings as it may have
         *     (`limit_reached`), maintenance is planned for that time (`maintenance`), or the seats are not there (`seats_taken`,
         *     `too_many_seats`). 404: there is no meeting of the caller from which to take polls, or the one that was made under
         *     the `key` is the caller's no more.
         */
        post: operations["createMeeting"];
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
        /**
         * Get meeting
         * @description One meeting that the caller may manage.
         */
        get: operations["getMeeting"];
        put?: never;
        post?: never;
        /**
         * Cancel meeting
         * @description Cancel a meeting: links say so, participants inside are removed from the room.
         */
        delete: operations["cancelMeeting"];
        options?: never;
        head?: never;
        /**
         * Change meeting
         * @description Change a meeting: those who were invited hear of it, participants inside see it at once. Of a series
         *     `startsAt` and `durationMinutes` are those of the first date. 409: as for a new meeting, or it is cancelled
         *     (`meeting_cancelled`).
         */
        patch: operations["changeMeeting"];
        trace?: never;
    };
    "/api/v1/meetings/{mid}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer own invitation
         * @description Accept or decline an invitation to a meeting of the caller's list; the last answer counts, by mail or here. 409:
         *     the meeting is cancelled (`meeting_cancelled`).
         */
        post: operations["answerOwnInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List boards
         * @description The whiteboards of all runs of a meeting.
         */
        get: operations["listBoards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/dates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List dates
         * @description The dates of a series that are not over, by their start, those that are cancelled among them. 404: also where the
         *     meeting is no series (`date_not_found`).
         */
        get: operations["listDates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/dates/{date}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel date
         * @description Cancel one date of a series; the others stay. 400: none would be left (`bad_recurrence`). 409: the date is over,
         *     or people are in the room (`wrong_state`).
         */
        delete: operations["cancelDate"];
        options?: never;
        head?: never;
        /**
         * Change date
         * @description Change one date of a series: those who were invited hear of it. What then is as in the series follows the series.
         *     409: the date is over or cancelled (`wrong_state`), or as for a meeting (`maintenance`, `seats_taken`).
         */
        patch: operations["changeDate"];
        trace?: never;
    };
    "/api/v1/meetings/{mid}/dates/{date}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore date
         * @description Let a cancelled date of a series take place after all, as it was before. 409: it is over (`wrong_state`), or as
         *     for a meeting (`maintenance`, `seats_taken`).
         */
        post: operations["restoreDate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List documents
         * @description The documents of a meeting, and how far their pages are.
         */
        get: operations["listDocuments"];
        put?: never;
        /**
         * Add document
         * @description Bring a document to a meeting: PDF, an image, an Office file, a slide package, as its content says. Its pages are
         *     made in the background.
         */
        post: operations["addDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/guests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List guests
         * @description People with a personal link besides the owner, in the order in which they were added, with their answers.
         */
        get: operations["listGuests"];
        put?: never;
        /**
         * Invite guests
         * @description Invite people by e-mail. Each gets a place in the meeting and a mail with a personal link; who was invited
         *     already gets no second one. A wrong address is refused, the others are invited all the same. 409: the meeting is
         *     cancelled.
         */
        post: operations["inviteGuests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/guests/{guest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove guest
         * @description Take a guest out of the meeting: the personal link stops working, and who was invited gets a mail that says
         *     so.
         */
        delete: operations["removeGuest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List instances
         * @description The last 500 runs of a meeting, the latest first.
         */
        get: operations["listInstances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/attendance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read attendance
         * @description Everybody who was there in one run of a meeting, and how long.
         */
        get: operations["readAttendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/attendance/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download attendance
         * @description The same as a spreadsheet: times are UTC.
         */
        get: operations["downloadAttendance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read chat
         * @description What was written to all, and to hosts and presenters, in one run of a meeting, as long as the center keeps it;
         *     without what was deleted, and without private messages.
         */
        get: operations["readChat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/chat/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download chat
         * @description The same as a file: text or a spreadsheet. Times are UTC.
         */
        get: operations["downloadChat"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read minutes
         * @description The minutes of one run: hosts and presenters read a draft, all who were there or are invited the released
         *     ones.
         */
        get: operations["readMinutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit minutes
         * @description Change what is written in the minutes, as a host: also after their release.
         */
        patch: operations["editMinutes"];
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/minutes/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download minutes of instance
         * @description The minutes of one run, as a file.
         */
        get: operations["downloadMinutesOfInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/minutes/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release minutes
         * @description Release a draft, as a host, and mail it where that is wanted.
         */
        post: operations["releaseMinutes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/notes/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download notes of instance
         * @description The notes of one run of a meeting, as a file.
         */
        get: operations["downloadNotesOfInstance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/instances/{instance}/polls/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download polls
         * @description The results of the polls in one run of a meeting as a spreadsheet; XLSX has who voted what in a second table,
         *     without anonymous polls. Times are UTC.
         */
        get: operations["downloadPolls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read invitation text
         * @description The text with which the owner invites people, in the language of the meeting.
         */
        get: operations["readInvitationText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/minutes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List minutes
         * @description The minutes of a meeting's last 500 runs that the caller may read, the latest first.
         */
        get: operations["listMinutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/polls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List polls
         * @description The polls that are prepared in a meeting; at most 200.
         */
        get: operations["listPolls"];
        /**
         * Order polls
         * @description Put the prepared polls into another order. 400: these are not the ids of all of them, because somebody else has
         *     made or opened one meanwhile.
         */
        put: operations["orderPolls"];
        /**
         * Create poll
         * @description Prepare a poll, which hosts and presenters open in the room. 409: the meeting was cancelled, or has as many as it
         *     may have (`limit_reached`).
         */
        post: operations["createPoll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/polls/{poll}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change poll
         * @description Ask something else in a prepared poll. 409: it was opened (`wrong_state`).
         */
        put: operations["changePoll"];
        post?: never;
        /**
         * Delete poll
         * @description Delete a prepared poll; where there is none of this id nothing happens. 409: it was opened (`wrong_state`).
         */
        delete: operations["deletePoll"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/meetings/{mid}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore meeting
         * @description Bring a cancelled meeting back, with its links, within the time in which the center restores meetings. 409: it is
         *     not cancelled or that time is over (`wrong_state`), or another meeting has taken its code (`name_taken`).
         */
        post: operations["restoreMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/minutes/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download minutes
         * @description The minutes that somebody has open by a personal link, as a file.
         */
        get: operations["downloadMinutes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/minutes/edit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Edit minutes by link
         * @description Change what is written in the minutes, by the link of a host.
         */
        post: operations["editMinutesByLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/minutes/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Find minutes
         * @description The minutes to which a personal link leads. Wrong tokens are limited per address; right ones are never
         *     refused.
         */
        post: operations["findMinutes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/minutes/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release minutes by link
         * @description Release a draft, by the link of a host, and mail it where that is wanted.
         */
        post: operations["releaseMinutesByLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download notes
         * @description The notes that somebody in the room has open, as a file.
         */
        get: operations["downloadNotes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for password reset
         * @description Ask for a link by which a new password is chosen; it comes by mail. The answer is the same whether or not there
         *     is such an account, with an address. Requests are limited for an address, mails for a user.
         */
        post: operations["askForPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get password reset
         * @description Whose password a link replaces; uses nothing up.
         */
        post: operations["getPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset password
         * @description Choose a new password by a link, which is used up. The user is signed out in all browsers, and signed in in
         *     none.
         */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search recordings
         * @description The recordings that the caller manages, those that are being made too; the one that began last first.
         */
        get: operations["searchRecordings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{reid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete recording
         * @description Delete a recording; where the center keeps what is deleted, administrators can restore it for a while. One that
         *     is deleted already is removed for good (administrators).
         */
        delete: operations["deleteRecording"];
        options?: never;
        head?: never;
        /**
         * Change recording
         * @description Rename a recording, say who may view it, trim it, or have its video made with more or fewer lines.
         */
        patch: operations["changeRecording"];
        trace?: never;
    };
    "/api/v1/recordings/{reid}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore recording
         * @description Bring back a recording that was deleted or has expired (administrators).
         */
        post: operations["restoreRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{reid}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry recording
         * @description Try once more to make what can be played of a recording that failed.
         */
        post: operations["retryRecording"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{reid}/subtitles/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set subtitles
         * @description Give a recording subtitles in a language, in place of those that it has.
         */
        put: operations["setSubtitles"];
        post?: never;
        /**
         * Remove subtitles
         * @description Take the subtitles in a language away; nothing happens where there are none.
         */
        delete: operations["removeSubtitles"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{reid}/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download tracks
         * @description What each person sent, as it was captured: an archive (ZIP) with a file for each microphone, camera and screen
         *     (WebM; Matroska for H.264), and `index.json`, which says whose each is and which part of it belongs where in the
         *     recording; `chat.txt` and `notes.md`, what was written, where anything was. Nothing is stored for it. Of a recording
         *     that is trimmed the files hold nothing of what was cut off.
         */
        get: operations["downloadTracks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/{reid}/visitors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List recording visitors
         * @description Who viewed or downloaded a recording, the last visit first.
         */
        get: operations["listRecordingVisitors"];
        put?: never;
        post?: never;
        delete?: never;
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
        /**
         * Check recording
         * @description Whether a recording can be viewed, and by whom. Wrong names are limited per address, so that they cannot be
         *     guessed.
         */
        post: operations["checkRecording"];
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
        /**
         * Download recording
         * @description The file to keep, whole or a part of it: a download that broke off goes on where it was (RFC 9110, ``Range`` with
         *     ``If-Range``), and counts once.
         */
        get: operations["downloadRecording"];
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
        /**
         * Start playback
         * @description Begin to view: the reply's token plays the recording. Guessing names and passwords is limited per address.
         */
        post: operations["startPlayback"];
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
        /**
         * Play recording
         * @description The file for a video element, whole or a part of it (one byte range, RFC 9110).
         */
        get: operations["playRecording"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/part": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Play part
         * @description A part of a recording: the file of a track, the picture of a page, subtitles; whole or a byte range of it.
         */
        get: operations["playPart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/sound": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download sound
         * @description The sound alone of a recording that was made here, to keep; as downloadRecording.
         */
        get: operations["downloadSound"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/recordings/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read timeline
         * @description What is played when of a recording that was made here, without what was cut off at its ends.
         */
        get: operations["readTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/room/chat/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send chat file
         * @description Send a file as a message of the chat in the room in which the caller is. Files are those that can be documents:
         *     PDF, images, Office files, slide packages.
         */
        post: operations["sendChatFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/room/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring document
         * @description Bring a document into the room in which the caller is: PDF, an image, an Office file, a slide package, as its
         *     content says. Hosts and presenters may.
         */
        post: operations["bringDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/room/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add image
         * @description Take a PNG, JPEG, WebP or GIF image for a whiteboard, or a page of a document, on which the caller may draw. It
         *     is seen once an element of the drawing names it. Sent again it is the same one.
         */
        post: operations["addImage"];
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
        /**
         * Get session
         * @description Who is signed in.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Create session
         * @description Sign in to a center. Failures are limited for an account from an address, and for an address. There is one
         *     session in a browser: signing in, to this center or another one, ends the one before.
         */
        post: operations["createSession"];
        /**
         * Delete session
         * @description Sign out.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/storage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read storage use
         * @description How much of its storage the center uses, for its administrators and organizers.
         */
        get: operations["readStorageUse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description All users of the center, for its administrators: those who sign in, and those whom API clients named.
         */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase user
         * @description Erase the personal data of somebody. It cannot be undone. Meetings that are over and all figures stay, without
         *     names; the account ends, mails are deleted; a job erases the rest in meetings, soon. 409: the person is in a meeting
         *     now (`wrong_state`), or the last administrator would go (`invariant_broken`).
         */
        post: operations["eraseUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge users
         * @description Make two users one who are the same person. It cannot be undone. API clients go on to use their own ids; the
         *     account of `merged` ends, where it is one, so the one who signs in is to be `into`. 409: the last administrator
         *     would go (`invariant_broken`).
         */
        post: operations["mergeUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Account
         * @description The account of the signed-in user. `language` and `timeZone` are null where the user has chosen none: then
         *     pages go by the browser. `passwordRules` is null where only an administrator gives the user a password.
         */
        Account: {
            center: string;
            displayName: string;
            email: string;
            firstName: string;
            /** @enum {null|string} */
            language: "en" | "fr" | "de" | "es" | "pt" | "ja" | "zh" | "ar" | null;
            lastName: string;
            passwordRules: components["schemas"]["PasswordRules"] | null;
            /** @enum {string} */
            role: "administrator" | "organizer" | "member";
            timeZone: string | null;
            userId: string;
        };
        /**
         * AccountChanges
         * @description Changes of the own account: what is left out stays as it is. An empty `displayName` is made of the first and
         *     the last name; null takes back the choice of a language or a time zone.
         */
        AccountChanges: {
            displayName?: string;
            firstName?: string;
            language?: ("en" | "fr" | "de" | "es" | "pt" | "ja" | "zh" | "ar") | null;
            lastName?: string;
            timeZone?: string | null;
        };
        /**
         * AccountClaim
         * @description What a link is for: an `address` that was invited in a center. `userIds`: accounts that have this address
         *     already; where there are none a new one is made, with a password by these rules (else null). `name`: what the
         *     person is called so far.
         */
        AccountClaim: {
            address: string;
            center: string;
            name: string;
            passwordRules: components["schemas"]["PasswordRules"] | null;
            userIds: string[];
        };
        /**
         * ActionItem
         * @description Something to be done, by whom, until when at the latest. `carried`: it was open when this run began.
         */
        ActionItem: {
            assignee: string;
            carried: boolean;
            done: boolean;
            due: string | null;
            id: string;
            text: string;
        };
        /**
         * AgendaPoint
         * @description A point of the agenda; `minutes`: how many it was to take, null where nobody said.
         */
        AgendaPoint: {
            minutes: number | null;
            text: string;
        };
        /**
         * AnswerOfUser
         * @description What the signed-in user says to an invitation.
         */
        AnswerOfUser: {
            /** @enum {string} */
            answer: "accept" | "decline";
        };
        /**
         * Attendance
         * @description Everybody who was there, in the order of entering.
         */
        Attendance: {
            people: components["schemas"]["Attendee"][];
        };
        /**
         * Attendee
         * @description A person's stays in one run of a meeting, added up. `lastLeft` is null while the person is inside; `seconds`
         *     then count up to now.
         */
        Attendee: {
            company: string;
            email: string;
            /** Format: date-time */
            firstEntered: string;
            lastLeft: string | null;
            name: string;
            /** @enum {string} */
            role: "host" | "presenter" | "attendee";
            seconds: number;
            visits: number;
        };
        /**
         * Audience
         * @description What attendees may in the room: write in the `chat`, `draw` on whiteboards and pages, unmute
         *     (`microphone`), start the `camera`, share the `screen`, `see` (and hear) each other; where not, they see
         *     hosts and presenters only.
         */
        Audience: {
            camera: boolean;
            chat: boolean;
            draw: boolean;
            microphone: boolean;
            screen: boolean;
            see: boolean;
        };
        /**
         * AudienceChanges
         * @description What attendees may; what is left out stays as it is. Of a new meeting they may everything. In a meeting that runs
         *     it holds at once.
         */
        AudienceChanges: {
            camera?: boolean;
            chat?: boolean;
            draw?: boolean;
            microphone?: boolean;
            screen?: boolean;
            see?: boolean;
        };
        /**
         * BoardChange
         * @description What is to be changed of a whiteboard; what is not named stays. `name`: 1 to 80 characters. Of one of the
         *     library: its `folder`, and who may use it, a `group` (its ID) with the audience `group`.
         */
        BoardChange: {
            audience?: "owner" | "group" | "center";
            folder?: string;
            group?: string;
            name?: string;
        };
        /**
         * BoardList
         * @description The whiteboards of a meeting, the oldest first.
         */
        BoardList: {
            boards: components["schemas"]["MeetingBoard"][];
        };
        /**
         * BroughtDocument
         * @description The id of a document that was brought in a meeting's room; the room's events say how far its pages are.
         */
        BroughtDocument: {
            id: string;
        };
        /**
         * Center
         * @description What anybody may know of a conference center. `version`: of the server; `check_url`, `help_url`: where
         *     people check their browser, and read how to join; null where the center has no such page.
         */
        Center: {
            checkUrl: string | null;
            helpUrl: string | null;
            name: string;
            title: string;
            version: string;
        };
        /**
         * ClaimedAccount
         * @description With what the person signs in from now on.
         */
        ClaimedAccount: {
            center: string;
            userId: string;
        };
        /**
         * ClaimKey
         * @description The token of a link: what stands behind the `#`.
         */
        ClaimKey: {
            token: string;
        };
        /**
         * DateEdit
         * @description Changes of one date of a series: what is left out stays as it is. An empty `title` is that of the series.
         */
        DateEdit: {
            description?: string;
            durationMinutes?: number;
            startsAt?: string;
            title?: string;
        };
        /**
         * Document
         * @description A document that was brought to a meeting.
         *
         *     `state`: `waiting` and `converting`: its pages are being made, those that are there can be shown already;
         *     `ready`: all are there; `failed`: there are none, because of `problem`: the file is `damaged`, protected by
         *     a `password`, too `large`; the server has no LibreOffice (`no_office`: bring it as PDF); all pages are
         *     `lost`; the server `failed`, try again. `none`: nothing was made of it; ask for it, if its kind can be shown.
         *
         *     `pages`: how many there are, null while that is not known; `done`: how many of them were made so far. `size`
         *     is in bytes. `deleted_at`: when it was deleted, of one that can be restored.
         */
        Document: {
            contentType: string;
            /** Format: date-time */
            createdAt: string;
            deletedAt: string | null;
            done: number;
            id: string;
            /** @enum {string} */
            kind: "package" | "old_package" | "pdf" | "office" | "image" | "film";
            pages: number | null;
            /** @enum {string} */
            problem: "" | "damaged" | "password" | "large" | "no_office" | "lost" | "failed";
            size: number;
            /** @enum {string} */
            state: "none" | "waiting" | "converting" | "ready" | "failed";
            title: string;
        };
        /**
         * DocumentCopy
         * @description Into which `meeting` (its `mid`) a document or whiteboard is put, null for the library. `key`: one of the
         *     caller's own; asked for again under the same key there is no second copy.
         */
        DocumentCopy: {
            /** @default  */
            key?: string;
            meeting: string | null;
        };
        /**
         * DocumentEdit
         * @description What is to be changed of a document of the library; what is not named stays. `group`: the ID of a group, with
         *     the audience `group`.
         */
        DocumentEdit: {
            audience?: "owner" | "group" | "center";
            folder?: string;
            group?: string;
            title?: string;
        };
        /**
         * DocumentList
         * @description The documents of a meeting, the oldest first.
         */
        DocumentList: {
            documents: components["schemas"]["Document"][];
        };
        /**
         * Entry
         * @description The right to open the room socket (`/api/v1/room`) as one participant. Keep it in this tab, for reloads.
         */
        Entry: {
            lang: string;
            name: string;
            personId: string;
            /** @enum {string} */
            role: "host" | "presenter" | "attendee";
            title: string;
            token: string;
        };
        /**
         * EntryCheck
         * @description Whether a meeting can be entered, and what is still missing. `state` decides the page that a person sees; all
         *     else is for that page.
         *
         *     `needs`: what the person has to say to enter. While `password` or `sign_in` is among them nothing
         *     is said about the meeting but its language; `refused` then says that the password that was sent is wrong, or that
         *     the user who is signed in (`signedInAs`) is not on the list. `registration`: e-mail address and company.
         *     `lobby`: the person will have to wait until a host admits them. `insideNames` (at most five) only for personal
         *     links. `recorded`: the meeting is being recorded, or will be (`announced`): who enters agrees to it.
         *     `frameOrigins`: origins that may embed the room and hear its messages; `["*"]` is any.
         *     `waitSeconds`: how long to wait before asking again in the states early, ended, full and locked.
         */
        EntryCheck: {
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
            /**
             * @default
             * @enum {string}
             */
            recorded: "" | "announced" | "running";
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
        /**
         * EntryKey
         * @description What leads to a meeting: the token of a personal link (`LIVE…`), the code of an open link, or an entry URL.
         *     Exactly one is set. `password`, `name`, `email` and `company` are what is known already, so that the reply
         *     can say what is missing; a personal link needs none of them. `token` as in EntryRequest.
         */
        EntryKey: {
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
            token?: string | null;
        };
        /**
         * EntryRequest
         * @description Enter a meeting: by `link`, `code` or `entry`, as in EntryKey, with all that is needed. `name`: for the
         *     open link, or to be called otherwise this time.
         *
         *     `token` is the room token of an earlier entry of this browser: the person then stays the same participant.
         */
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
        /**
         * EntryUrl
         * @description What an entry URL (`/cc/{center}/{side}?id=…`) leads to. `id` is the name of a meeting; a plus in it that was
         *     meant as a space is understood.
         */
        EntryUrl: {
            center: string;
            id: string;
            /** @enum {string} */
            side: "attend" | "present";
        };
        /**
         * Erasure
         * @description Whose personal data are to be erased: of a user, by `userId`, or of all users and guests with an e-mail
         *     `address`; one of both is given. `dryRun`: say what there is, and change nothing.
         */
        Erasure: {
            /** @default  */
            address?: string;
            /** @default false */
            dryRun?: boolean;
            /** @default  */
            userId?: string;
        };
        /**
         * ErasureFindings
         * @description How much there is, or was, of the person: `users` (with those who were merged), browsers that are signed in,
         *     meetings with the person (`participations`), visits to them, messages in chats, votes, `notes` in the writing
         *     of which the person had a part, views of recordings, mails, and meetings to come, which are cancelled.
         */
        ErasureFindings: {
            erased: boolean;
            mails: number;
            meetingsToCome: number;
            messages: number;
            notes: number;
            participations: number;
            recordingViews: number;
            signIns: number;
            users: number;
            visits: number;
            votes: number;
        };
        /**
         * ExternalId
         * @description What an API client calls a person: the name of the client, and its own id (`hostid`, `puid`).
         */
        ExternalId: {
            client: string;
            externalId: string;
        };
        /**
         * Folder
         * @description A folder of the library, and how many `documents` and `boards` that the caller may use are in it.
         */
        Folder: {
            boards: number;
            documents: number;
            name: string;
        };
        /**
         * Goodbye
         * @description What somebody may have of the run of the meeting in which the person was last.
         *
         *     `minutes`: `none` (not for this person), `under_way` (the run goes on), `preparing`, `draft` (not
         *     released yet), `released`; `minutesUrl`, `notesUrl` (to which `format` and `language` are added; good for
         *     five minutes) and `attendanceUrl` (`format`: `csv` or `xlsx`; for the signed-in user who manages the
         *     meeting) are empty where there is nothing for this person. `returnUrl`: the way back to the application, empty
         *     where it has set none; `returnFollow`: the page is to go there by itself.
         */
        Goodbye: {
            attendanceUrl: string;
            /** @enum {string} */
            minutes: "none" | "under_way" | "preparing" | "draft" | "released";
            minutesUrl: string;
            notesUrl: string;
            recordings: components["schemas"]["GoodbyeRecording"][];
            returnFollow: boolean;
            returnUrl: string;
        };
        /**
         * GoodbyeKey
         * @description Who was in a meeting: `token` of the room. `returnTo`: the parameter `return` of the link by which the
         *     person came; it counts where the operator allows its origin to the meeting's API client.
         */
        GoodbyeKey: {
            /** @default  */
            returnTo?: string;
            token: string;
        };
        /**
         * GoodbyeRecording
         * @description A recording of the run; `url` is empty while it is being made.
         */
        GoodbyeRecording: {
            title: string;
            url: string;
        };
        /**
         * Guest
         * @description A person with a personal link. `answer`: what the person said to the invitation; `mail`: what became of the
         *     invitation, null where there was none (`waiting`: it is on its way).
         */
        Guest: {
            address: string;
            /** @enum {null|string} */
            answer: "accept" | "decline" | null;
            id: string;
            /** @enum {null|string} */
            mail: "waiting" | "sent" | "failed" | null;
            name: string;
            /** @enum {string} */
            role: "host" | "presenter" | "attendee";
        };
        /**
         * GuestPage
         * @description A page of guests; `next` is the cursor of the following one, null at the end.
         */
        GuestPage: {
            guests: components["schemas"]["Guest"][];
            next: string | null;
        };
        /**
         * IceServer
         * @description An entry of RTCConfiguration.iceServers. `username` and `credential` belong to TURN servers.
         */
        IceServer: {
            credential: string | null;
            urls: string[];
            username: string | null;
        };
        /**
         * Instance
         * @description One run of a meeting, from the first who entered to its end; `endedAt` is null while it is under way. `peak`:
         *     the most people inside at once; `minutes`: how far its minutes are, null where there are none.
         */
        Instance: {
            endedAt: string | null;
            id: string;
            /** @enum {null|string} */
            minutes: "draft" | "released" | null;
            peak: number;
            /** Format: date-time */
            startedAt: string;
        };
        /**
         * InstanceList
         * @description Runs of a meeting, the latest first.
         */
        InstanceList: {
            instances: components["schemas"]["Instance"][];
        };
        /**
         * Invitation
         * @description An invitation as the invited person sees it; `participantUrl` is the personal link.
         */
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
        /**
         * InvitationAnswer
         * @description What the invited person says.
         */
        InvitationAnswer: {
            /** @enum {string} */
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
         * InvitationsQueued
         * @description How many mails are on their way, and the addresses that were refused.
         */
        InvitationsQueued: {
            queued: number;
            refused: components["schemas"]["RefusedAddress"][];
        };
        /**
         * InvitationText
         * @description The text with which the owner invites people to a meeting: title, time, link, password where it has one.
         */
        InvitationText: {
            text: string;
        };
        /**
         * InvitedMeeting
         * @description A meeting as somebody sees it who takes part in it and does not manage it; times as in a meeting of one's own.
         *
         *     `owner`: the name of who invites; `participantUrl`: the person's own link; `answer`: what the person said to
         *     the invitation, null where nothing yet; `held`: somebody was in it; `changed`: the shown date of the series is
         *     not as its rule has it.
         */
        InvitedMeeting: {
            /** @enum {null|string} */
            answer: "accept" | "decline" | null;
            cancelled: boolean;
            changed: boolean;
            code: string;
            /** Format: date-time */
            createdAt: string;
            description: string;
            endsAt: string | null;
            held: boolean;
            inside: number;
            /** @constant */
            kind: "invited";
            mid: string;
            owner: string;
            participantUrl: string;
            personal: boolean;
            repeats: string | null;
            /** @enum {string} */
            role: "host" | "presenter" | "attendee";
            series: boolean;
            startsAt: string | null;
            /** @enum {string} */
            status: "scheduled" | "in_progress" | "host_left" | "finished";
            timeZone: string;
            title: string;
        };
        /**
         * LibraryBoard
         * @description A whiteboard; the `mid` and title of its meeting, null and empty for one of the library; and the name of who
         *     made it. The other members are those of a `LibraryDocument`.
         */
        LibraryBoard: {
            /** @enum {string} */
            audience: "owner" | "group" | "center";
            board: components["schemas"]["MeetingBoard"];
            folder: string;
            group: string | null;
            mayChange: boolean;
            meeting: string | null;
            meetingTitle: string;
            owner: string;
            restorableUntil: string | null;
        };
        /**
         * LibraryBoardPage
         * @description Whiteboards, the newest first, of deleted ones the one that was deleted last; `next` is the `after` of the
         *     following page, null at the end.
         */
        LibraryBoardPage: {
            boards: components["schemas"]["LibraryBoard"][];
            next: string | null;
        };
        /**
         * LibraryDocument
         * @description A document; the `mid` and title of the meeting to which it was brought, null and empty for one of the library;
         *     and the name of who brought it.
         *
         *     Of the library: the `folder` (empty: in none), and who may use it: the `owner` alone, a `group` (its ID), or
         *     all of the `center`; how many `versions` there are, itself among them. `may_change`: whether the caller may
         *     change and delete it. `thumbnail`: the address of a picture of the first page (below this host), valid for one to
         *     two hours, null where there is none. `restorable_until`: until when it can be restored, of a deleted one.
         */
        LibraryDocument: {
            /** @enum {string} */
            audience: "owner" | "group" | "center";
            document: components["schemas"]["Document"];
            folder: string;
            group: string | null;
            mayChange: boolean;
            meeting: string | null;
            meetingTitle: string;
            owner: string;
            restorableUntil: string | null;
            thumbnail: string | null;
            versions: number;
        };
        /**
         * LibraryPage
         * @description Documents, the newest first, of deleted ones the one that was deleted last; `next` is the
         *     `after` of the following page, null at the end.
         */
        LibraryPage: {
            documents: components["schemas"]["LibraryDocument"][];
            next: string | null;
        };
        /**
         * ListedMinutes
         * @description A run of a meeting whose minutes the caller may read; `id` is that of the run.
         */
        ListedMinutes: {
            endedAt: string | null;
            id: string;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "draft" | "released";
        };
        /**
         * ListedUser
         * @description A user: one who signs in, or one whom an API client named, or both. `meetings` counts those the user owns that
         *     are neither deleted nor expired.
         */
        ListedUser: {
            active: boolean;
            /** Format: date-time */
            createdAt: string;
            email: string;
            externalIds: components["schemas"]["ExternalId"][];
            meetings: number;
            name: string;
            /** @enum {string} */
            role: "administrator" | "organizer" | "member";
            signsIn: boolean;
            userId: string;
        };
        /**
         * ManagedRecording
         * @description A recording. `state`: how far it is; `progress`: percent of what is being made of it; `problem`: why it
         *     failed or ended early (`quota`, `disk`, `recorder`, `nothing`, `failed`), empty where it did not.
         *
         *     `duration` and `trimStart`, `trimEnd` (null: nothing was cut off there) are in milliseconds, of the whole
         *     recording, which can be shown again until `cutOffUntil`: then what was cut off is erased. One that is being
         *     trimmed is `processing` until it can be played again. `size` in bytes. `url`: where it is viewed, empty before
         *     it can be. `madeHere`: it was recorded in the room, so it can be trimmed and has subtitles; `subtitles`: their
         *     languages. `video`: whether there is one file of all of it, to be downloaded; `videoProgress`: how far it is, in
         *     percent; `videoHeight`: its lines. `embeddable`: pages of other origins may show it in a frame: those that the
         *     API client of the meeting allows. `entry`: who may view it: `none` is everybody with the address, `password`,
         *     or `acl`, users on a list, which the Live Meeting API changes.
         */
        ManagedRecording: {
            cutOffUntil: string | null;
            duration: number;
            embeddable: boolean;
            /** @enum {string} */
            entry: "acl" | "none" | "password";
            expiresAt: string | null;
            madeHere: boolean;
            meeting: string;
            meetingTitle: string;
            name: string;
            owner: string;
            ownerDownloadsOnly: boolean;
            password: string | null;
            problem: string;
            progress: number;
            registration: boolean;
            reid: string;
            restorableUntil: string | null;
            size: number;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "recording" | "paused" | "processing" | "ready" | "failed";
            subtitles: string[];
            title: string;
            trimEnd: number | null;
            trimStart: number | null;
            url: string;
            /** @enum {string} */
            video: "none" | "composing" | "ready" | "failed";
            videoHeight: number;
            videoProgress: number;
        };
        /**
         * MeetingBoard
         * @description A whiteboard. `drawn_at`: when something was drawn last; `deleted_at`: when it was deleted, of
         *     one that can be restored.
         */
        MeetingBoard: {
            /** Format: date-time */
            createdAt: string;
            deletedAt: string | null;
            /** Format: date-time */
            drawnAt: string;
            id: string;
            name: string;
            /** @enum {string} */
            template: "blank" | "grid" | "columns";
        };
        /**
         * MeetingEdit
         * @description Changes of a meeting: what is left out stays as it is. An empty `recurrence` or `password` takes it away; of
         *     a series `startsAt` and `durationMinutes` are those of its first date.
         */
        MeetingEdit: {
            anytime?: boolean;
            audience?: components["schemas"]["AudienceChanges"];
            description?: string;
            durationMinutes?: number;
            lobby?: boolean;
            password?: string;
            recurrence?: string;
            seats?: number | null;
            startsAt?: string;
            timeZone?: string;
            title?: string;
        };
        /**
         * MeetingPage
         * @description A page of meetings; `next` is the cursor of the following one, null at the end.
         */
        MeetingPage: {
            meetings: (components["schemas"]["MeetingSummary"] | components["schemas"]["InvitedMeeting"])[];
            next: string | null;
        };
        /**
         * MeetingSummary
         * @description A meeting as its owner sees it. `hostUrl` is the owner's personal link; `inside` counts people.
         *
         *     `startsAt` and `endsAt` are those of the date under which the meeting stands in the list: of a series
         *     (`series`) the one under way, else the next one, else the last one, which `date` has whole;
         *     `firstStartsAt` is the start of its first date, `recurrence` its rule, `repeats` the rule in words, in the
         *     language that `Accept-Language` asks for, `durationMinutes` how long its dates take, `changedDates` how many
         *     were changed or cancelled one by one. `title` and `description` are those of the series.
         *     `personal`: the owner's standing room. `held`: somebody was in it. `password`: what guests must know.
         *     `restorableUntil`: until when a cancelled meeting can be restored, null for others and for those removed for good.
         */
        MeetingSummary: {
            anytime: boolean;
            audience: components["schemas"]["Audience"];
            cancelled: boolean;
            changedDates: number;
            code: string;
            /** Format: date-time */
            createdAt: string;
            date: components["schemas"]["SeriesDate"] | null;
            description: string;
            durationMinutes: number | null;
            endsAt: string | null;
            firstStartsAt: string | null;
            held: boolean;
            hostUrl: string;
            inside: number;
            /** @constant */
            kind: "own";
            lobby: boolean;
            meetingUrl: string;
            mid: string;
            password: string | null;
            personal: boolean;
            recurrence: string | null;
            repeats: string | null;
            restorableUntil: string | null;
            seats: number | null;
            series: boolean;
            startsAt: string | null;
            /** @enum {string} */
            status: "scheduled" | "in_progress" | "host_left" | "finished";
            timeZone: string;
            title: string;
        };
        /**
         * Minutes
         * @description The minutes of one run of a meeting, as the caller may read them.
         *
         *     `version` goes with each change. `mailed`: to whom their release was mailed, null before it; `recipients`: how
         *     many would get it, null where the caller may not release them. `fileUrl`: the file, with `format` (`md`,
         *     `html`, `docx`, `pdf`) and `language` added to it. `peopleHidden`: attendees do not see each other in this
         *     meeting, so this one does not see them here.
         */
        Minutes: {
            actionItems: components["schemas"]["ActionItem"][];
            agenda: components["schemas"]["AgendaPoint"][];
            decisions: string[];
            documents: string[];
            editedAt: string | null;
            endedAt: string | null;
            fileUrl: string;
            instance: string;
            /** @enum {null|string} */
            mailed: "there" | "nobody" | null;
            mayEdit: boolean;
            mid: string;
            organizer: string;
            people: components["schemas"]["PersonThere"][];
            peopleHidden: boolean;
            polls: components["schemas"]["MinutesPoll"][];
            recipients: number | null;
            recordings: components["schemas"]["MinutesRecording"][];
            releasedAt: string | null;
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            state: "draft" | "released";
            summary: string;
            timeZone: string;
            title: string;
            version: number;
        };
        /**
         * MinutesAnswer
         * @description An answer of a poll. `votes` and `percent` are null where the poll does not tell, or not this reader;
         *     `correct` where no answer is right or wrong.
         */
        MinutesAnswer: {
            correct: boolean | null;
            percent: number | null;
            text: string;
            votes: number | null;
        };
        /**
         * MinutesEdit
         * @description Changes of minutes: what is null or left out stays as it is, a list that is given takes the place of the one that
         *     is there. `version` is the one that the caller has seen: where there is a newer one, the error is
         *     `changed_meanwhile`.
         */
        MinutesEdit: {
            actionItems?: components["schemas"]["NewActionItem"][] | null;
            agenda?: components["schemas"]["NewAgendaPoint"][] | null;
            decisions?: string[] | null;
            summary?: string | null;
            version: number;
        };
        /**
         * MinutesEditByToken
         * @description Changes by somebody who has the link of a host.
         */
        MinutesEditByToken: {
            actionItems?: components["schemas"]["NewActionItem"][] | null;
            agenda?: components["schemas"]["NewAgendaPoint"][] | null;
            decisions?: string[] | null;
            summary?: string | null;
            token: string;
            version: number;
        };
        /**
         * MinutesKey
         * @description The token of a link to minutes.
         */
        MinutesKey: {
            token: string;
        };
        /**
         * MinutesList
         * @description Runs with minutes, the latest first.
         */
        MinutesList: {
            minutes: components["schemas"]["ListedMinutes"][];
        };
        /**
         * MinutesPoll
         * @description A poll of this run. `voters` is null where the reader may not see the results.
         */
        MinutesPoll: {
            anonymous: boolean;
            answers: components["schemas"]["MinutesAnswer"][];
            comments: string[];
            kind: string;
            question: string;
            voters: number | null;
        };
        /**
         * MinutesRecording
         * @description A recording of this run; `url` is empty while it is being made. `duration` is in seconds.
         */
        MinutesRecording: {
            duration: number;
            title: string;
            url: string;
        };
        /**
         * MinutesRelease
         * @description To whom the release is mailed: those who were there and whose address is known, or nobody.
         */
        MinutesRelease: {
            /** @enum {string} */
            mail: "there" | "nobody";
        };
        /**
         * MinutesReleaseByToken
         * @description The release by somebody who has the link of a host.
         */
        MinutesReleaseByToken: {
            /** @enum {string} */
            mail: "there" | "nobody";
            token: string;
        };
        /**
         * NetworkCheck
         * @description Servers against which a browser can check its network. `relay`: whether a TURN server is among them. `none`:
         *     there is none; `offered`: with credentials that end after two minutes; `withheld`: there is one, for participants
         *     only; `busy`: too many check it at the moment.
         */
        NetworkCheck: {
            iceServers: components["schemas"]["IceServer"][];
            /** @enum {string} */
            relay: "none" | "offered" | "withheld" | "busy";
        };
        /**
         * NewAccount
         * @description The token of a link, how others are to see the person, and the password of the new account.
         */
        NewAccount: {
            /** @default  */
            name?: string;
            password: string;
            token: string;
        };
        /**
         * NewActionItem
         * @description An action item; a new one has an empty `id`.
         */
        NewActionItem: {
            /** @default  */
            assignee?: string;
            /** @default false */
            done?: boolean;
            due?: string | null;
            /** @default  */
            id?: string;
            text: string;
        };
        /**
         * NewAgendaPoint
         * @description A point of the agenda.
         */
        NewAgendaPoint: {
            minutes?: number | null;
            text: string;
        };
        /**
         * NewInvitations
         * @description People to invite by e-mail address, 1 to 500 together; `note` stands above the text of their mails.
         *     `presenters` help to run the meeting.
         */
        NewInvitations: {
            attendees?: string[];
            /** @default  */
            note?: string;
            presenters?: string[];
        };
        /**
         * NewKeyedPoll
         * @description A new poll. `key`: one of the caller's own; sent again under the same key it makes no second poll.
         */
        NewKeyedPoll: {
            /** @default false */
            anonymous?: boolean;
            answers?: string[];
            correct?: number[];
            /** @default  */
            key?: string;
            /** @enum {string} */
            kind: "single" | "multiple" | "true_false" | "rating" | "text";
            question: string;
            /**
             * @default closed
             * @enum {string}
             */
            shown?: "live" | "closed" | "runners";
        };
        /**
         * NewMeeting
         * @description A new meeting; all fields may be left out: an open meeting now.
         *
         *     `recurrence` makes it a series: a rule of RFC 5545 like `FREQ=WEEKLY;BYDAY=TU`, whose first date `startsAt`
         *     and `durationMinutes` give. `password`: guests must know it. `anytime`: guests may enter at any time, else
         *     from the start on, or as soon as somebody invited has entered. `seats`: reserved for its time.
         *     `pollsOf`: the `mid` of a meeting of the caller whose polls are prepared in this one too, without votes.
         *     `polls`: those that are prepared behind them. `key`: one of the caller's own; asked for again under the same key
         *     there is no second meeting, and the first one is returned as it is now.
         */
        NewMeeting: {
            /** @default false */
            anytime?: boolean;
            audience?: components["schemas"]["AudienceChanges"];
            /** @default  */
            description?: string;
            durationMinutes?: number | null;
            /** @default  */
            key?: string;
            /** @default false */
            lobby?: boolean;
            /** @default  */
            password?: string;
            polls?: components["schemas"]["NewPoll"][];
            /** @default  */
            pollsOf?: string;
            /** @default  */
            recurrence?: string;
            seats?: number | null;
            startsAt?: string | null;
            /** @default  */
            timeZone?: string;
            /** @default  */
            title?: string;
        };
        /**
         * NewPassword
         * @description The token of a link, and the new password.
         */
        NewPassword: {
            newPassword: string;
            token: string;
        };
        /**
         * NewPoll
         * @description What a poll asks. `answers`: 2 to 20 for `single` and `multiple`, none for the others, which have their
         *     own; `correct`: positions (from 0) of the right ones, none where no answer is right or wrong. `shown`: when
         *     those who vote see the results: while they vote, once it is closed, or never (`runners`: hosts and presenters
         *     alone do).
         */
        NewPoll: {
            /** @default false */
            anonymous?: boolean;
            answers?: string[];
            correct?: number[];
            /** @enum {string} */
            kind: "single" | "multiple" | "true_false" | "rating" | "text";
            question: string;
            /**
             * @default closed
             * @enum {string}
             */
            shown?: "live" | "closed" | "runners";
        };
        /**
         * OpenSession
         * @description A browser in which the user is signed in. `browser` and `system` are names like "Firefox" and "Windows", null
         *     where they are not known. `current`: the browser that asks. `lastUsed` is known to a minute.
         */
        OpenSession: {
            browser: string | null;
            current: boolean;
            id: string;
            /** Format: date-time */
            lastUsed: string;
            /** Format: date-time */
            since: string;
            system: string | null;
        };
        /**
         * OpenSessions
         * @description Where the user is signed in, the browser that asks first.
         */
        OpenSessions: {
            sessions: components["schemas"]["OpenSession"][];
        };
        /**
         * Page
         * @description A page: its pictures, the largest first (none where the page cannot be shown; the last is the thumbnail), and
         *     what can be read on it.
         */
        Page: {
            links: components["schemas"]["PageLink"][];
            number: number;
            pictures: components["schemas"]["PagePicture"][];
            text: string;
        };
        /**
         * PageLink
         * @description A link on a page: its place in parts of the page's width and height, from the upper left corner; and where it
         *     leads, to an address or to a `page` of the document.
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
         * PageList
         * @description Pages of a document. `more`: whether others follow that were made already: ask for those after the last.
         */
        PageList: {
            document: components["schemas"]["Document"];
            more: boolean;
            pages: components["schemas"]["Page"][];
        };
        /**
         * PagePicture
         * @description A page in one size, in pixels, as WebP. `url` (below this host) needs no other credentials, and is valid for
         *     one to two hours.
         */
        PagePicture: {
            height: number;
            url: string;
            width: number;
        };
        /**
         * PasswordChange
         * @description A new password, and the one before.
         */
        PasswordChange: {
            newPassword: string;
            oldPassword: string;
        };
        /**
         * PasswordReset
         * @description Whose password a link replaces.
         */
        PasswordReset: {
            center: string;
            name: string;
            passwordRules: components["schemas"]["PasswordRules"];
            userId: string;
        };
        /**
         * PasswordRules
         * @description What a password must be. `notTheName`: without the user ID in it; `plainEnds`: with a letter or digit at both
         *     ends. All have printable ASCII characters alone.
         */
        PasswordRules: {
            digit: boolean;
            longest: number;
            lower: boolean;
            notTheName: boolean;
            plainEnds: boolean;
            punctuation: boolean;
            shortest: number;
            upper: boolean;
        };
        /**
         * PersonThere
         * @description A person who was there; `seconds`: how long in all. `lastLeft` is null for a person who is inside again.
         */
        PersonThere: {
            /** Format: date-time */
            firstEntered: string;
            lastLeft: string | null;
            name: string;
            /** @enum {string} */
            role: "host" | "presenter" | "attendee";
            seconds: number;
        };
        /**
         * PollOrder
         * @description The ids of all prepared polls of the meeting in their new order.
         */
        PollOrder: {
            polls: string[];
        };
        /**
         * PreparedPoll
         * @description A poll that is prepared in a meeting, and not opened yet.
         */
        PreparedPoll: {
            anonymous: boolean;
            answers: string[];
            correct: number[];
            id: string;
            /** @enum {string} */
            kind: "single" | "multiple" | "true_false" | "rating" | "text";
            question: string;
            /** @enum {string} */
            shown: "live" | "closed" | "runners";
        };
        /**
         * PreparedPolls
         * @description The prepared polls of a meeting in the order in which they are shown to those who run polls.
         */
        PreparedPolls: {
            polls: components["schemas"]["PreparedPoll"][];
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
         * RecordingCheck
         * @description Whether a recording can be viewed, and by whom. `state` decides the page that a person sees.
         *
         *     `open`: it can be viewed under the rule of `entry`: `none` by everybody, `password` with the password,
         *     `acl` by users on a list, who must be signed in (`POST /session`). `registration`: e-mail address and company
         *     are required. `duration` is in seconds. Title, time and duration are there for recordings that everybody may
         *     view; for the others they are in RecordingEntry. In all other states everything but `state` has its
         *     default.
         */
        RecordingCheck: {
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
        /**
         * RecordingEdit
         * @description Changes of a recording; what is absent stays. `password`: null opens it to all who have the address.
         *     `trim`: from when to when it is played, in milliseconds of the whole recording; null shows all of it.
         *     `videoHeight`: the lines of its video, which is composed anew; until then the one of before stays.
         */
        RecordingEdit: {
            ownerDownloadsOnly?: boolean;
            password?: string | null;
            title?: string;
            trim?: components["schemas"]["RecordingTrim"] | null;
            videoHeight?: 720 | 1080;
        };
        /**
         * RecordingEntry
         * @description The right to view one recording for some hours.
         *
         *     `mediaUrl` (below this host, with byte ranges) is for a video element; `downloadUrl` is empty where only the
         *     owner may download, or there is no video. `playable`: whether browsers of today play this kind of file at all
         *     (`contentType`).
         *
         *     `timelineUrl` is there for recordings that were made here: it gives a Timeline, whose parts are played together;
         *     `partUrl` is the address of a part, to which its name is added. `mediaUrl` is empty then until there is a video;
         *     with it comes `soundUrl`, a file of the sound alone to download.
         */
        RecordingEntry: {
            contentType: string;
            downloadUrl: string;
            duration: number;
            lang: string;
            mediaUrl: string;
            name: string;
            partUrl: string;
            playable: boolean;
            size: number;
            soundUrl: string;
            /** Format: date-time */
            startedAt: string;
            timelineUrl: string;
            timeZone: string;
            title: string;
            token: string;
        };
        /**
         * RecordingEntryRequest
         * @description View a recording: its `name` (and `center`, as in RecordingKey), who is going to view it, and the password
         *     where one is needed. The signed-in user may leave `viewerName` and `email` out.
         *
         *     `token`: go on with an earlier right to view, that of a RecordingEntry or of an address that leads to the
         *     recording's page; nothing else is needed then.
         */
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
        /**
         * RecordingKey
         * @description The name of a recording, as a person types it or an entry URL says it (`id`). `center`: the name of the
         *     conference center, the server's first one where it is empty.
         */
        RecordingKey: {
            /** @default  */
            center?: string;
            name: string;
        };
        /**
         * RecordingPage
         * @description Recordings; `next`: the `after` of the next page, null at the end.
         */
        RecordingPage: {
            next: string | null;
            recordings: components["schemas"]["ManagedRecording"][];
        };
        /**
         * RecordingTrim
         * @description From `start` to `end`, in milliseconds.
         */
        RecordingTrim: {
            end: number;
            start: number;
        };
        /**
         * RecordingVisitor
         * @description Who viewed or downloaded a recording. `endedAt`: when it was last played, null where that is not known;
         *     `userId`: of who was signed in. Texts are empty where nothing is known.
         */
        RecordingVisitor: {
            address: string;
            browser: string;
            company: string;
            download: boolean;
            email: string;
            endedAt: string | null;
            name: string;
            /** Format: date-time */
            startedAt: string;
            userId: string;
        };
        /**
         * RecordingVisitors
         * @description Visits to a recording; `next`: the `after` of the next page, null at the end.
         */
        RecordingVisitors: {
            next: string | null;
            visitors: components["schemas"]["RecordingVisitor"][];
        };
        /**
         * RefusedAddress
         * @description An address to which no mail goes, and why.
         */
        RefusedAddress: {
            address: string;
            message: string;
        };
        /**
         * Reminders
         * @description Whether the invited person is reminded by mail of meetings of the center.
         */
        Reminders: {
            wanted: boolean;
        };
        /**
         * RemindersKey
         * @description The token of an invitation; `wanted` switches reminders on or off, null changes nothing.
         */
        RemindersKey: {
            token: string;
            wanted?: boolean | null;
        };
        /**
         * ResetKey
         * @description The token of a link: what stands behind the `#`.
         */
        ResetKey: {
            token: string;
        };
        /**
         * ResetRequest
         * @description Who has forgotten a password: `name` is a user ID or an e-mail address, `center` the name of the center (the
         *     server's first one where it is empty).
         */
        ResetRequest: {
            /** @default  */
            center?: string;
            name: string;
        };
        /**
         * SeriesDate
         * @description One date of a series. `date` names it, whatever becomes of it: the start that the rule gives it
         *     (`originalStartsAt`), in UTC, like `20261124T090000Z`. `changed`: something of it is not as in the series.
         */
        SeriesDate: {
            cancelled: boolean;
            changed: boolean;
            date: string;
            description: string;
            /** Format: date-time */
            endsAt: string;
            /** Format: date-time */
            originalStartsAt: string;
            /** Format: date-time */
            startsAt: string;
            title: string;
        };
        /**
         * SeriesDates
         * @description A page of dates; `next` is the cursor of the following one, null at the end.
         */
        SeriesDates: {
            dates: components["schemas"]["SeriesDate"][];
            next: string | null;
        };
        /**
         * Session
         * @description The browser session; `user` is null where nobody is signed in.
         */
        Session: {
            user: components["schemas"]["SignedInUser"] | null;
        };
        /**
         * Shelf
         * @description What the caller has to choose from in the library: folders, by name; and the IDs of groups that may be given a
         *     document.
         */
        Shelf: {
            folders: components["schemas"]["Folder"][];
            groups: string[];
        };
        /**
         * SignedInUser
         * @description The user of a browser session. `mayOrganize`: may make meetings; `center`: the name of the user's
         *     conference center, in no other of which the session counts. `language` and `timeZone` are those that the user
         *     has chosen, null where the browser's hold.
         */
        SignedInUser: {
            center: string;
            /** @enum {null|string} */
            language: "en" | "fr" | "de" | "es" | "pt" | "ja" | "zh" | "ar" | null;
            mayOrganize: boolean;
            name: string;
            /** @enum {string} */
            role: "administrator" | "organizer" | "member";
            timeZone: string | null;
            userId: string;
        };
        /**
         * SignIn
         * @description Credentials of a user of the center (its name; the server's first one where it is empty).
         */
        SignIn: {
            /** @default  */
            center?: string;
            password: string;
            userId: string;
        };
        /**
         * StorageUse
         * @description Bytes that the center stores: original `documents`, pictures of their `pages`, `images` on whiteboards and
         *     pages, `recordings`, and `shared_documents`: what is drawn on whiteboards and pages and written in notes;
         *     deleted ones count until they are removed. `limit`: how many bytes it may store, null for no limit; `scarce`:
         *     little of it is left.
         */
        StorageUse: {
            documents: number;
            images: number;
            limit: number | null;
            pages: number;
            recordings: number;
            scarce: boolean;
            sharedDocuments: number;
        };
        /**
         * StoredImage
         * @description An image that is on the server now: `fileId`, by which elements of the drawing name it, and its size in pixels
         *     as it is shown.
         */
        StoredImage: {
            fileId: string;
            height: number;
            width: number;
        };
        /**
         * SubtitleFile
         * @description The text of a WebVTT or SubRip (SRT) file.
         */
        SubtitleFile: {
            content: string;
        };
        /**
         * Subtitles
         * @description Subtitles in a `language`; `part`: the name of the part that is the WebVTT file.
         */
        Subtitles: {
            language: string;
            part: string;
        };
        /**
         * Timeline
         * @description A recording that was made here: its tracks, and what else happened, in order. All times are milliseconds since
         *     its beginning, without pauses and what was cut off at its ends. `notes`: the name of the part that says what was
         *     written in the notes (JSON), empty where nothing was.
         */
        Timeline: {
            chapters: components["schemas"]["TimelineChapter"][];
            duration: number;
            events: components["schemas"]["TimelineEvent"][];
            notes: string;
            people: components["schemas"]["TimelinePerson"][];
            /** Format: date-time */
            startedAt: string;
            subtitles: components["schemas"]["Subtitles"][];
            tracks: components["schemas"]["TimelineTrack"][];
            version: number;
        };
        /**
         * TimelineAnswer
         * @description An answer of a poll; `votes` is null where the results were not public.
         */
        TimelineAnswer: {
            text: string;
            votes: number | null;
        };
        /**
         * TimelineChapter
         * @description Something begins that people look for: a document or a whiteboard was shown, a screen shared (`title`:
         *     whose).
         */
        TimelineChapter: {
            at: number;
            /** @enum {string} */
            kind: "document" | "board" | "screen";
            title: string;
        };
        /**
         * TimelineEvent
         * @description Something that happened at `at`; members that do not belong to its `kind` are empty.
         *
         *     `chat`: `person` wrote `text` to all. `page`: the page `page` of a document (`item`, `title`) was
         *     shown from then on; `picture`: the name of its part, empty where it has none. `board`: a whiteboard was.
         *     `drawing`, of a page or board: the name of the part that says what was drawn on it (JSON), empty where nothing
         *     was. `hidden`: nothing was shown any more. `speaker`: `person` spoke for `length`; `hand`: had a hand
         *     raised for so long. `reaction`: `person` showed the emoji `text`. `entered`, `left`: `person` did.
         *     `poll`: a poll (`item`, `title`) was opened, counted or closed; `open`: it took votes.
         */
        TimelineEvent: {
            answers: components["schemas"]["TimelineAnswer"][];
            at: number;
            drawing: string;
            item: string;
            /** @enum {string} */
            kind: "chat" | "page" | "board" | "hidden" | "speaker" | "hand" | "reaction" | "entered" | "left" | "poll";
            length: number;
            open: boolean;
            page: number;
            person: string;
            picture: string;
            text: string;
            title: string;
        };
        /**
         * TimelinePerson
         * @description Somebody who was there.
         */
        TimelinePerson: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "host" | "presenter" | "attendee";
        };
        /**
         * TimelinePiece
         * @description At `at` the file is played from `start` on, for `length` (milliseconds).
         */
        TimelinePiece: {
            at: number;
            length: number;
            start: number;
        };
        /**
         * TimelineTrack
         * @description A microphone, a camera, a shared screen or its sound of a `person`; `id`: the name of the part.
         */
        TimelineTrack: {
            codec: string;
            contentType: string;
            id: string;
            /** @enum {string} */
            kind: "microphone" | "camera" | "screen" | "screenSound";
            person: string;
            pieces: components["schemas"]["TimelinePiece"][];
        };
        /**
         * Transcript
         * @description A page of what was written, the oldest first; `next`: the `after` of the following one, null at the end.
         */
        Transcript: {
            lines: components["schemas"]["TranscriptLine"][];
            next: number | null;
        };
        /**
         * TranscriptLine
         * @description A message to all, or to hosts and presenters; `number` orders those of a meeting.
         */
        TranscriptLine: {
            /** @enum {string} */
            audience: "all" | "presenters";
            name: string;
            number: number;
            /** Format: date-time */
            sentAt: string;
            text: string;
        };
        /**
         * UserMerge
         * @description Two user IDs of the same person: all of `merged` becomes the property of `into`.
         */
        UserMerge: {
            into: string;
            merged: string;
        };
        /**
         * UserPage
         * @description A page of users by user ID; `next` is the cursor of the following one, null at the end.
         */
        UserPage: {
            next: string | null;
            users: components["schemas"]["ListedUser"][];
        };
        /**
         * Version
         * @description A version of a document, and who brought it; `present`: it is the one that is there now.
         */
        Version: {
            document: components["schemas"]["Document"];
            owner: string;
            present: boolean;
        };
        /**
         * VersionList
         * @description The versions of a document, the newest first.
         */
        VersionList: {
            versions: components["schemas"]["Version"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Account = components['schemas']['Account'];
export type AccountChanges = components['schemas']['AccountChanges'];
export type AccountClaim = components['schemas']['AccountClaim'];
export type ActionItem = components['schemas']['ActionItem'];
export type AgendaPoint = components['schemas']['AgendaPoint'];
export type AnswerOfUser = components['schemas']['AnswerOfUser'];
export type Attendance = components['schemas']['Attendance'];
export type Attendee = components['schemas']['Attendee'];
export type Audience = components['schemas']['Audience'];
export type AudienceChanges = components['schemas']['AudienceChanges'];
export type BoardChange = components['schemas']['BoardChange'];
export type BoardList = components['schemas']['BoardList'];
export type BroughtDocument = components['schemas']['BroughtDocument'];
export type Center = components['schemas']['Center'];
export type ClaimedAccount = components['schemas']['ClaimedAccount'];
export type ClaimKey = components['schemas']['ClaimKey'];
export type DateEdit = components['schemas']['DateEdit'];
export type Document = components['schemas']['Document'];
export type DocumentCopy = components['schemas']['DocumentCopy'];
export type DocumentEdit = components['schemas']['DocumentEdit'];
export type DocumentList = components['schemas']['DocumentList'];
export type Entry = components['schemas']['Entry'];
export type EntryCheck = components['schemas']['EntryCheck'];
export type EntryKey = components['schemas']['EntryKey'];
export type EntryRequest = components['schemas']['EntryRequest'];
export type EntryUrl = components['schemas']['EntryUrl'];
export type Erasure = components['schemas']['Erasure'];
export type ErasureFindings = components['schemas']['ErasureFindings'];
export type ExternalId = components['schemas']['ExternalId'];
export type Folder = components['schemas']['Folder'];
export type Goodbye = components['schemas']['Goodbye'];
export type GoodbyeKey = components['schemas']['GoodbyeKey'];
export type GoodbyeRecording = components['schemas']['GoodbyeRecording'];
export type Guest = components['schemas']['Guest'];
export type GuestPage = components['schemas']['GuestPage'];
export type IceServer = components['schemas']['IceServer'];
export type Instance = components['schemas']['Instance'];
export type InstanceList = components['schemas']['InstanceList'];
export type Invitation = components['schemas']['Invitation'];
export type InvitationAnswer = components['schemas']['InvitationAnswer'];
export type InvitationKey = components['schemas']['InvitationKey'];
export type InvitationsQueued = components['schemas']['InvitationsQueued'];
export type InvitationText = components['schemas']['InvitationText'];
export type InvitedMeeting = components['schemas']['InvitedMeeting'];
export type LibraryBoard = components['schemas']['LibraryBoard'];
export type LibraryBoardPage = components['schemas']['LibraryBoardPage'];
export type LibraryDocument = components['schemas']['LibraryDocument'];
export type LibraryPage = components['schemas']['LibraryPage'];
export type ListedMinutes = components['schemas']['ListedMinutes'];
export type ListedUser = components['schemas']['ListedUser'];
export type ManagedRecording = components['schemas']['ManagedRecording'];
export type MeetingBoard = components['schemas']['MeetingBoard'];
export type MeetingEdit = components['schemas']['MeetingEdit'];
export type MeetingPage = components['schemas']['MeetingPage'];
export type MeetingSummary = components['schemas']['MeetingSummary'];
export type Minutes = components['schemas']['Minutes'];
export type MinutesAnswer = components['schemas']['MinutesAnswer'];
export type MinutesEdit = components['schemas']['MinutesEdit'];
export type MinutesEditByToken = components['schemas']['MinutesEditByToken'];
export type MinutesKey = components['schemas']['MinutesKey'];
export type MinutesList = components['schemas']['MinutesList'];
export type MinutesPoll = components['schemas']['MinutesPoll'];
export type MinutesRecording = components['schemas']['MinutesRecording'];
export type MinutesRelease = components['schemas']['MinutesRelease'];
export type MinutesReleaseByToken = components['schemas']['MinutesReleaseByToken'];
export type NetworkCheck = components['schemas']['NetworkCheck'];
export type NewAccount = components['schemas']['NewAccount'];
export type NewActionItem = components['schemas']['NewActionItem'];
export type NewAgendaPoint = components['schemas']['NewAgendaPoint'];
export type NewInvitations = components['schemas']['NewInvitations'];
export type NewKeyedPoll = components['schemas']['NewKeyedPoll'];
export type NewMeeting = components['schemas']['NewMeeting'];
export type NewPassword = components['schemas']['NewPassword'];
export type NewPoll = components['schemas']['NewPoll'];
export type OpenSession = components['schemas']['OpenSession'];
export type OpenSessions = components['schemas']['OpenSessions'];
export type Page = components['schemas']['Page'];
export type PageLink = components['schemas']['PageLink'];
export type PageList = components['schemas']['PageList'];
export type PagePicture = components['schemas']['PagePicture'];
export type PasswordChange = components['schemas']['PasswordChange'];
export type PasswordReset = components['schemas']['PasswordReset'];
export type PasswordRules = components['schemas']['PasswordRules'];
export type PersonThere = components['schemas']['PersonThere'];
export type PollOrder = components['schemas']['PollOrder'];
export type PreparedPoll = components['schemas']['PreparedPoll'];
export type PreparedPolls = components['schemas']['PreparedPolls'];
export type Problem = components['schemas']['Problem'];
export type RecordingCheck = components['schemas']['RecordingCheck'];
export type RecordingEdit = components['schemas']['RecordingEdit'];
export type RecordingEntry = components['schemas']['RecordingEntry'];
export type RecordingEntryRequest = components['schemas']['RecordingEntryRequest'];
export type RecordingKey = components['schemas']['RecordingKey'];
export type RecordingPage = components['schemas']['RecordingPage'];
export type RecordingTrim = components['schemas']['RecordingTrim'];
export type RecordingVisitor = components['schemas']['RecordingVisitor'];
export type RecordingVisitors = components['schemas']['RecordingVisitors'];
export type RefusedAddress = components['schemas']['RefusedAddress'];
export type Reminders = components['schemas']['Reminders'];
export type RemindersKey = components['schemas']['RemindersKey'];
export type ResetKey = components['schemas']['ResetKey'];
export type ResetRequest = components['schemas']['ResetRequest'];
export type SeriesDate = components['schemas']['SeriesDate'];
export type SeriesDates = components['schemas']['SeriesDates'];
export type Session = components['schemas']['Session'];
export type Shelf = components['schemas']['Shelf'];
export type SignedInUser = components['schemas']['SignedInUser'];
export type SignIn = components['schemas']['SignIn'];
export type StorageUse = components['schemas']['StorageUse'];
export type StoredImage = components['schemas']['StoredImage'];
export type SubtitleFile = components['schemas']['SubtitleFile'];
export type Subtitles = components['schemas']['Subtitles'];
export type Timeline = components['schemas']['Timeline'];
export type TimelineAnswer = components['schemas']['TimelineAnswer'];
export type TimelineChapter = components['schemas']['TimelineChapter'];
export type TimelineEvent = components['schemas']['TimelineEvent'];
export type TimelinePerson = components['schemas']['TimelinePerson'];
export type TimelinePiece = components['schemas']['TimelinePiece'];
export type TimelineTrack = components['schemas']['TimelineTrack'];
export type Transcript = components['schemas']['Transcript'];
export type TranscriptLine = components['schemas']['TranscriptLine'];
export type UserMerge = components['schemas']['UserMerge'];
export type UserPage = components['schemas']['UserPage'];
export type Version = components['schemas']['Version'];
export type VersionList = components['schemas']['VersionList'];
export type $defs = Record<string, never>;
export interface operations {
    getAccount: {
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
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChanges"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAccountClaim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountClaim"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimForAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimNewAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccount"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimedAccount"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOpenSessions: {
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
                    "application/json": components["schemas"]["OpenSessions"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endOtherSessions: {
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
                content?: never;
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of one of the user's sessions. */
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchBoards: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                after?: string;
                /** @description Those that were deleted and can be restored, the last one first. */
                deleted?: boolean;
                /** @description Those of this folder of the library. */
                folder?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description `mid` of the meeting to which they were brought. */
                meeting?: string;
                /** @description Those of the library, or of meetings, alone. */
                place?: "all" | "library" | "meetings";
                /** @description Words that all are in the title, the name of the file, or the text: each, or how it begins. */
                search?: string;
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
                    "application/json": components["schemas"]["LibraryBoardPage"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a whiteboard. */
                board: string;
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
                    "application/json": components["schemas"]["LibraryBoard"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a whiteboard. */
                board: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a whiteboard. */
                board: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoardChange"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeetingBoard"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    copyBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a whiteboard. */
                board: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentCopy"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryBoard"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a whiteboard. */
                board: string;
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a whiteboard. */
                board: string;
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
                    "application/json": components["schemas"]["MeetingBoard"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeBoard: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a whiteboard. */
                board: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCenter: {
        parameters: {
            query?: {
                /** @description The name of a center; the first one of the server where it is empty. */
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNetworkCheck: {
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
                    "application/json": components["schemas"]["NetworkCheck"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchDocuments: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                after?: string;
                /** @description Those that were deleted and can be restored, the last one first. */
                deleted?: boolean;
                /** @description Those of this folder of the library. */
                folder?: string;
                /** @description Those of this kind alone. */
                kind?: "package" | "old_package" | "pdf" | "office" | "image" | "film" | null;
                /** @description At most so many. */
                limit?: number;
                /** @description `mid` of the meeting to which they were brought. */
                meeting?: string;
                /** @description Those of the library, or of meetings, alone. */
                place?: "all" | "library" | "meetings";
                /** @description Words that all are in the title, the name of the file, or the text: each, or how it begins. */
                search?: string;
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
                    "application/json": components["schemas"]["LibraryPage"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addToLibrary: {
        parameters: {
            query?: {
                /** @description Into which folder. */
                folder?: string;
                /** @description One of the caller's own: sent again under the same key, the file makes no second document. */
                key?: string;
                /** @description The name of the file. */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
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
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentEdit"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LibraryDocument"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    convertDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request accepted, processing continues off-line */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    copyDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentCopy"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadOriginal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The file is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The file is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPages: {
        parameters: {
            query?: {
                /** @description Pages that follow the one of this number. */
                after?: number;
            };
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
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
                    "application/json": components["schemas"]["PageList"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    makeVersionPresent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
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
                    "application/json": components["schemas"]["LibraryDocument"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
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
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
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
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addVersion: {
        parameters: {
            query?: {
                /** @description One of the caller's own: sent again under the same key, the file makes no second document. */
                key?: string;
                /** @description The name of the file. */
                name?: string;
            };
            header?: never;
            path: {
                /** @description `id` of a document. */
                document: string;
            };
            cookie?: never;
        };
        /** @description The file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadDocument: {
        parameters: {
            query: {
                /** @description `token` of the room's reply `originalFile`. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The file is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The file is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showPage: {
        parameters: {
            query: {
                /** @description The token of a PagePicture's `url`. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description The picture is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The picture is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the picture. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkEntry: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EntryKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryCheck"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enterMeeting: {
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sayGoodbye: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoodbyeKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goodbye"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showImage: {
        parameters: {
            query: {
                /** @description In the `url` of an image in the room. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description The picture is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The picture is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the picture. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askForAccount: {
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
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerInvitation: {
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInvitation: {
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setReminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemindersKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reminders"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLibrary: {
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
                    "application/json": components["schemas"]["Shelf"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMeetings: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                cursor?: string | null;
                /** @description At most so many meetings. */
                limit?: number;
                /** @description A part of the title or the code. */
                search?: string;
                /** @description Meetings that are under way or to come, those that are over, or cancelled ones that can be restored. */
                when?: "current" | "past" | "cancelled";
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createMeeting: {
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeetingEdit"];
            };
        };
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerOwnInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerOfUser"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedMeeting"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBoards: {
        parameters: {
            query?: {
                /** @description Those that were deleted and can be restored. */
                deleted?: boolean;
            };
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["BoardList"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDates: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                cursor?: string | null;
                /** @description At most so many dates. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["SeriesDates"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelDate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `date` of a date of the series. */
                date: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["SeriesDate"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeDate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `date` of a date of the series. */
                date: string;
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DateEdit"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesDate"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreDate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `date` of a date of the series. */
                date: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["SeriesDate"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDocuments: {
        parameters: {
            query?: {
                /** @description Those that were deleted and can be restored, the last one first. */
                deleted?: boolean;
            };
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["DocumentList"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addDocument: {
        parameters: {
            query?: {
                /** @description One of the caller's own: sent again under the same key, the file makes no second document. */
                key?: string;
                /** @description The name of the file. */
                name?: string;
                /** @description Show it in the meeting at once. */
                show?: boolean;
            };
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        /** @description The file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listGuests: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                cursor?: string | null;
                /** @description At most so many guests. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["GuestPage"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    inviteGuests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInvitations"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationsQueued"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeGuest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a guest. */
                guest: string;
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInstances: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["InstanceList"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAttendance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["Attendance"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadAttendance: {
        parameters: {
            query?: {
                /** @description The kind of file. */
                format?: "csv" | "xlsx";
            };
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readChat: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                after?: number;
                /** @description At most so many messages. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["Transcript"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadChat: {
        parameters: {
            query?: {
                /** @description The kind of file. */
                format?: "txt" | "csv";
            };
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMinutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["Minutes"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editMinutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MinutesEdit"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Minutes"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadMinutesOfInstance: {
        parameters: {
            query?: {
                /** @description The kind of file. */
                format?: "md" | "html" | "docx" | "pdf";
                /** @description The language of the words beside the text. */
                language?: string;
            };
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseMinutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MinutesRelease"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Minutes"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadNotesOfInstance: {
        parameters: {
            query?: {
                /** @description The kind of file. */
                format?: "md" | "html" | "docx" | "pdf";
                /** @description The language of the words beside the text. */
                language?: string;
            };
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadPolls: {
        parameters: {
            query?: {
                /** @description The kind of file. */
                format?: "csv" | "xlsx";
            };
            header?: never;
            path: {
                /** @description `id` of a run of the meeting. */
                instance: string;
                /** @description `mid` of a meeting. */
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readInvitationText: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["InvitationText"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMinutes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["MinutesList"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPolls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
                    "application/json": components["schemas"]["PreparedPolls"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    orderPolls: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PollOrder"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparedPolls"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPoll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKeyedPoll"];
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparedPoll"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePoll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
                /** @description `id` of a prepared poll. */
                poll: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPoll"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparedPoll"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePoll: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
                mid: string;
                /** @description `id` of a prepared poll. */
                poll: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `mid` of a meeting. */
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadMinutes: {
        parameters: {
            query: {
                /** @description The kind of file. */
                format?: "md" | "html" | "docx" | "pdf";
                /** @description The language of the words beside the text. */
                language?: string;
                /** @description A part of `fileUrl`; good for a day. */
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editMinutesByLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MinutesEditByToken"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Minutes"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findMinutes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MinutesKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Minutes"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseMinutesByLink: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MinutesReleaseByToken"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Minutes"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadNotes: {
        parameters: {
            query: {
                /** @description The kind of file. */
                format?: "md" | "html" | "docx" | "pdf";
                /** @description The language of the words beside the text. */
                language?: string;
                /** @description `token` of the room's reply `notesFile`. */
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
                    "application/json": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    askForPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetRequest"];
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetKey"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasswordReset"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchRecordings: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                after?: string;
                /** @description Those that were deleted and can be restored (administrators). */
                deleted?: boolean;
                /** @description At most so many recordings. */
                limit?: number;
                /** @description `mid` of the meeting. */
                meeting?: string;
                /** @description Words that all are in the title, the name or the title of the meeting. */
                search?: string;
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
                    "application/json": components["schemas"]["RecordingPage"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `reid` of a recording. */
                reid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `reid` of a recording. */
                reid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordingEdit"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedRecording"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `reid` of a recording. */
                reid: string;
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
                    "application/json": components["schemas"]["ManagedRecording"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryRecording: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `reid` of a recording. */
                reid: string;
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
                    "application/json": components["schemas"]["ManagedRecording"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setSubtitles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A language tag (BCP 47), like en or pt-BR. */
                language: string;
                /** @description `reid` of a recording. */
                reid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubtitleFile"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedRecording"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSubtitles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description A language tag (BCP 47), like en or pt-BR. */
                language: string;
                /** @description `reid` of a recording. */
                reid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadTracks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `reid` of a recording. */
                reid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRecordingVisitors: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                after?: string;
                /** @description At most so many visits. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description `reid` of a recording. */
                reid: string;
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
                    "application/json": components["schemas"]["RecordingVisitors"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkRecording: {
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
                    "application/json": components["schemas"]["RecordingCheck"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadRecording: {
        parameters: {
            query: {
                /** @description `token` of a RecordingEntry. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The file is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The file is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    startPlayback: {
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    playRecording: {
        parameters: {
            query: {
                /** @description `token` of a RecordingEntry. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/*": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "video/*": string;
                };
            };
            /** @description The file is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The file is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    playPart: {
        parameters: {
            query: {
                /** @description The name of a part, as the timeline says it. */
                name: string;
                /** @description `token` of a RecordingEntry. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The file is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The file is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadSound: {
        parameters: {
            query: {
                /** @description `token` of a RecordingEntry. */
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A range of it. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The file is the one of If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The file is not the one of If-Match. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The range is outside the file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTimeline: {
        parameters: {
            query: {
                /** @description `token` of a RecordingEntry. */
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
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendChatFile: {
        parameters: {
            query: {
                /** @description To whom it goes. */
                audience?: "all" | "presenters" | "person";
                /** @description As `key` of `sendMessage` in the room. */
                key: string;
                /** @description The name of the file. */
                name?: string;
                /** @description Where it goes to one person. */
                personId?: string | null;
                /** @description The message that it answers. */
                replyTo?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Request fulfilled, nothing follows */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    bringDocument: {
        parameters: {
            query?: {
                /** @description One of the caller's own: sent again under the same key, the file makes no second document. */
                key?: string;
                /** @description The name of the file. */
                name?: string;
                /** @description Show it to all at once. */
                show?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BroughtDocument"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addImage: {
        parameters: {
            query: {
                /** @description As the document socket calls it (`document` of `open`). */
                drawing: string;
                /** @description `board`; `drawing`: on a page of a document. */
                kind: "board" | "drawing";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Document created, URL follows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoredImage"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The storage of the center is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
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
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSession: {
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
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSession: {
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
                content?: never;
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStorageUse: {
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
                    "application/json": components["schemas"]["StorageUse"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description `next` of an earlier page. */
                cursor?: string;
                /** @description At most so many users. */
                limit?: number;
                /** @description A part of user ID, name, address, or id of an API client. */
                search?: string;
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
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    eraseUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Erasure"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureFindings"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserMerge"];
            };
        };
        responses: {
            /** @description Request fulfilled, document follows */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedUser"];
                };
            };
            /** @description The request cannot be read, or a parameter is missing or wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody is signed in, or the credentials are wrong. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The caller may not do this; or a password, a sign-in or the CSRF token is missing or wrong. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing, or not for this caller. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description What is asked for cannot be done in its present state. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON by its Content-Type. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description A defect of the server; the message has the number under which the log has more. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description The server cannot work at the moment. `Retry-After` says when to try again, where that is known. */
            503: {
                headers: {
                    /** @description Seconds. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
