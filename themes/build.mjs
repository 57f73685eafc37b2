// Bundles the browser code of every theme that has some: NAME/src/*.ts and NAME/styles/theme.css
// into NAME/build/. Same sources, same bytes. Run through hatch_build.py, which finds node.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const shared = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  target: ["chrome109", "firefox115", "safari16"],
};

function tasks(folder) {
  const scripts = ["early", "page"]
    .map((name) => join(folder, "src", `${name}.ts`))
    .filter((path) => existsSync(path));
  const styles = [join(folder, "styles", "theme.css")].filter((path) => existsSync(path));
  return [
    { ...shared, entryPoints: scripts, format: "iife", outdir: join(folder, "build") },
    { ...shared, entryPoints: styles, outdir: join(folder, "build") },
  ].filter((task) => task.entryPoints.length > 0);
}

const watch = process.argv.includes("--watch");
for (const entry of readdirSync(here, { withFileTypes: true })) {
  if (!entry.isDirectory() || !existsSync(join(here, entry.name, "theme.toml"))) continue;
  for (const task of tasks(join(here, entry.name))) {
    if (watch) await (await context(task)).watch();
    else await build(task);
  }
}
