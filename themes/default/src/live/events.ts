// The stream of events: patches, refreshes, what is wrong, and coming back after a break.
import { startScrollSpy } from "../toc";
import { allPanels } from "../panels";
import { paint } from "../dom";
import { refreshEyes } from "../runs";
import { type Finding, showFindings } from "./findings";
import { fragment } from "./bodies";
import { type Entry, patchBlocks } from "./patch";
import { isLive, live } from "./settings";

interface Patch { type: "patch"; title?: string; head?: string; toc?: string; sidebar?: string; order: Entry[]; lines?: Record<string, number>; findings?: Finding[] }
type Message =
  | Patch
  | { type: "refresh"; keys?: string[] }
  | { type: "banner"; text: string; html?: string }
  | { type: "hello"; version?: string }
  | { type: "reload" };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

let pause = FIRST_PAUSE_MS;
let version: string | undefined;
let stream: EventSource | null = null;
let isUnloading = false;
let wrong: { text: string; html?: string } = { text: "" };

export function startLive(): void {
  if (!isLive()) return;
  window.addEventListener("beforeunload", () => { isUnloading = true; });
  window.addEventListener("online", connect);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && stream?.readyState === EventSource.CLOSED) connect();
  });
  connect();
}

function connect(): void {
  stream?.close();
  stream = new EventSource(live.events);
  stream.addEventListener("open", () => {
    pause = FIRST_PAUSE_MS;
    state("live");
    showBanner();
  });
  stream.addEventListener("message", (event) => receive(JSON.parse(event.data as string) as Message));
  stream.addEventListener("error", lost);
}

/** We reconnect ourselves: the browser gives up on an answer that is no stream, as from a proxy. */
function lost(): void {
  if (isUnloading) return;
  stream?.close();
  state("lost");
  showBanner();
  const wait = pause;
  pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  setTimeout(() => { if (stream?.readyState === EventSource.CLOSED) connect(); }, wait * (0.75 + Math.random() / 2));
}

export function receive(message: Message): void {
  if (message.type === "patch") patch(message);
  else if (message.type === "refresh") refresh(message.keys);
  else if (message.type === "banner") {
    wrong = { text: message.text, html: message.html };
    showBanner();
  }
  else if (message.type === "reload") location.reload();
  else if (message.type === "hello") greet(message.version);
}

function greet(now: string | undefined): void {
  if (version !== undefined && now !== version) location.reload();
  version = now;
}

function patch(message: Patch): void {
  const container = document.querySelector<HTMLElement>("[data-blocks]");
  if (!container) return;
  if (message.head !== undefined) document.querySelector(".doc-head")?.replaceWith(fragment(message.head));
  if (message.title !== undefined) setTitle(message.title);
  if (message.toc !== undefined) setToc(message.toc);
  if (message.sidebar !== undefined) setSidebar(message.sidebar);
  if (!holdsAll(container, message.order)) return location.reload();
  patchBlocks(container, message.order);
  setLines(message.lines ?? {});
  if (message.findings) showFindings(message.findings);
  document.dispatchEvent(new CustomEvent("runpress:patched"));
}

/** Whether every block that is only named is here; else the page has missed something. */
function holdsAll(container: HTMLElement, order: Entry[]): boolean {
  const here = new Set([...container.querySelectorAll<HTMLElement>("[data-key]")].map((one) => one.dataset.key));
  return order.every((entry) => entry.html !== undefined || here.has(entry.key));
}

function setTitle(title: string): void {
  const heading = document.getElementById("rp-title");
  const site = document.querySelector(".brand")?.textContent ?? "";
  if (heading && heading.textContent !== title) heading.textContent = title;
  document.title = site && site !== title ? `${title} · ${site}` : title;
}

/** Where the entries of a table of contents lead, and what they say. */
function outline(toc: ParentNode): string {
  return [...toc.querySelectorAll("a")].map((link) => `${link.getAttribute("href")} ${link.textContent}`).join("\n");
}

function setToc(html: string): void {
  const toc = document.getElementById("rp-toc");
  if (!toc) return;
  const next = fragment(html);
  if (outline(toc) === outline(next)) return; // the same entries, whatever the script has marked among them
  toc.replaceChildren(next);
  toc.hidden = !toc.querySelector("a");
  document.querySelector(".shell")?.classList.toggle("has-toc", !toc.hidden);
  startScrollSpy();
}

function setSidebar(html: string): void {
  const side = document.getElementById("rp-runs");
  if (!side) return;
  const search = side.querySelector<HTMLInputElement>(".run-search")?.value ?? "";
  const folded = [...side.querySelectorAll<HTMLDetailsElement>("details:not([open])")].map((group) => group.dataset.slot);
  side.replaceChildren(fragment(html));
  for (const group of side.querySelectorAll("details")) group.open = !folded.includes(group.dataset.slot);
  paint(side);
  refreshEyes(document);
  const input = side.querySelector<HTMLInputElement>(".run-search");
  if (!input || !search) return;
  input.value = search;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function setLines(lines: Record<string, number>): void {
  for (const [key, line] of Object.entries(lines)) {
    const block = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (block) block.dataset.line = String(line);
  }
}

function refresh(keys: string[] | undefined): void {
  const wanted = keys && new Set(keys);
  for (const panel of allPanels()) if (!wanted || wanted.has(panel.element.dataset.key ?? "")) void panel.refresh();
}

function state(name: "live" | "lost"): void {
  const mark = document.getElementById("rp-live");
  const text = mark?.querySelector(".live-text");
  if (mark) mark.dataset.state = name;
  if (text) text.textContent = name === "live" ? "Live" : "Not connected";
}

/** What is wrong with the page comes before a lost connection. */
function showBanner(): void {
  const box = document.getElementById("rp-banner");
  if (!box) return;
  const isWrong = wrong.text !== "" || Boolean(wrong.html);
  const isLost = document.getElementById("rp-live")?.dataset.state === "lost";
  box.hidden = !isWrong && !isLost;
  box.dataset.tone = isWrong ? "error" : "wait";
  if (isWrong && wrong.html) box.replaceChildren(fragment(wrong.html));
  else box.textContent = isWrong ? wrong.text : isLost ? "The preview does not answer. Trying again…" : "";
}
