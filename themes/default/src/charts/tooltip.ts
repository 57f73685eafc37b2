// The one tooltip of the page: a head line and rows of colour, name and value.
import { clamp, h, overlayHost, setColor } from "../dom";

export interface TooltipRow { color?: string; label: string; value: string; detail?: string; isNear?: boolean }

const MOST = 12;
let box: HTMLElement | null = null;

export function showTooltip(at: { x: number; y: number }, head: string, rows: TooltipRow[]): void {
  box ??= overlayHost().appendChild(h("div", { class: "tooltip", "aria-hidden": "true" }));
  const { first, shown } = around(rows);
  box.replaceChildren(
    ...(head ? [h("p", { class: "tooltip-head" }, head)] : []),
    ...(first > 0 ? [h("p", { class: "tooltip-more" }, `${first} above`)] : []),
    ...shown.map(row),
    ...(first + shown.length < rows.length ? [h("p", { class: "tooltip-more" }, `${rows.length - first - shown.length} more below`)] : []),
  );
  box.hidden = false;
  place(box, at);
}

export function hideTooltip(): void {
  if (box) box.hidden = true;
}

/** Of many rows, those around the nearest one. */
function around(rows: TooltipRow[]): { first: number; shown: TooltipRow[] } {
  if (rows.length <= MOST) return { first: 0, shown: rows };
  const near = Math.max(0, rows.findIndex((one) => one.isNear));
  const first = clamp(near - Math.floor(MOST / 2), 0, rows.length - MOST);
  return { first, shown: rows.slice(first, first + MOST) };
}

function row(one: TooltipRow): HTMLElement {
  const swatch = h("i", { class: "swatch" });
  if (one.color) setColor(swatch, one.color);
  return h(
    "div",
    { class: one.isNear ? "tooltip-row is-near" : "tooltip-row" },
    one.color ? swatch : null,
    h("span", {}, one.label),
    h("b", {}, one.value, one.detail ? h("small", {}, ` ${one.detail}`) : null),
  );
}

function place(element: HTMLElement, at: { x: number; y: number }): void {
  const size = element.getBoundingClientRect();
  const right = at.x + 16 + size.width <= innerWidth - 8;
  const left = right ? at.x + 16 : Math.max(8, at.x - 16 - size.width);
  const top = clamp(at.y - size.height / 2, 8, Math.max(8, innerHeight - size.height - 8));
  element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
