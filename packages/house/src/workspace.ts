// The workspace as files: every package with its role, and every source file with what it imports.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const root: string = join(import.meta.dirname, '..', '..', '..');

export interface WorkspacePackage {
  readonly name: string;
  readonly role: string;
  readonly folder: string;
  readonly dependencies: readonly string[];
}

export function packages(): readonly WorkspacePackage[] {
  return globSync('{packages,plugins,apps}/*/package.json', { cwd: root })
    .sort()
    .map((path) => {
      // Our own package.json files; their shape is what the tests on them are about.
      const manifest = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
        name: string;
        mmm?: { role?: string };
        dependencies?: Record<string, string>;
      };
      return {
        name: manifest.name,
        role: manifest.mmm?.role ?? 'none',
        folder: dirname(path),
        dependencies: Object.keys(manifest.dependencies ?? {}),
      };
    });
}

export interface SourceFile {
  /** Relative to the repository's root, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly string[];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export function sources(pattern = '{packages,plugins,apps}/*/src/**/*.ts'): readonly SourceFile[] {
  return globSync(pattern, { cwd: root, exclude: (path) => path.includes('node_modules') })
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const imports = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
      return {
        path: relative(root, join(root, path)).replaceAll('\\', '/'),
        lines: text.split('\n').length - 1,
        imports,
      };
    });
}

/** Pages under docs/ that `npm run docs` makes. */
export const GENERATED: readonly string[] = [
  'docs/commands.md',
  'docs/config.md',
  'docs/errors.md',
  'docs/hooks.md',
];

/** The pages for people that are written by hand. */
export function handwritten(): readonly string[] {
  return globSync('{README.md,CONTRIBUTING.md,docs/**/*.md}', { cwd: root })
    .filter((path) => !GENERATED.includes(path))
    .sort();
}
