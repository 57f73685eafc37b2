// A line figure as SVG and as a table: what is drawn now, nothing else.
import { s } from "../../dom";
import type { Axis, LineContent } from "../../figure";
import { onAxis } from "../../format";
import { bottomAxis, chartColors, type Frame, leftAxis, leftRoom } from "../axes";
import type { Table } from "../chart";
import { pictureLegend, withLegend } from "../picture";
import { between, type DrawnCurve, type View } from "./curves";
import { dashOf } from "./paint";
import { svgBand, svgLine } from "./svgpath";

export function linePicture(content: LineContent, curves: DrawnCurve[], view: View, width: number, height: number): SVGSVGElement {
  const colors = chartColors();
  const x: Axis = { ...content.x, scale: view.logX ? "log" : content.x.scale === "log" ? "linear" : content.x.scale };
  const y: Axis = { ...content.y, scale: view.logY ? "log" : content.y.scale === "log" ? "linear" : content.y.scale };
  const legend = content.legend ? pictureLegend(curves.map(({ curve }) => ({ label: curve.label, color: curve.color })), width, height, colors) : null;
  const top = 8 + (legend?.height ?? 0);
  const left = leftRoom(y, view.y, height - top - 30);
  const frame: Frame = { left, top, width: width - left - 18, height: Math.max(10, height - top - (x.label ? 40 : 24)) };
  const clip = `rp-clip-${width}-${height}`;
  const marks = s("g", { "clip-path": `url(#${clip})`, fill: "none" });
  for (const drawn of curves) {
    if (drawn.low && drawn.high) marks.append(s("path", { d: svgBand(view, frame, drawn.xs, drawn.low, drawn.high), fill: drawn.curve.color, "fill-opacity": drawn.isArea ? 0.55 : 0.16 }));
  }
  for (const drawn of curves) {
    if (drawn.original) marks.append(line(drawn, svgLine(view, frame, drawn.xs, drawn.original), 1, 0.22));
  }
  for (const drawn of curves) marks.append(line(drawn, svgLine(view, frame, drawn.xs, drawn.ys), drawn.curve.width, 1));
  const box = s("clipPath", { id: clip }, s("rect", { x: frame.left, y: frame.top, width: frame.width, height: frame.height }));
  return withLegend(width, height, colors, legend?.element ?? null, s("defs", {}, box), bottomAxis(x, view.x, frame, colors), leftAxis(y, view.y, frame, colors), marks);
}

function line(drawn: DrawnCurve, d: string, width: number, opacity: number): SVGPathElement {
  const dash = dashOf(drawn.curve.dash, 1).join(" ");
  return s("path", { d, stroke: drawn.curve.color, "stroke-width": width, "stroke-opacity": opacity, "stroke-linejoin": "round", "stroke-dasharray": dash || null });
}

/** One row for each x that any shown curve has inside the view, one column for each curve. */
export function lineTable(content: LineContent, curves: DrawnCurve[], view: View): Table {
  const rows = new Map<number, string[]>();
  const width = curves.reduce((sum, drawn) => sum + columnsOf(drawn).length, 0);
  let column = 0;
  for (const drawn of curves) {
    const [from, to] = between(drawn.xs, view.x);
    for (const [offset, values] of columnsOf(drawn).entries()) {
      for (let at = from; at < to; at++) {
        const [x, value] = [drawn.xs[at], values[1][at]];
        if (x == null || value == null) continue;
        let row = rows.get(x);
        if (!row) rows.set(x, (row = new Array<string>(width).fill("")));
        row[column + offset] = String(value);
      }
    }
    column += columnsOf(drawn).length;
  }
  const head = curves.flatMap((drawn) => columnsOf(drawn).map(([suffix]) => `${drawn.curve.label}${suffix}`));
  const sorted = [...rows.entries()].sort((a, b) => a[0] - b[0]);
  const first = (x: number): string => (content.x.scale === "time" ? onAxis(x, "time") : String(x));
  return { head: [content.x.label || "x", ...head], rows: sorted.map(([x, row]) => [first(x), ...row]) };
}

function columnsOf(drawn: DrawnCurve): [string, (number | null)[]][] {
  const columns: [string, (number | null)[]][] = [["", drawn.ys]];
  if (drawn.original) columns.push([" (original)", drawn.original]);
  if (drawn.low && drawn.high) columns.push([" (min)", drawn.low], [" (max)", drawn.high]);
  return columns;
}
