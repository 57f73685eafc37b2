// Change the page in place. Elements whose key stays are the same objects afterwards, wherever they
// move; an element that is replaced hands what readers set on it to the one in its slot.
import { dressCode } from "../copy";
import { paint } from "../dom";
import { dressTables } from "../htmlfigures";
import type { Panel } from "../panel";
import { adopt, allPanels, forget, panelOf } from "../panels";
import { keep } from "../memory";
import { refreshEyes } from "../runs";
import { fragment } from "./bodies";
import { linkPlaces } from "./edit";

export interface Entry { key: string; html?: string }
interface Handed { folds: Map<string, boolean>; panels: Map<string, Panel["state"]> }

/** Bring the blocks of the page into an order; `html` only for keys that are new or whose inside changed. */
export function patchBlocks(container: HTMLElement, order: Entry[]): void {
  const anchor = scrollAnchor(container, new Set(order.filter((entry) => entry.html === undefined).map((entry) => entry.key)));
  const known = keyed(document.body);
  const handed = handedOver(container);
  const wanted = order.map((entry) => element(entry, known)).filter((one) => one !== null);
  const stays = new Set<Element>(wanted);
  const gone = [...container.children].filter((child) => !stays.has(child));
  arrange(container, wanted);
  for (const one of wanted) fillKept(one, known);
  for (const child of gone) child.remove();
  handTo(container, handed);
  dress(container);
  anchor?.();
}

function keyed(root: ParentNode): Map<string, HTMLElement> {
  const found = new Map<string, HTMLElement>();
  for (const one of root.querySelectorAll<HTMLElement>("[data-key]")) if (!("keep" in one.dataset) && one.dataset.key) found.set(one.dataset.key, one);
  return found;
}

function element(entry: Entry, known: Map<string, HTMLElement>): HTMLElement | null {
  const old = known.get(entry.key);
  if (entry.html === undefined) return old ?? null;
  return fragment(entry.html).firstElementChild as HTMLElement | null;
}

/** Put elements into order, moving as few as need be: those that keep their place are not touched. */
function arrange(container: HTMLElement, wanted: HTMLElement[]): void {
  const stays = new Set<Element>(wanted);
  let cursor: Element | null = container.firstElementChild;
  for (const one of wanted) {
    while (cursor && !stays.has(cursor)) cursor = cursor.nextElementSibling;
    if (cursor === one) {
      cursor = one.nextElementSibling;
      continue;
    }
    move(container, one, cursor);
  }
}

/** Move an element without losing its focus, scroll and animations, where the browser can. */
function move(parent: ParentNode & Node, one: Element, before: Node | null): void {
  const target = parent as Node & { moveBefore?: (node: Node, before: Node | null) => void };
  if (target.moveBefore && one.isConnected) {
    try {
      target.moveBefore(one, before);
      return;
    } catch {
      // Not every move can keep state; then it is a plain one.
    }
  }
  parent.insertBefore(one, before);
}

/** Elements that the page has already take the places that are marked for them. */
function fillKept(root: HTMLElement, known: Map<string, HTMLElement>): void {
  for (const mark of root.querySelectorAll<HTMLElement>("[data-keep]")) {
    const old = known.get(mark.dataset.key ?? "");
    if (!old || !mark.parentNode || old.contains(mark)) continue;
    move(mark.parentNode, old, mark);
    mark.remove();
  }
}

function handedOver(container: HTMLElement): Handed {
  const handed: Handed = { folds: new Map(), panels: new Map() };
  for (const details of container.querySelectorAll("details")) handed.folds.set(foldName(details), details.open);
  for (const panel of allPanels()) if (panel.element.dataset.slot) handed.panels.set(panel.element.dataset.slot, panel.state);
  return handed;
}

/** Folds are known by their slot; those of prose by what stands on them. */
function foldName(details: HTMLDetailsElement): string {
  return details.dataset.slot ?? `text:${details.querySelector(":scope > summary")?.textContent ?? ""}`;
}

function handTo(container: HTMLElement, handed: Handed): void {
  for (const details of container.querySelectorAll("details")) {
    const was = handed.folds.get(foldName(details));
    if (was !== undefined && was !== details.open) details.open = was;
  }
  for (const article of container.querySelectorAll<HTMLElement>("article.panel")) {
    const state = handed.panels.get(article.dataset.slot ?? "");
    if (state && !panelOf(article)) keep(`panel:${article.dataset.slot}`, state);
  }
}

/** Everything that new elements need to be like the others. */
function dress(root: HTMLElement): void {
  forget();
  paint(root);
  adopt(root);
  dressTables(root);
  dressCode(root);
  linkPlaces(root);
  refreshEyes(document);
}

/** Remember where the first block in view that stays is; the answer puts it there again. */
function scrollAnchor(container: HTMLElement, staying: Set<string>): (() => void) | null {
  if (window.scrollY === 0) return null;
  for (const one of container.querySelectorAll<HTMLElement>("[data-key]")) {
    const box = one.getBoundingClientRect();
    if (box.bottom <= 0 || box.height === 0) continue;
    if (box.top > innerHeight) break;
    if (!staying.has(one.dataset.key ?? "")) continue;
    return () => {
      const moved = one.getBoundingClientRect().top - box.top;
      if (one.isConnected && Math.abs(moved) > 0.5) window.scrollBy({ top: moved, behavior: "instant" });
    };
  }
  return null;
}
