import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Tampering, verifyService } from '../src/api.ts';
import { commit, git, open, type ProjectOptions, repository, write } from './project.ts';
import { spec } from './specs.ts';

const BASE = {
  'src/login.ts': 'export {};\n',
  'src/login.test.ts': 'expect(1).toBe(1);\n',
  'package.json': '{"scripts":{"test":"vitest run"}}',
  'specs/01-login.md': '# Login\n',
  'docs/api.md': 'GET /\n',
};

async function tampering(
  change: (root: string) => void,
  parts: Parameters<typeof spec>[0] = {},
  options: ProjectOptions = {},
): Promise<readonly Tampering[]> {
  const root = repository(BASE);
  const base = git(root, 'rev-parse', 'HEAD');
  change(root);
  const after = commit(root);
  const host = await open(root, options);
  const service = await host.service(verifyService);
  return service.tampering({ root, spec: spec(parts), base, commit: after });
}

describe('tampering', () => {
  it('is not seen in honest work', async () => {
    const found = await tampering((root) =>
      write(root, {
        'src/login.ts': 'export const login = 1;\n',
        'src/logout.test.ts': 'expect(1).toBe(1);\n',
        'package.json': '{"scripts":{"test":"vitest run","dev":"vite"},"dependencies":{"vite":"8"}}',
      }),
    );
    expect(found).toEqual([]);
  });

  it('is a weakened test, a changed script, a touched spec and a new runner configuration', async () => {
    const found = await tampering((root) =>
      write(root, {
        'src/login.test.ts': '',
        'package.json': '{"scripts":{"test":"true"}}',
        'specs/01-login.md': '# Login, but easier\n',
        'vitest.config.ts': 'export default { test: { exclude: ["**"] } };\n',
      }),
    );
    expect(found).toEqual([
      {
        path: 'package.json',
        change: 'modified',
        guards: 'scripts',
        detail: 'scripts.test was "vitest run", is "true"',
      },
      { path: 'specs/01-login.md', change: 'modified', guards: 'spec', detail: undefined },
      { path: 'src/login.test.ts', change: 'modified', guards: 'test', detail: undefined },
      { path: 'vitest.config.ts', change: 'added', guards: 'runner', detail: undefined },
    ]);
  });

  it('is a test that was moved away', async () => {
    const found = await tampering((root) => {
      rmSync(join(root, 'src/login.test.ts'));
      write(root, { 'src/login.txt': 'expect(1).toBe(1);\n' });
    });
    expect(found).toMatchObject([{ path: 'src/login.test.ts', change: 'deleted', guards: 'test' }]);
  });

  it('is a change of what verify.guard names', async () => {
    const found = await tampering(
      (root) => write(root, { 'docs/api.md': 'POST /\n' }),
      {},
      {
        config: { 'verify.guard': ['docs/**'] },
      },
    );
    expect(found).toMatchObject([{ path: 'docs/api.md', detail: 'guarded by verify.guard' }]);
  });

  it('is lifted by the spec for tests, and not for the spec itself', async () => {
    const found = await tampering(
      (root) => write(root, { 'src/login.test.ts': '', 'specs/01-login.md': '# Easier\n' }),
      { allowChanges: ['**'] },
    );
    expect(found).toMatchObject([{ path: 'specs/01-login.md', guards: 'spec' }]);
  });
});
