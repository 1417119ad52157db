import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTestHost, type TestHost, type TestHostOptions } from '@mmm/test-kit';

/** A project in a temporary folder, and a host with the specs plugin over it. */
export interface SpecProject extends AsyncDisposable {
  readonly root: string;
  readonly host: TestHost;
  write(path: string, content: string | Uint8Array): void;
}

export type SpecFiles = Readonly<Record<string, string | Uint8Array>>;

export async function specProject(
  files: SpecFiles = {},
  options: Partial<TestHostOptions> = {},
): Promise<SpecProject> {
  const root = mkdtempSync(join(tmpdir(), 'mmm-specs-'));
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  const host = await createTestHost({ plugins: ['specs'], project: root, ...options });
  return {
    ...{ root, host, write },
    async [Symbol.asyncDispose]() {
      await host.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** A small right spec; `dependsOn` as in front matter. */
export function specFile(title: string, dependsOn: string = '[]'): string {
  return `---
depends_on: ${dependsOn}
---
# Feature: ${title}
## Objective
${title} works.
## Acceptance Criteria
- [ ] ${title} is there
  - check: \`npm test\`
- [ ] ${title} is clear
  - judge: Is it clear?
`;
}

/** The error that a command or a call ends with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (thrown) {
    return thrown;
  }
  throw new Error('it did not fail');
}
