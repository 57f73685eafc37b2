// Which runs are shown. One set for the page: eyes anywhere act on every panel, and patches keep it.
import { number } from "./format";
import { keep, recall } from "./memory";

type Listener = () => void;

const hidden = new Set<string>(recall<string[]>("hidden") ?? []);
/** Runs that the document hides at first and the reader has shown. */
const revealed = new Set<string>(recall<string[]>("revealed") ?? []);
const listeners = new Set<Listener>();

/** Whether a run is hidden, in a figure or list that hides it at first (`isAtFirst`) or one that does not. */
export function isHidden(run: string, isAtFirst = false): boolean {
  return isAtFirst ? !revealed.has(run) : hidden.has(run);
}

/** Whether a curve, bar or row is hidden: when all the runs that it stands for are. */
export function areHidden(runs: readonly string[], isAtFirst = false): boolean {
  return runs.length > 0 && (isAtFirst || hidden.size > 0) && runs.every((run) => isHidden(run, isAtFirst));
}

/** Runs that the document hides and the reader has shown. */
export function revealedRuns(): string[] {
  return [...revealed];
}

/** Which runs the reader has hidden and shown, as the preview is told. */
export function eyes(): string {
  return JSON.stringify({ hidden: [...hidden], revealed: [...revealed] });
}

function setHidden(runs: readonly string[], hide: boolean): void {
  for (const run of runs) {
    if (hide) hidden.add(run);
    else hidden.delete(run);
    if (hide) revealed.delete(run);
    else revealed.add(run);
  }
  keep("revealed", revealed.size ? [...revealed] : undefined);
  keep("hidden", hidden.size ? [...hidden] : undefined);
  refreshEyes(document);
  for (const listener of listeners) listener();
}

export function onRunsChange(listener: Listener): void {
  listeners.add(listener);
}

export function runsOf(element: HTMLElement): string[] {
  return (element.dataset.run ?? element.dataset.eye ?? "").split(" ").filter(Boolean);
}

/** Bring eyes and everything that carries `data-run` up to date. */
export function refreshEyes(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-run]")) {
    element.classList.toggle("is-run-hidden", areHidden(runsOf(element), isHiddenAtFirst(element)));
  }
  for (const eye of root.querySelectorAll<HTMLElement>(".eye[data-eye]")) {
    const runs = runsOf(eye);
    const isAtFirst = isHiddenAtFirst(eye);
    const away = runs.filter((run) => isHidden(run, isAtFirst)).length;
    eye.setAttribute("aria-pressed", away === 0 ? "true" : away === runs.length ? "false" : "mixed");
  }
  for (const list of root.querySelectorAll<HTMLElement>(".run-list")) refreshList(list);
}

function refreshList(list: HTMLElement): void {
  const all = listedRuns(list);
  const shown = shownRuns(list).length;
  const eye = list.querySelector("[data-eye-all]");
  eye?.setAttribute("aria-pressed", shown === all.length ? "true" : shown === 0 ? "false" : "mixed");
  const status = list.querySelector(".run-list-shown");
  if (status) status.textContent = `${number(shown)} of ${number(all.length)} shown`;
}

export function isHiddenAtFirst(element: Element): boolean {
  return element.closest("[data-start-hidden]") !== null;
}

function shownRuns(list: HTMLElement): string[] {
  const rows = [...list.querySelectorAll<HTMLElement>("li[data-run]:not(.is-unmatched)")];
  return rows.filter((row) => !areHidden(runsOf(row), isHiddenAtFirst(row))).flatMap(runsOf);
}

function listedRuns(list: HTMLElement): string[] {
  return [...list.querySelectorAll<HTMLElement>("li[data-run]:not(.is-unmatched)")].flatMap(runsOf);
}

export function startRuns(): void {
  document.addEventListener("click", (event) => {
    const eye = (event.target as Element).closest<HTMLElement>(".eye");
    if (!eye) return;
    event.preventDefault();
    const list = eye.closest<HTMLElement>(".run-list");
    if ("eyeAll" in eye.dataset && list) {
      setHidden(listedRuns(list), shownRuns(list).length > 0);
      return;
    }
    const runs = runsOf(eye);
    setHidden(runs, runs.some((run) => !isHidden(run, isHiddenAtFirst(eye))));
  });
  document.addEventListener("input", (event) => {
    const input = event.target as HTMLInputElement;
    if (input.classList.contains("run-search")) searchRuns(input);
  });
  refreshEyes(document);
}

function searchRuns(input: HTMLInputElement): void {
  const list = input.closest<HTMLElement>(".run-list");
  if (!list) return;
  const matches = matcher(input.value);
  for (const item of list.querySelectorAll<HTMLElement>("li[data-run]")) {
    item.classList.toggle("is-unmatched", !matches(item.querySelector(".run-name")?.textContent ?? ""));
  }
  for (const group of list.querySelectorAll<HTMLDetailsElement>(".run-group")) {
    group.classList.toggle("is-unmatched", !group.querySelector("li:not(.is-unmatched)"));
  }
  refreshList(list);
}

/** A test for a search text: a part of the text in any case, or a regular expression if it is one. */
export function matcher(search: string): (text: string) => boolean {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return () => true;
  let pattern: RegExp | null = null;
  try {
    pattern = new RegExp(search.trim(), "i");
  } catch {
    // Half a regular expression is searched for as it stands.
  }
  return (text) => text.toLowerCase().includes(wanted) || (pattern?.test(text) ?? false);
}
