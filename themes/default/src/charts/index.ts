// One maker for each kind of drawn figure, found by its kind.
import { BarsChart } from "./bars";
import type { Chart, Host } from "./chart";
import { DotsChart } from "./dots";
import { LineChart } from "./lines";
import { ParallelChart } from "./parallel";

export const CHARTS: Record<string, (host: Host) => Chart> = {
  lines: (host) => new LineChart(host),
  dots: (host) => new DotsChart(host),
  bars: (host) => new BarsChart(host),
  parallel: (host) => new ParallelChart(host),
};
