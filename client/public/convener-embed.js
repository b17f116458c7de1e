/*!
 * convener-embed: a Convener meeting inside your own page. See docs/embedding.md.
 * SPDX-License-Identifier: Apache-2.0
 *
 *   var meeting = new ConvenerEmbed({ url: participantUrl, parent: document.getElementById("meeting") });
 *   meeting.addListener("left", function () { meeting.dispose(); });
 *   meeting.executeCommand("mute");
 *
 * No build, no dependency: this file is served as it stands.
 */
(function (page) {
  "use strict";

  // Without "camera" and "microphone" here, browsers refuse both to a page of another origin (W3C Permissions Policy).
  var ALLOW =
    "camera; microphone; display-capture; fullscreen; autoplay; picture-in-picture; clipboard-write; screen-wake-lock";
  var COMMANDS = ["mute", "unmute", "hangup"];
  var PREFIX = "convener:";
  // What flows from the page to the room; a room never says it.
  var COMMAND_TYPE = PREFIX + "command";

  function meetingAddress(url) {
    var address = new URL(url, page.location.href);
    // An address such as javascript:… would run in the embedding page.
    if (address.protocol !== "https:" && address.protocol !== "http:") {
      throw new TypeError("ConvenerEmbed: url must be the https address of a meeting or a participant");
    }
    return address;
  }

  function cssLength(length) {
    return typeof length === "number" ? length + "px" : length;
  }

  /**
   * Shows a meeting in an IFRAME.
   *
   * options.url     meetingUrl, participantUrl or hostUrl, as the API gave it (required)
   * options.parent  the element that receives the IFRAME (default: the end of the page)
   * options.width   number of pixels or a CSS length (default "100%")
   * options.height  number of pixels or a CSS length (default "100%")
   * options.title   what screen readers call the frame (default "Meeting")
   *
   * Throws TypeError where url is absent or not an http(s) address.
   */
  function ConvenerEmbed(options) {
    if (!options || !options.url) throw new TypeError("ConvenerEmbed: url is required");
    var address = meetingAddress(options.url);
    this._origin = address.origin;
    // Without a prototype: an event may have any name.
    this._listeners = Object.create(null);

    var frame = page.document.createElement("iframe");
    frame.setAttribute("allow", ALLOW);
    frame.title = options.title || "Meeting";
    // The room needs no address of the embedding page, and that may say more than its owner wants to tell.
    frame.referrerPolicy = "no-referrer";
    frame.style.border = "0";
    frame.style.width = cssLength(options.width === undefined ? "100%" : options.width);
    frame.style.height = cssLength(options.height === undefined ? "100%" : options.height);
    frame.src = address.href;
    this._frame = frame;

    this._hear = this._hear.bind(this);
    // Listening comes first: the room may speak as soon as it is there.
    page.addEventListener("message", this._hear);
    (options.parent || page.document.body).appendChild(frame);
  }

  /** Same as the constructor, with the element and the address in front. */
  ConvenerEmbed.embed = function (element, url, options) {
    return new ConvenerEmbed(Object.assign({}, options, { parent: element, url: url }));
  };

  /** Calls listener(data) at each event: "joined", "left", "ended", … Returns this object, for chaining. */
  ConvenerEmbed.prototype.addListener = function (event, listener) {
    if (typeof listener !== "function") throw new TypeError("ConvenerEmbed: listener must be a function");
    // A copy: adding or removing one while an event is told changes nothing for the others.
    this._listeners[event] = (this._listeners[event] || []).concat(listener);
    return this;
  };

  /** The listener hears no more. */
  ConvenerEmbed.prototype.removeListener = function (event, listener) {
    this._listeners[event] = (this._listeners[event] || []).filter(function (known) {
      return known !== listener;
    });
    return this;
  };

  /** Asks the room to "mute" or "unmute" the microphone, or to "hangup". Throws RangeError for anything else. */
  ConvenerEmbed.prototype.executeCommand = function (command) {
    if (COMMANDS.indexOf(command) < 0) {
      throw new RangeError("ConvenerEmbed: command must be one of " + COMMANDS.join(", "));
    }
    var room = this._frame.contentWindow;
    // The origin is named, so that another page that got into the frame is not told anything.
    if (room) room.postMessage({ type: COMMAND_TYPE, command: command }, this._origin);
    return this;
  };

  /** The IFRAME element, for your own styling. */
  ConvenerEmbed.prototype.getIFrame = function () {
    return this._frame;
  };

  /** Takes the meeting off the page, as if the connection were lost. Calling it again does nothing. */
  ConvenerEmbed.prototype.dispose = function () {
    page.removeEventListener("message", this._hear);
    this._listeners = Object.create(null);
    this._frame.remove();
  };

  ConvenerEmbed.prototype._hear = function (message) {
    // Any window may send messages to this page: only our frame, showing the meeting's own origin, is believed.
    if (message.source === null || message.source !== this._frame.contentWindow) return;
    if (message.origin !== this._origin) return;
    var data = message.data;
    if (!data || typeof data.type !== "string" || data.type.indexOf(PREFIX) !== 0) return;
    if (data.type === COMMAND_TYPE) return;
    var listeners = this._listeners[data.type.slice(PREFIX.length)] || [];
    listeners.forEach(function (listener) {
      listener(data);
    });
  };

  page.ConvenerEmbed = ConvenerEmbed;
  page.Convener = Object.assign(page.Convener || {}, { embed: ConvenerEmbed.embed });
})(window);
