import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Catalog, type CatalogRequest, openCatalog } from '../src/index.ts';

export type FileTexts = Readonly<Record<string, string>>;

/** A temporary folder with these files in it, removed when the test has ended. */
export function folderWith(files: FileTexts = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mmm-kernel-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeAll(folder, files);
  return folder;
}

export function writeAll(folder: string, files: FileTexts): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

export const ENGINES = '[engines]\nmmm = "^0.1.0"\n';

/** The head of a plugin.toml; `rest` is put behind it. */
export function manifest(id: string, rest = ''): string {
  return `id = "${id}"\nversion = "1.0.0"\ndescription = "The plugin ${id}"\n${rest}\n`;
}

/** The files of a plugin with a `plugin.js` as its main. */
export function plugin(id: string, keys = '', files: FileTexts = {}, tables = ''): FileTexts {
  const all = {
    'plugin.toml': manifest(id, `main = "plugin.js"\n${keys}\n${ENGINES}${tables}`),
    'plugin.js': 'export default { activate: () => [] };',
    'package.json': '{ "type": "module" }',
    ...files,
  };
  return Object.fromEntries(Object.entries(all).map(([path, text]) => [`${id}/${path}`, text]));
}

/** The `[[commands]]` entry of a command whose path is its file's name. */
export function command(path: string, more = ''): string {
  return `[[commands]]\npath = "${path}"\nsummary = "Does ${path}"\nfile = "commands/${path}"\n${more}\n`;
}

/** The catalog of built-in plugins under `folder`, with a home folder of its own. */
export function catalogOf(
  folder: string,
  ids: readonly string[],
  more: Partial<CatalogRequest> = {},
): Promise<Catalog> {
  const home = join(folder, '.home');
  const builtIn = ids.map((id) => join(folder, id));
  const request = { home, version: '0.1.0', builtIn, root: undefined, isTrusted: async () => false };
  return openCatalog({ ...request, ...more });
}
