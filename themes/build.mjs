// Bundles the browser code of every theme that has some: NAME/src/*.ts and NAME/styles/theme.css
// into NAME/build/. Same sources, same bytes. Run through hatch_build.py, which finds node.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";
import { minify } from "terser";

const here = dirname(fileURLToPath(import.meta.url));
const shared = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  // What libraries keep to themselves; our own code has no such names.
  mangleProps: /^_[a-z]\w*$/,
  logLevel: "warning",
  target: ["chrome109", "firefox115", "safari16"],
};

// The places of panels in 24 columns, as attribute selectors: pages have no `style` attributes.
// Rows beyond these are set by the page's script.
const LAST_ROW = 240;
const TALLEST = 60;

function gridRules() {
  const rules = [];
  const count = (length) => Array.from({ length }, (_, at) => at);
  for (const at of count(24)) rules.push(`[data-x="${at}"]{grid-column-start:${at + 1}}`);
  for (const at of count(24)) rules.push(`[data-w="${at + 1}"]{grid-column-end:span ${at + 1}}`);
  for (const at of count(LAST_ROW)) rules.push(`[data-y="${at}"]{grid-row-start:${at + 1}}`);
  for (const at of count(TALLEST)) rules.push(`[data-h="${at + 1}"]{grid-row-end:span ${at + 1}}`);
  const wide = rules.slice(0, 24 + 24 + LAST_ROW).map((rule) => `.panel${rule}`);
  const tall = rules.slice(24 + 24 + LAST_ROW).map((rule) => `.panel${rule}`);
  return `@container (min-width: 50.01rem){${wide.join("")}}${tall.join("")}`;
}

const gridPlugin = {
  name: "grid",
  setup(build) {
    build.onResolve({ filter: /^virtual:grid\.css$/ }, (found) => ({ path: found.path, namespace: "grid" }));
    build.onLoad({ filter: /.*/, namespace: "grid" }, () => ({ contents: gridRules(), loader: "css" }));
  },
};

// Hosts choose the size of `rem` for themselves; figures keep theirs.
function withPixels(rules) {
  return rules.replace(/(\d*\.?\d+)rem\b/g, (_, size) => `${Number(size) * 16}px`);
}

// The embedded style: every rule of a sheet below `.runpress`, so that the page around figures stays as it is.
const withinPlugin = {
  name: "within",
  setup(build) {
    build.onResolve({ filter: /^within:/ }, (found) => ({
      path: join(found.resolveDir, found.path.slice("within:".length)),
      namespace: "within",
    }));
    build.onLoad({ filter: /.*/, namespace: "within" }, ({ path }) => {
      const rules = path.endsWith("virtual-grid.css") ? gridRules() : readFileSync(path, "utf8");
      const nested = rules.replace(/^html \{/gm, "& {").replace(/^\.js /gm, ".js & ");
      return { contents: `.runpress.runpress {\n${withPixels(nested)}\n}`, loader: "css" };
    });
    build.onLoad({ filter: /tokens\.css$/ }, ({ path }) => {
      if (!build.initialOptions.entryPoints[0].endsWith("embed.css")) return undefined;
      return { contents: withPixels(readFileSync(path, "utf8")), loader: "css" };
    });
  },
};

// Scripts come out of terser a twentieth smaller than out of esbuild alone.
const smallerPlugin = {
  name: "smaller",
  setup(build) {
    build.initialOptions.write = false;
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code } = await minify(text, { ecma: 2022, toplevel: true, compress: { passes: 2 } });
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, code);
      }
    });
  },
};

function tasks(folder) {
  const scripts = ["early", "page", "embed"]
    .map((name) => join(folder, "src", `${name}.ts`))
    .filter((path) => existsSync(path));
  const styles = ["theme", "embed"]
    .map((name) => join(folder, "styles", `${name}.css`))
    .filter((path) => existsSync(path));
  return [
    { ...shared, plugins: [smallerPlugin], entryPoints: scripts, format: "iife", outdir: join(folder, "build") },
    ...styles.map((style) => ({
      ...shared,
      plugins: [gridPlugin, withinPlugin],
      entryPoints: [style],
      outdir: join(folder, "build"),
    })),
  ].filter((task) => task.entryPoints.length > 0);
}

/** The licences of what is bundled go with the bundle. */
function writeLicences(folder, inputs) {
  const names = new Set();
  for (const input of inputs) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) names.add(found[1]);
  }
  const texts = [...names].sort().map((name) => {
    const file = readdirSync(join(here, "node_modules", name)).find((one) => /^licen[cs]e/i.test(one));
    return `${name}\n\n${readFileSync(join(here, "node_modules", name, file), "utf8").trim()}\n`;
  });
  mkdirSync(join(folder, "build"), { recursive: true });
  writeFileSync(join(folder, "build", "licences.txt"), texts.join("\n\n"));
}

const watch = process.argv.includes("--watch");
for (const entry of readdirSync(here, { withFileTypes: true })) {
  if (!entry.isDirectory() || !existsSync(join(here, entry.name, "theme.toml"))) continue;
  const folder = join(here, entry.name);
  const inputs = [];
  for (const task of tasks(folder)) {
    if (watch) await (await context(task)).watch();
    else inputs.push(...Object.keys((await build({ ...task, metafile: true })).metafile.inputs));
  }
  if (inputs.length) writeLicences(folder, inputs);
}
