// The form of figures, as `runpress.figures` writes them: absent is None, null is a missing number.
export type Numbers = (number | null)[];
export type ScaleKind = "linear" | "log" | "time" | "duration";
export type Dash = "solid" | "dashed" | "dotted" | "dotdash" | "dotdotdash" | "points";
export type SmoothingKind = "exponentialTimeWeighted" | "exponential" | "gaussian" | "average" | "none";

export interface Axis { label: string; scale: ScaleKind; low?: number; high?: number }
export interface Smoothing { kind: SmoothingKind; weight: number; showOriginal: boolean }
export interface GradientStop { offset: number; color: string }

/** The runs of a group's curve one by one; those in `hidden` count once a reader shows them. */
export interface Members { x: number; runs: string[]; y: Numbers[]; low: Numbers[]; high: Numbers[]; hidden: string[] }
export interface Curve {
  id: string; label: string; color: string; x: number; y: Numbers; runs: string[]; group: string; metric: string;
  original?: Numbers; low?: Numbers; high?: Numbers; dash: Dash; width: number; points: number; crosshair?: string; hidden?: boolean;
  members?: Members;
}
export interface LineContent {
  kind: "lines"; x: Axis; y: Axis; xs: Numbers[]; curves: Curve[]; plot: "line" | "stacked-area" | "pct-area";
  legend?: { position: "north" | "south" | "east" | "west" }; smoothing: Smoothing; xKey: string; aggregate: string; area: string; limits?: [number, number];
}
export interface Dot { run: string; label: string; color: string; x: number; y: number; z?: number; group: string; hidden?: boolean }
export interface Rule { label: string; x: Numbers; y: Numbers }
export interface ScatterContent { kind: "dots"; x: Axis; y: Axis; z?: Axis; dots: Dot[]; rules: Rule[]; gradient: GradientStop[] }
export interface Bar {
  id: string; label: string; color: string; value?: number; runs: string[]; group: string; metric: string; low?: number; high?: number;
  quartiles?: [number, number, number, number, number]; outliers: number[]; density: [number, number][]; values: [string, number][]; hiddenValues: [string, number][]; hidden?: boolean;
}
export interface BarContent {
  kind: "bars"; value: Axis; categoryLabel: string; bars: Bar[]; plot: "bar" | "boxplot" | "violin"; orientation: "horizontal" | "vertical"; aggregate: string; area: string;
}
export interface ScalarPart { label: string; color: string; value: number; text: string; group: string; runs: string[] }
export interface ScalarContent {
  kind: "scalar"; label: string; value?: number; text: string; low?: number; high?: number; aggregate: string; values: [string, number][]; hiddenValues: [string, number][]; scale: ScaleKind;
  fontSize: string; parts: ScalarPart[]; head: string;
}
export interface ParallelAxis { label: string; scale: "linear" | "log" | "category"; inverted: boolean; categories: string[] }
export interface ParallelLine { run: string; label: string; color: string; values: Numbers; group: string; hidden?: boolean }
export interface ParallelContent { kind: "parallel"; axes: ParallelAxis[]; lines: ParallelLine[]; gradient: GradientStop[] }

export type DrawnContent = LineContent | ScatterContent | BarContent | ScalarContent | ParallelContent;
export interface Figure { content: DrawnContent; title: string; alt: string; notes: string[] }

/** Read the data that stands in a figure's element. */
export function readFigure(element: Element): Figure | null {
  const data = element.querySelector(":scope > script.figure-data");
  return data?.textContent ? (JSON.parse(data.textContent) as Figure) : null;
}
