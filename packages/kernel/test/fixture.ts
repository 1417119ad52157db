import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A new temporary folder with these files in it. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mmm-kernel-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The head of a plugin.toml; `rest` is put behind it. */
export function manifest(id: string, rest = ''): string {
  return `id = "${id}"\nversion = "1.0.0"\ndescription = "The plugin ${id}"\n${rest}\n`;
}

export const ENGINES = '[engines]\nmmm = "^0.1.0"\n';
