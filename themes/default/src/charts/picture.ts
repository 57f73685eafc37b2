// What all pictures that leave the page share: a background, a legend, a size.
import { s } from "../dom";
import { type Colors, shorten, text } from "./axes";

const ROW = 16;
const MOST = 24;
/** How much of a picture its legend may take. */
const SHARE = 0.4;

export interface PictureLegend { element: SVGGElement; height: number }

/** Colours and labels in rows that fit the width, and no more of the height than leaves room for the figure. */
export function pictureLegend(entries: { label: string; color: string }[], width: number, height: number, colors: Colors): PictureLegend {
  const element = s("g", { "data-legend": true });
  const lowest = Math.max(ROW, height * SHARE);
  let x = 12;
  let y = ROW;
  let shown = 0;
  for (const entry of entries.slice(0, MOST)) {
    const label = shorten(entry.label, 200);
    const room = 26 + label.length * 6.2;
    if (x + room > width && x > 12) [x, y] = [12, y + ROW];
    if (y > lowest) break;
    element.append(s("path", { d: `M${x} ${y - 4}h14`, stroke: entry.color, "stroke-width": 2.5 }), text(x + 19, y, label, colors.text));
    x += room + 10;
    shown++;
  }
  if (entries.length > shown) {
    if (x + 80 > width && x > 12) [x, y] = [12, y + ROW];
    element.append(text(x, y, `and ${entries.length - shown} more`, colors.text));
  }
  return { element, height: entries.length ? y : 0 };
}

export function withLegend(width: number, height: number, colors: Colors, legend: SVGGElement | null, ...children: SVGElement[]): SVGSVGElement {
  const background = s("rect", { width, height, fill: colors.surface });
  return s("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` }, background, legend, ...children);
}
