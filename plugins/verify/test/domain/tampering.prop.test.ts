import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GuardRules, suspectsOf } from '../../src/domain/tampering.ts';

const rules: GuardRules = { specPath: 'specs/01.md', specsFolder: 'specs', extra: [], allowed: [] };
const folder = fc.constantFrom('src', 'packages', 'app', 'lib', 'ünï', 'a b', 'web');
const prefix = fc.array(folder, { maxLength: 4 }).map((parts) => parts.map((part) => `${part}/`).join(''));
const guarded = fc.constantFrom(
  'a.test.ts',
  'test/helper.ts',
  '__snapshots__/a.snap',
  'login_test.go',
  'test_login.py',
  'vitest.config.ts',
  'pytest.ini',
  'Makefile',
  'package.json',
  '.github/workflows/ci.yml',
  'mmm.toml',
  'specs/01.md',
  'specs/02.md',
);
const plain = fc.constantFrom(
  'login.ts',
  'README.md',
  'main.go',
  'index.html',
  'tsconfig.json',
  'docs/guide.md',
);

describe('the guard', () => {
  it('looks at a changed or deleted guarded file however deep it stands', () => {
    fc.assert(
      fc.property(prefix, guarded, fc.constantFrom('modified', 'deleted'), (where, name, change) => {
        expect(suspectsOf([{ path: where + name, change }], rules)).toHaveLength(1);
      }),
    );
  });

  it('never looks at the code', () => {
    fc.assert(
      fc.property(prefix, plain, fc.constantFrom('added', 'modified', 'deleted'), (where, name, change) => {
        expect(suspectsOf([{ path: where + name, change }], rules)).toEqual([]);
      }),
    );
  });

  it('keeps guarding the spec and the configuration where everything is allowed', () => {
    fc.assert(
      fc.property(prefix, guarded, (where, name) => {
        const left = suspectsOf([{ path: where + name, change: 'modified' }], { ...rules, allowed: ['**'] });
        expect(left).toHaveLength(name === 'mmm.toml' || name === 'specs/01.md' ? 1 : 0);
      }),
    );
  });
});
