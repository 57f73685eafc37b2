// Light, dark or automatic. The choice is remembered where the browser lets us; charts hear of a change.
export type Choice = "auto" | "light" | "dark";

const KEY = "runpress-theme";
export const THEME_EVENT = "runpress:theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");
let chosen: Choice | null = null;

function themeChoice(): Choice {
  if (chosen) return chosen;
  try {
    const stored = localStorage.getItem(KEY);
    return stored === "light" || stored === "dark" ? stored : "auto";
  } catch {
    return "auto"; // no storage, as in a sandboxed frame
  }
}

export function applyTheme(): void {
  const choice = themeChoice();
  const shown = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
  showTheme(shown);
}

/** Show one theme without choosing it (printing does). */
export function showTheme(shown: "light" | "dark"): void {
  if (document.documentElement.dataset.theme === shown) return;
  document.documentElement.dataset.theme = shown;
  document.dispatchEvent(new CustomEvent(THEME_EVENT));
}

function choose(choice: Choice): void {
  chosen = choice;
  try {
    if (choice === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // The choice holds for this page alone.
  }
  applyTheme();
}

const NEXT: Record<Choice, Choice> = { auto: "light", light: "dark", dark: "auto" };
const LABEL: Record<Choice, string> = { auto: "automatic", light: "light", dark: "dark" };

export function startTheme(): void {
  dark.addEventListener("change", applyTheme);
  window.addEventListener("storage", (event) => {
    if (event.key === KEY) {
      chosen = null;
      applyTheme();
      label();
    }
  });
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-theme-toggle]")) return;
    choose(NEXT[themeChoice()]);
    label();
  });
  label();
}

function label(): void {
  const choice = themeChoice();
  for (const button of document.querySelectorAll<HTMLElement>("[data-theme-toggle]")) {
    button.setAttribute("aria-label", `Colours: ${LABEL[choice]}`);
    button.title = `Colours: ${LABEL[choice]}`;
    button.dataset.choice = choice;
  }
}
