// Making elements. Text only ever becomes text: there is no way in here for markup.
type Child = Node | string | null | undefined | false;
type Properties = Record<string, string | number | boolean | null | undefined | EventListener>;

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick`) and children; strings are text. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, properties, children);
  return element;
}

/** The same in SVG. */
export function s<K extends keyof SVGElementTagNameMap>(tag: K, properties: Properties = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  fill(element, properties, children);
  return element;
}

function fill(element: Element, properties: Properties, children: Child[]): void {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child) element.append(child);
}

/** A small icon from path data of a 20 by 20 box. */
export function icon(path: string): SVGSVGElement {
  return s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: path }));
}

/** Give elements with `data-color` their colour; a value that is no colour is passed over. */
export function paint(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-color]")) setColor(element, element.dataset.color ?? "");
}

const areColors = new Map<string, boolean>();

export function setColor(element: HTMLElement, color: string): void {
  let isColor = areColors.get(color);
  if (isColor === undefined) areColors.set(color, (isColor = CSS.supports("color", color)));
  if (isColor) element.style.setProperty("--run-color", color);
}

/** Where tooltips hang: in pages that are not ours, in the element that our style reaches. */
export function overlayHost(): HTMLElement {
  return document.querySelector<HTMLElement>(".runpress-overlay") ?? document.body;
}

/** The value of a design token. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

let region: HTMLElement | null = null;

/** Say something to readers of screen readers, once they are done listening. */
export function announce(text: string): void {
  if (!region) {
    region = h("div", { class: "visually-hidden", "aria-live": "polite", id: "rp-announcer" });
    document.body.append(region);
  }
  region.textContent = text;
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
