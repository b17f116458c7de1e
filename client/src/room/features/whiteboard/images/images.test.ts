import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeUpload } from "../../../../testing/fakeUpload";
import { SessionAtWork } from "../../../../testing/sessionAtWork";
import type { DrawingImages, Spot, StoredImage } from "./drawingImages";
import { imagesService } from "./imagesService";

const { placeUnseen } = vi.hoisted(() => ({ placeUnseen: vi.fn(() => Promise.resolve()) }));
vi.mock("../drawing/placeUnseen", () => ({ placeUnseen }));

const SPOT: Spot = { x: 10, y: 20, width: 300, height: 200 };
const STORED: StoredImage = { fileId: "f".repeat(40), width: 64, height: 48 };
const photo = (name = "Photo.png", type = "image/png") => new File(["pixels"], name, { type });

let work: SessionAtWork;
let images: DrawingImages;
const placed: [StoredImage, Spot][] = [];
const uploads = () => images.uploads.getState();
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(async () => {
  FakeUpload.all = [];
  placed.length = 0;
  placeUnseen.mockClear();
  work = await SessionAtWork.start();
  vi.stubGlobal("XMLHttpRequest", FakeUpload);
  await work.enter();
  images = imagesService.of(work.session).of("board", "plan");
  images.attach({ place: (image, spot) => placed.push([image, spot]) });
});
afterEach(() => work.end());

describe("an image that is brought", () => {
  it("is sent, and put on its drawing once the server has it", async () => {
    images.bring(photo(), SPOT);
    await settle();
    const upload = FakeUpload.latest;
    expect(upload.url.pathname).toBe("/api/v1/room/images");
    expect(Object.fromEntries(upload.url.searchParams)).toMatchObject({ kind: "board", drawing: "plan" });
    expect(upload.headers.authorization).toBe("Bearer secret");
    upload.progress(3, 6);
    expect(uploads()).toMatchObject([{ name: "Photo.png", sent: 0.5, failure: null }]);
    expect(placed).toEqual([]);
    upload.answer(201, STORED);
    await settle();
    expect(uploads()).toEqual([]);
    expect(placed).toEqual([[STORED, SPOT]]);
  });

  it("goes after those before it, and each may be taken off the list", async () => {
    images.bring(photo("One.png"), SPOT);
    images.bring(photo("Two.png"), SPOT);
    imagesService.of(work.session).of("drawing", "talk:1").bring(photo("Three.png"), SPOT);
    await settle();
    expect(FakeUpload.all).toHaveLength(1);
    images.dismiss(uploads()[0]?.key ?? "");
    await settle();
    expect(FakeUpload.all[0]?.aborted).toBe(true);
    expect(uploads().map(({ name }) => name)).toEqual(["Two.png"]);
    images.dismiss(uploads()[0]?.key ?? "");
    FakeUpload.all[1]?.answer(201, STORED);
    await settle();
    expect(placed).toEqual([]);
    expect(FakeUpload.latest.url.searchParams.get("drawing")).toBe("talk:1");
  });

  it("belongs there although the drawing is shown no longer", async () => {
    images.attach({ place: () => undefined })();
    images.bring(photo(), SPOT);
    await settle();
    FakeUpload.latest.answer(201, STORED);
    await vi.waitFor(() => expect(placeUnseen).toHaveBeenCalledWith(work.session, images, STORED, SPOT));
  });

  it.each([
    [409, "limit_reached", "imageFailure.limit", true],
    [400, "image_damaged", "imageFailure.damaged", false],
    [400, "image_too_large", "imageFailure.pixels", false],
    [400, "image_type", "imageFailure.type", false],
    [403, "not_allowed", "imageFailure.role", true],
    [404, "unknown_document", "imageFailure.gone", false],
    [413, "whatever", "imageFailure.large", false],
    [507, "storage_full", "imageFailure.full", true],
    [503, "unavailable", "imageFailure.other", true],
    [201, "no image", "imageFailure.other", true],
  ])("says why it was not taken (%i %s)", async (status, error, failure, again) => {
    images.bring(photo(), SPOT);
    await settle();
    FakeUpload.latest.answer(status, { error });
    await settle();
    expect(uploads()).toMatchObject([{ failure, again, sent: null }]);
    expect(placed).toEqual([]);
  });

  it("can be sent again where the connection was lost", async () => {
    images.bring(photo(), SPOT);
    await settle();
    FakeUpload.latest.onerror?.();
    await settle();
    expect(uploads()).toMatchObject([{ failure: "imageFailure.network", again: true }]);
    images.retry(uploads()[0]?.key ?? "");
    await settle();
    expect(uploads()).toMatchObject([{ failure: null, sent: 0 }]);
    FakeUpload.latest.answer(201, STORED);
    await settle();
    expect(placed).toEqual([[STORED, SPOT]]);
  });

  it("is not even sent where it is of another type", async () => {
    images.bring(photo("Logo.svg", "image/svg+xml"), SPOT);
    await settle();
    expect(FakeUpload.all).toEqual([]);
    expect(uploads()).toMatchObject([{ failure: "imageFailure.type", again: false }]);
  });

  it("may be part of something else", async () => {
    const stored = images.store(photo(""), SPOT);
    await settle();
    FakeUpload.latest.answer(201, STORED);
    expect(await stored).toEqual(STORED);
    expect(placed).toEqual([]);
    const refused = images.store(photo("x.bmp", "image/bmp"), SPOT);
    expect(await refused).toBeNull();
  });
});

describe("images that are seen", () => {
  const url = (id: string) => `/api/v1/images?token=${id}`;

  it("are asked for once, as long as their addresses are good", async () => {
    const asked = images.find(["a", "b"]);
    await settle();
    const [command] = work.sent("getImages");
    expect(command).toMatchObject({ kind: "board", drawing: "plan", fileIds: ["a", "b"] });
    const found = { ...STORED, fileId: "a", url: url("a") };
    work.server.say({ type: "images", kind: "board", drawing: "plan", images: [found] });
    work.server.say({ type: "done", ref: Number(command?.ref) });
    expect(await asked).toEqual(new Map([["a", url("a")]]));
    expect(await images.find(["a"])).toEqual(new Map([["a", url("a")]]));
    expect(work.sent("getImages")).toHaveLength(1);
    vi.setSystemTime(Date.now() + 3_600_000);
    void images.find(["a"]);
    await settle();
    expect(work.sent("getImages")).toHaveLength(2);
  });

  it("are those of their drawing alone", async () => {
    const asked = images.find(["a"]);
    await settle();
    const [command] = work.sent("getImages");
    const found = { ...STORED, fileId: "a", url: url("a") };
    work.server.say({ type: "images", kind: "drawing", drawing: "plan", images: [found] });
    work.server.say({ type: "done", ref: Number(command?.ref) });
    expect(await asked).toEqual(new Map());
  });

  it("are not known where that was refused", async () => {
    const asked = images.find(["a"]);
    await settle();
    const [command] = work.sent("getImages");
    work.server.say({ type: "refused", ref: Number(command?.ref), error: "unknown_document", message: "Gone." });
    expect(await asked).toBeNull();
  });
});
