import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pages } from '../src/docs.ts';
import { root, sources } from '../src/workspace.ts';

describe('docs', () => {
  it('has generated pages that say what manifests and catalogues say', async () => {
    for (const { path, text } of await pages()) {
      expect(
        existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : `${path} is missing`,
      ).toBe(text);
    }
  });

  it('explains every error code that the sources make', () => {
    const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
    const codes = sources().flatMap(
      ({ path }) => readFileSync(join(root, path), 'utf8').match(/'MMM_[A-Z]+(?:_[A-Z]+)+'/g) ?? [],
    );
    const coded = codes.map((quoted) => quoted.slice(1, -1)).filter((code) => !VARIABLES.includes(code));
    expect(coded.filter((code) => !page.includes(`## ${code}\n`))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const documents = globSync(
      '{*.md,docs/**/*.md,plugins/*/README.md,packages/*/README.md,examples/**/*.md}',
      { cwd: root },
    );
    const broken = documents.flatMap((path) => {
      const links = readFileSync(join(root, path), 'utf8').matchAll(
        /\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g,
      );
      return [...links]
        .map((link) => link[1] ?? '')
        .filter((to) => !existsSync(join(root, dirname(path), to)))
        .map((to) => `${path} → ${to}`);
    });
    expect(broken).toEqual([]);
  });
});

/** Names of environment variables that look like codes. */
const VARIABLES = ['MMM_RUN_ID', 'MMM_CRASH_AT', 'MMM_AGENT_CALL', 'MMM_CHECKED_FOLDER'];
