#!/usr/bin/env node
// Builds the workspace package in the current folder: src/ to dist/, one entry for each file that something outside
// of the package opens, shared code in chunks, declarations for what others import.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { parse } from 'smol-toml';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const role = manifest.mmm.role;

// These start workers or load parts of themselves by file name; everything else is bundled, which is what makes mmm
// start fast.
const NEVER_BUNDLED = ['jiti', 'pino'];
// This one looks for its compiled half from where it lies itself, which in a bundle is somewhere else.
const FINDS_ITS_NATIVE_FILE = /[\\/]better-sqlite3[\\/]lib[\\/]binding\.js$/;
// A library's consumers bring its dependencies themselves; a plugin or an app is started as it is.
const LIBRARY_ROLES = ['api', 'machine', 'kernel', 'tool'];

const external = LIBRARY_ROLES.includes(role)
  ? Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  : NEVER_BUNDLED;

rmSync('dist', { recursive: true, force: true });
const input = {
  platform: 'node',
  external: (id) =>
    id.startsWith('node:') || external.some((name) => id === name || id.startsWith(`${name}/`)),
  // The ECMAScript form of a package needs no runtime for CommonJS.
  resolve: { mainFields: ['module', 'main'] },
  plugins: [
    { name: 'native-file', transform: { filter: { id: FINDS_ITS_NATIVE_FILE }, handler: findFromBundle } },
  ],
};
const chunks = await chunksByRoot();
const bundle = await rolldown({
  ...input,
  input: entries(),
  preserveEntrySignatures: 'allow-extension',
  onLog: (level, log) => {
    // A library may put off what the app needs at once.
    if (level === 'warn' && log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT')
      throw new Error(`${manifest.name}: ${log.message}`);
  },
});
const { output } = await bundle.write({
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: {
    groups: [{ name: (id) => chunks.get(id), debugName: 'by root' }],
    includeDependenciesRecursively: false,
  },
  plugins: [{ name: 'cheap-builtins', renderChunk: cheapBuiltins }],
  minify: role === 'app' ? 'dce-only' : false,
  sourcemap: false,
});
await bundle.close();
if (role === 'app') moduleMap();
declarations();

/**
 * Opening a file costs more than reading some more of it: what a start loads anyway goes into few files. A module stands
 * in the chunk of the first root that uses it, however far away; what is imported on demand stands apart.
 */
async function chunksByRoot() {
  const chunks = new Map();
  for (const [name, root] of roots())
    for (const id of await usedBy(root)) if (!chunks.has(id)) chunks.set(id, name);
  return chunks;
}

function roots() {
  if (role === 'plugin') return existsSync('src/plugin.ts') ? [['plugin', 'src/plugin.ts']] : [];
  if (role !== 'app') return [];
  const named = ['main', 'start', 'run-command'].map((name) => [name, `src/${name}.ts`]);
  // Most commands open a database.
  return [...named, ['run-command', join(import.meta.dirname, '../machine/src/db.ts')]];
}

/** Bundled by itself, a root shows what is left of its imports, and of theirs, when all that nobody uses is gone. */
async function usedBy(root) {
  const alone = await rolldown({ ...input, input: root, onLog: () => {} });
  const { output: files } = await alone.generate({ format: 'esm' });
  await alone.close();
  const used = new Set();
  const visit = (fileName) => {
    const file = files.find((each) => each.fileName === fileName);
    for (const id of file?.moduleIds ?? []) used.add(id);
    file?.imports.forEach(visit);
  };
  visit(files.find(({ isEntry }) => isEntry).fileName);
  return used;
}

/** An import of a builtin reads all of its exports, and with them loads what hides behind getters. This reads those used. */
function cheapBuiltins(code) {
  return code.replace(/^import (.+) from "(node:[^"]+)";$/gm, (line, what, builtin) => {
    const [, name, names] = /^(?:(?:\* as )?([\w$]+))?(?:, )?(?:\{([^}]*)\})?$/.exec(what) ?? [];
    if ((name ?? names) === undefined || names?.includes('default as ')) return line;
    const source = `process.getBuiltinModule("${builtin}")`;
    const used = names?.replaceAll(' as ', ': ');
    return [
      ...(name === undefined ? [] : [`const ${name} = ${source};`]),
      ...(used === undefined ? [] : [`const {${used}} = ${source};`]),
    ].join(' ');
  });
}

function findFromBundle(code) {
  return `const __dirname = require("node:path").dirname(require.resolve("better-sqlite3"));\n${code}`;
}

function entries() {
  const files = [...(role === 'plugin' ? pluginFiles() : [role === 'app' ? 'main' : 'index'])];
  files.push(...(manifest.mmm.entries ?? []));
  return Object.fromEntries(files.map((file) => [file, `src/${file}.ts`]));
}

function pluginFiles() {
  const plugin = parse(readFileSync('plugin.toml', 'utf8'));
  const contributed = Object.values(plugin.contributes ?? {}).flat();
  const named = [...(plugin.commands ?? []), ...(plugin.taps ?? []), ...contributed].map(({ file }) => file);
  return [...named, ...['plugin', 'api'].filter((file) => existsSync(`src/${file}.ts`))];
}

/** Which modules each file of dist/ holds; the cold-start test reads it. */
function moduleMap() {
  const files = output.map(({ fileName, moduleIds = [] }) => [
    fileName,
    moduleIds.map((id) => relative('../..', id)),
  ]);
  writeFileSync('dist/modules.json', JSON.stringify(Object.fromEntries(files), undefined, 2));
}

function declarations() {
  const names = role === 'plugin' ? ['api'] : ['index', ...(manifest.mmm.entries ?? [])];
  const typed = names.map((name) => `src/${name}.ts`).filter((file) => existsSync(file));
  if (role === 'app' || typed.length === 0) return;
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const options = '--ignoreConfig --declaration --emitDeclarationOnly --noCheck --outDir dist --rootDir src';
  const language = '--target es2024 --module nodenext --types node --strict --allowImportingTsExtensions';
  const args = [
    tsc,
    ...typed,
    ...`${options} ${language} --rewriteRelativeImportExtensions --skipLibCheck`.split(' '),
  ];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
