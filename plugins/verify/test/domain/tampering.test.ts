import { describe, expect, it } from 'vitest';
import { guardRowOf } from '../../src/domain/classify.ts';
import { type Change, isForbiddenAddition, suspectsOf } from '../../src/domain/tampering.ts';

const rules = {
  specPath: 'specs/01-login.md',
  specsFolder: 'specs',
  extra: ['docs/api/**'],
  allowed: ['test/**'],
};
const guards = (path: string, change: Change['change'] = 'modified'): string | undefined =>
  suspectsOf([{ path, change }], rules)[0]?.guards;

describe('the guard', () => {
  it.each([
    ['the spec itself', 'specs/01-login.md', 'modified', 'spec'],
    ['the spec in a folder of the repository', 'app/specs/01-login.md', 'deleted', 'spec'],
    ['another spec', 'specs/02-export.md', 'modified', 'spec'],
    ['the configuration of mmm, even a new one', 'mmm.toml', 'added', 'mmm'],
    ['what stands under .mmm', '.mmm/commands.toml', 'added', 'mmm'],
    ['a test', 'src/a.test.ts', 'modified', 'test'],
    ['a deleted test', 'src/a.test.ts', 'deleted', 'test'],
    ['a file of verify.guard', 'docs/api/openapi.yaml', 'modified', 'test'],
    ['CI', '.github/workflows/ci.yml', 'deleted', 'ci'],
  ] as const)('looks at %s', (_title, path, change, expected) => {
    expect(guards(path, change)).toBe(expected);
  });

  it.each([
    ['a new test', 'src/b.test.ts', 'added'],
    ['a new spec', 'specs/03-new.md', 'added'],
    ['a new CI job', '.github/workflows/b.yml', 'added'],
    ['what the spec allows', 'test/login.ts', 'modified'],
    ['the code', 'src/a.ts', 'modified'],
  ] as const)('lets pass %s', (_title, path, change) => {
    expect(guards(path, change)).toBeUndefined();
  });

  it('lets no spec allow a change of itself or of the configuration', () => {
    const changes = ['specs/01-login.md', 'mmm.toml', '.mmm/config.toml'].map(
      (path): Change => ({ path, change: 'modified' }),
    );
    expect(suspectsOf(changes, { ...rules, allowed: ['**'] })).toHaveLength(3);
  });

  it('guards no Markdown where specs stand at the top of the project', () => {
    const top = { ...rules, specPath: '01-login.md', specsFolder: '' };
    expect(suspectsOf([{ path: 'README.md', change: 'modified' }], top)).toEqual([]);
  });
});

describe('a new configuration', () => {
  const forbidden = (path: string, files: readonly string[], hasTestScript = false): boolean => {
    const row = guardRowOf(path);
    if (row === undefined) throw new Error(`${path} is not guarded`);
    return isForbiddenAddition(row, path, { files, hasTestScript });
  };

  it.each([
    ['vitest.config.ts', ['src/a.test.ts'], false, true],
    ['vitest.config.ts', ['package.json'], true, true],
    ['vitest.config.ts', ['src/a.ts'], false, false],
    ['conftest.py', ['tests/test_a.py'], false, true],
    ['GNUmakefile', ['Makefile'], false, true],
    ['Makefile', ['src/a.test.ts'], false, false],
    ['src/b.test.ts', ['src/a.test.ts'], true, false],
  ])('%s beside %j (test script: %s) is tampering: %s', (path, files, script, expected) => {
    expect(forbidden(path, files, script)).toBe(expected);
  });
});
