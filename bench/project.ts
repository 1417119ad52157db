// Throw-away projects to measure with.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Sandbox } from './measure.ts';

export interface Project extends Sandbox, Disposable {}

/** A project in a temporary folder, with a home folder of its own beside it. */
export function project(files: Readonly<Record<string, string>>): Project {
  const folder = mkdtempSync(join(tmpdir(), 'mmm-bench-'));
  const cwd = join(folder, 'project');
  const home = join(folder, 'home');
  mkdirSync(home);
  for (const [path, text] of Object.entries({ 'mmm.toml': '', '.gitignore': '.mmm/\n', ...files })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return { cwd, home, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** So many small specs as files. */
export function specs(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const number = String(index + 1).padStart(5, '0');
      return [`specs/${number}-feature.md`, specText(number)];
    }),
  );
}

function specText(number: string): string {
  return `# Feature: Number ${number}

## Objective
A feature that is as long as many are: a heading, an objective, criteria with checks, some details.

## Acceptance Criteria
- [ ] The file of feature ${number} exists
  - check: file \`src/${number}.ts\` contains \`export\`
- [ ] Its tests pass
  - check: \`npm test -- ${number}\`
- [ ] It is documented

## Technical Details
Nothing that a parser would find hard.
`;
}
