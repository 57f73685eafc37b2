// What the server says about itself on the body of a live page.
export const live = {
  get events(): string { return document.body.dataset.events ?? ""; },
  get edit(): string { return document.body.dataset.edit ?? ""; },
  get token(): string { return document.body.dataset.token ?? ""; },
};

export function isLive(): boolean {
  return live.events !== "";
}

export function headers(): Record<string, string> {
  return live.token ? { "X-Runpress-Token": live.token } : {};
}
