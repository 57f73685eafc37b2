// Search over titles and headings. The index is loaded with the first key stroke.
import { h } from "./dom";

interface Heading { title: string; anchor: string }
interface Entry { title: string; href: string; text: string; headings: Heading[] }
interface Hit { title: string; context: string; href: string; score: number }
declare global {
  interface Window { runpressSearch?: { documents: Entry[] } }
}

const MOST = 12;
/** The word by which the content policy of a served page knows its scripts. */
const NONCE = document.currentScript?.nonce;
let loading: Promise<Entry[]> | null = null;
let selected = -1;

export function startSearch(): void {
  const form = document.querySelector<HTMLFormElement>("form.search");
  const input = form?.querySelector("input");
  const list = document.getElementById("rp-search-results");
  if (!form || !input || !list) return;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("focus", () => void load(form));
  input.addEventListener("input", () => void show(form, input, list));
  input.addEventListener("keydown", (event) => key(event, input, list));
  document.addEventListener("click", (event) => { if (!form.contains(event.target as Node)) close(input, list); });
  document.addEventListener("keydown", (event) => {
    const isTyping = (event.target as Element).matches("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}

function load(form: HTMLFormElement): Promise<Entry[]> {
  loading ??= read(form).catch(() => {
    loading = null;
    return [];
  });
  return loading;
}

async function read(form: HTMLFormElement): Promise<Entry[]> {
  const inline = document.getElementById("rp-search-index")?.textContent;
  if (inline) return (JSON.parse(inline) as { documents: Entry[] }).documents;
  const address = form.dataset.index ?? "";
  if (new URL(address, location.href).pathname.endsWith(".js")) return fromScript(address);
  return ((await (await fetch(address)).json()) as { documents: Entry[] }).documents;
}

/** Pages on disk may not read files, but may run them. */
function fromScript(address: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const script = h("script", { src: address, nonce: NONCE || null });
    script.addEventListener("load", () => resolve(window.runpressSearch?.documents ?? []));
    script.addEventListener("error", () => reject(new Error("no index")));
    document.head.append(script);
  });
}

/** The best entries for some words: all of them must be met; titles count more than headings. */
function find(entries: Entry[], search: string): Hit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const root = document.body.dataset.root ?? "";
  const hits: Hit[] = [];
  for (const entry of entries) {
    const score = scoreOf(entry.title, words, 4) || scoreOf(entry.text ?? "", words, 1);
    if (score) hits.push({ title: entry.title, context: entry.text || entry.href.replace(/\.html$/, ""), href: root + entry.href, score });
    for (const heading of entry.headings) {
      const own = scoreOf(heading.title, words, 2) || inPage(heading.title, entry.title, words);
      if (own) hits.push({ title: heading.title, context: entry.title, href: `${root}${entry.href}#${heading.anchor}`, score: own });
    }
  }
  return hits.sort((a, b) => b.score - a.score || a.title.localeCompare(b.title)).slice(0, MOST);
}

/** For "scatter options": some words are in the heading, the rest in the title of its page. */
function inPage(heading: string, title: string, words: string[]): number {
  return words.some((word) => heading.toLowerCase().includes(word)) ? scoreOf(`${heading} ${title}`, words, 1) : 0;
}

function scoreOf(text: string, words: string[], weight: number): number {
  const folded = text.toLowerCase();
  if (!words.every((word) => folded.includes(word))) return 0;
  return weight * words.reduce((sum, word) => sum + (folded.startsWith(word) ? 3 : folded.includes(` ${word}`) ? 2 : 1), 0);
}

async function show(form: HTMLFormElement, input: HTMLInputElement, list: HTMLElement): Promise<void> {
  const asked = input.value;
  const entries = await load(form);
  if (input.value !== asked) return;
  if (!asked.trim()) return close(input, list);
  const hits = find(entries, asked);
  list.replaceChildren(...hits.map((hit, at) => item(hit, at, asked)));
  if (!hits.length) list.append(h("p", {}, `Nothing has “${asked.trim()}” in its title or headings.`));
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  select(input, list, hits.length ? 0 : -1);
}

function item(hit: Hit, at: number, search: string): HTMLElement {
  const context = hit.context && hit.context !== hit.title ? h("small", {}, hit.context.length > 90 ? `${hit.context.slice(0, 89)}…` : hit.context) : null;
  return h("a", { href: hit.href, role: "option", id: `rp-hit-${at}`, tabindex: -1 }, ...marked(hit.title, search), context);
}

/** A title with what was searched for marked. */
function marked(title: string, search: string): Node[] {
  const words = search.split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return title.split(new RegExp(`(${words.join("|")})`, "i")).map((part, at) => (at % 2 ? h("mark", {}, part) : document.createTextNode(part)));
}

function key(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement): void {
  const links = list.querySelectorAll("a");
  if (event.key === "Escape") {
    close(input, list);
    input.blur();
  } else if (event.key === "Enter") links[Math.max(selected, 0)]?.click();
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!links.length) return;
    event.preventDefault();
    select(input, list, (selected + (event.key === "ArrowDown" ? 1 : -1) + links.length) % links.length);
  }
}

function select(input: HTMLInputElement, list: HTMLElement, at: number): void {
  selected = at;
  for (const [place, link] of list.querySelectorAll("a").entries()) {
    link.setAttribute("aria-selected", String(place === at));
    if (place === at) link.scrollIntoView({ block: "nearest" });
  }
  if (at >= 0) input.setAttribute("aria-activedescendant", `rp-hit-${at}`);
  else input.removeAttribute("aria-activedescendant");
}

function close(input: HTMLInputElement, list: HTMLElement): void {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  selected = -1;
}
