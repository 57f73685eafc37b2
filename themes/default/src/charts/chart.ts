// What every drawn figure can do, so that panels, menus, printing and patches need not know its kind.
import type { Figure, SmoothingKind } from "../figure";

/** What a reader has set on one panel. Handed from a panel to the one that replaces it. */
export interface PanelState {
  logX?: boolean;
  logY?: boolean;
  smoothing?: { kind: SmoothingKind; weight: number };
  hiddenCurves: string[];
  zoom: { x: [number, number] | null; y: [number, number] | null };
  /** What the zoom's axes are; a zoom over other axes is not carried over. */
  zoomAxes?: string;
  view: "plot" | "table";
}

export interface Table { head: string[]; rows: string[][] }

/**
 * Made in three steps, so that many charts can be made with one layout: the maker puts elements into
 * the page, `measure` asks how large they became, `render` draws.
 */
export interface Chart {
  measure(): void;
  render(): void;
  /** Redraw: colours of the theme, hidden runs or the state changed; or the size, which was measured before. */
  update(): void;
  destroy(): void;
  /** What is drawn now, as numbers. */
  table(): Table;
  /** What is drawn now, as a picture that stands alone. */
  picture(width: number, height: number): SVGSVGElement;
  /** Move the shared crosshair of other charts over the same axis; null takes it away. */
  follow?(x: number | null): void;
  axisKey?: string;
  has: { logX: boolean; logY: boolean; smoothing: boolean; zoom: boolean };
  /** How many hidden runs still count in what is drawn. */
  strangers?(): number;
  isZoomed?(): boolean;
  resetZoom?(): void;
}

export interface Host {
  /** Where to draw: empty, sized by the page. */
  box: HTMLElement;
  figure: Figure;
  state: PanelState;
  /** Tell the other charts of the grid where the crosshair is. */
  share(x: number | null): void;
  /** The reader changed the state: remember it, bring tools up to date. */
  changed(): void;
}

export function freshState(): PanelState {
  return { hiddenCurves: [], zoom: { x: null, y: null }, view: "plot" };
}
