import { describe, expect, it } from 'vitest';
import type { GuardedPart } from '../../src/domain/guarded.ts';
import { PARTS } from '../../src/domain/guarded-parts.ts';

const SCRIPTS = '{"scripts":{"test":"vitest run","build":"tsc"}}';

describe('the guarded part of a file', () => {
  it.each<[string, GuardedPart, string, string | undefined, readonly string[]]>([
    [
      'a dependency is new',
      'package-json',
      SCRIPTS,
      '{"scripts":{"test":"vitest run","build":"tsc"},"dependencies":{"a":"1"}}',
      [],
    ],
    [
      'a script is new',
      'package-json',
      SCRIPTS,
      '{"scripts":{"test":"vitest run","build":"tsc","dev":"x"}}',
      [],
    ],
    [
      'a script differs',
      'package-json',
      SCRIPTS,
      '{"scripts":{"test":"true","build":"tsc"}}',
      ['scripts.test was "vitest run", is "true"'],
    ],
    [
      'a script is gone',
      'package-json',
      SCRIPTS,
      '{"scripts":{"build":"tsc"}}',
      ['scripts.test was "vitest run", is gone'],
    ],
    [
      'npm runs a new script when it installs',
      'package-json',
      SCRIPTS,
      '{"scripts":{"test":"vitest run","build":"tsc","prepare":"x"}}',
      ['scripts.prepare is new: "x"'],
    ],
    ['an attribute is new', 'git-attributes', '', '*.sh eol=lf\n', []],
    [
      'a filter is new',
      'git-attributes',
      '',
      'test/* filter=x\n',
      ['filters were "", are "test/* filter=x"'],
    ],
    [
      'npm runs a new script first',
      'package-json',
      SCRIPTS,
      '{"scripts":{"test":"vitest run","build":"tsc","pretest":"rm -r test"}}',
      ['scripts.pretest is new: "rm -r test"'],
    ],
    [
      'a prefix is no hook',
      'package-json',
      SCRIPTS,
      '{"scripts":{"test":"vitest run","build":"tsc","preview":"x"}}',
      [],
    ],
    [
      'a runner is configured',
      'package-json',
      '{}',
      '{"jest":{"bail":true}}',
      ['jest is new: {"bail":true}'],
    ],
    ['the file is gone', 'package-json', '{"scripts":{"a":"b"}}', undefined, ['scripts.a was "b", is gone']],
    ['the file is broken', 'package-json', SCRIPTS, '{', ['it can no longer be parsed']],
    [
      'only a script that says __proto__',
      'package-json',
      SCRIPTS,
      '{"scripts":{"test":"vitest run","build":"tsc"},"__proto__":{"jest":1}}',
      [],
    ],
    [
      'composer scripts',
      'composer-json',
      '{"scripts":{"test":"phpunit"}}',
      '{"scripts":{"test":["true"]}}',
      ['scripts.test was "phpunit", is ["true"]'],
    ],
    [
      'pytest options',
      'pyproject',
      '[tool.pytest.ini_options]\naddopts = "-x"\n',
      '[tool.pytest.ini_options]\naddopts = "--co"\n',
      ['tool.pytest was {"ini_options":{"addopts":"-x"}}, is {"ini_options":{"addopts":"--co"}}'],
    ],
    [
      'python dependencies',
      'pyproject',
      '[project]\ndependencies = []\n',
      '[project]\ndependencies = ["a"]\n',
      [],
    ],
    [
      'pytest in setup.cfg',
      'setup-cfg',
      '[metadata]\nname = a\n[tool:pytest]\naddopts = -x\n',
      '[metadata]\nname = b\n[tool:pytest]\naddopts =\n',
      ['[tool:pytest] differs'],
    ],
    ['metadata in setup.cfg', 'setup-cfg', '[metadata]\nname = a\n', '[metadata]\nname = b\n', []],
    [
      'cargo tests off',
      'cargo',
      '[package]\nname = "a"\n',
      '[package]\nname = "a"\nautotests = false\n',
      ['package.autotests is new: false'],
    ],
    ['cargo dependencies', 'cargo', '[dependencies]\n', '[dependencies]\nserde = "1"\n', []],
    ['vite without tests', 'vite', 'export default {}', 'export default { base: 1 }', []],
    [
      'vite with tests',
      'vite',
      'export default { test: {} }',
      'export default {}',
      ['it configures the tests'],
    ],
  ])('%s', (_title, part, before, after, expected) => {
    expect(PARTS[part](before, after)).toEqual(expected);
  });
});
