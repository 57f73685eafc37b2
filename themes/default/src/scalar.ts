// Numbers made of runs are worked out anew when a reader hides or shows one.
import type { Figure, ScalarContent } from "./figure";
import { count, onAxis } from "./format";
import { isHidden } from "./runs";
import { aggregate } from "./statistics";

const DIGITS = 4;

export function drawScalar(element: HTMLElement, figure: Figure): void {
  const content = figure.content as ScalarContent;
  const shown = content.values.filter(([run]) => !isHidden(run));
  const added = content.hiddenValues.filter(([run]) => !isHidden(run, true));
  const isAsMade = !added.length && shown.length === content.values.length;
  write(element.querySelector(".scalar-value"), content, [...shown, ...added], isAsMade ? content.text : null);
  const label = element.querySelector(".scalar-label");
  if (label && content.head) label.textContent = isAsMade ? content.label : `${content.head} of ${count(shown.length + added.length, "run")}`;
  const parts = element.querySelectorAll(".scalar-parts b");
  for (const [at, part] of content.parts.entries()) {
    const own = shown.filter(([run]) => part.runs.includes(run));
    write(parts[at] ?? null, content, own, own.length === part.runs.length ? part.text : null);
  }
}

/** Write a number of runs; as the figure has it, where these are the runs that it was made of. */
function write(box: Element | null, content: ScalarContent, pairs: [string, number][], asMade: string | null): void {
  const value = aggregate(content.aggregate, pairs.map(([, one]) => one));
  const text = asMade || (value === undefined ? "–" : onAxis(value, content.scale, DIGITS));
  if (box) box.textContent = text;
  box?.classList.toggle("is-long", text.length > 7);
}
