// What the browser keeps for one document while its tab lives; without storage, while the page lives.
const PREFIX = "runpress:";

function name(): string {
  return PREFIX + (document.body.dataset.path || location.pathname);
}

let page: Record<string, unknown> | null = null;

function load(): Record<string, unknown> {
  if (page) return page;
  try {
    page = JSON.parse(sessionStorage.getItem(name()) ?? "{}") as Record<string, unknown>;
  } catch {
    page = {};
  }
  return page;
}

export function recall<T>(key: string): T | undefined {
  return load()[key] as T | undefined;
}

export function keep(key: string, value: unknown): void {
  const all = load();
  if (value === undefined) delete all[key];
  else all[key] = value;
  try {
    sessionStorage.setItem(name(), JSON.stringify(all));
  } catch {
    // No room or no storage: the page remembers by itself.
  }
}
