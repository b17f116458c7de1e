/** What runs for documents as long as the stay lasts. */

import { defineService, type FeatureService, type Session } from "../../feature";
import { PageRequests } from "./pageRequests";
import { Uploads } from "./uploads";

class ContentService implements FeatureService {
  readonly requests: PageRequests;
  readonly uploads: Uploads;

  constructor(session: Session) {
    this.requests = new PageRequests(session);
    this.uploads = new Uploads(session);
  }

  stop(): void {
    this.requests.stop();
    this.uploads.stop();
  }
}

export const contentService = defineService("content", (session) => new ContentService(session));
