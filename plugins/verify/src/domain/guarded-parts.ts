// Manifests hold much that a spec may change and little that defines success; these say which part was touched.
import { isDeepStrictEqual } from 'node:util';
import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import type { GuardedPart } from './guarded.ts';

/** What of the guarded part differs; empty where nothing does. `after` is undefined where the file is gone. */
type Differ = (before: string, after: string | undefined) => readonly string[];

const RUNNER_KEYS = [
  'jest',
  'vitest',
  'mocha',
  'ava',
  'c8',
  'nyc',
  'tap',
  'cypress',
  'stryker',
  'babel',
  'eslintConfig',
  'eslintIgnore',
  'prettier',
  'stylelint',
  'xo',
  'wireit',
  'nx',
];
/** What npm runs by itself where a check installs the packages first. */
const INSTALL_SCRIPTS = /^(?:(?:pre|post)?install|(?:pre|post)?prepare|prepublish|dependencies)$/;
const PYTHON_TOOLS = [
  'pytest',
  'coverage',
  'tox',
  'nox',
  'ruff',
  'mypy',
  'pyright',
  'pylint',
  'flake8',
  'taskipy',
  'poe',
];
const CARGO_KEYS = ['test', 'lints', 'alias', 'bench'];

const tableSchema = z.record(z.string(), z.unknown());
type Table = z.infer<typeof tableSchema>;

export const PARTS: Readonly<Record<GuardedPart, Differ>> = {
  'package-json': (before, after) =>
    inDocuments(before, after, JSON.parse, (was, is) => [
      ...scriptChanges(tableOf(was.scripts), tableOf(is.scripts)),
      ...keyChanges('', RUNNER_KEYS, was, is),
    ]),
  'composer-json': (before, after) =>
    inDocuments(before, after, JSON.parse, (was, is) =>
      scriptChanges(tableOf(was.scripts), tableOf(is.scripts)),
    ),
  pyproject: (before, after) =>
    inDocuments(before, after, parseToml, (was, is) =>
      keyChanges('tool.', PYTHON_TOOLS, tableOf(was.tool), tableOf(is.tool)),
    ),
  cargo: (before, after) => inDocuments(before, after, parseToml, cargoChanges),
  'setup-cfg': sectionChanges,
  // A filter may show checks other content than commits hold.
  'git-attributes': (before, after) => {
    const was = filterLines(before);
    const is = filterLines(after ?? '');
    return was === is ? [] : [`filters were ${shown(was)}, are ${shown(is)}`];
  },
  vite: (before, after) => {
    const speaksOfTests = [before, after ?? ''].some((text) => /\btest\s*:|vitest/.test(text));
    return speaksOfTests && before !== after ? ['it configures the tests'] : [];
  },
};

function filterLines(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => /\b(?:filter|working-tree-encoding)\b|\[attr\]/.test(line));
  return lines.join('\n');
}

function inDocuments(
  before: string,
  after: string | undefined,
  parse: (text: string) => unknown,
  compare: (was: Table, is: Table) => readonly string[],
): readonly string[] {
  const was = documentOf(before, parse);
  if (was === undefined) return [];
  const is = after === undefined ? {} : documentOf(after, parse);
  return is === undefined ? ['it can no longer be parsed'] : compare(was, is);
}

function documentOf(text: string, parse: (text: string) => unknown): Table | undefined {
  try {
    const parsed = tableSchema.safeParse(parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function tableOf(value: unknown): Table {
  const parsed = tableSchema.safeParse(value);
  return parsed.success ? parsed.data : {};
}

/** Scripts that are new do no harm, unless npm runs them by itself: around one that was there, or to install. */
function scriptChanges(was: Table, is: Table): readonly string[] {
  const changed = Object.keys(was).flatMap((name) => changeOf(`scripts.${name}`, was[name], is[name]));
  const around = Object.keys(is).filter((name) => {
    const inner = /^(?:pre|post)(.+)$/.exec(name)?.[1];
    const runsByItself = INSTALL_SCRIPTS.test(name) || (inner !== undefined && Object.hasOwn(was, inner));
    return !Object.hasOwn(was, name) && runsByItself;
  });
  return [...changed, ...around.map((name) => `scripts.${name} is new: ${shown(is[name])}`)];
}

function keyChanges(prefix: string, keys: readonly string[], was: Table, is: Table): readonly string[] {
  return keys.flatMap((key) => changeOf(`${prefix}${key}`, was[key], is[key]));
}

function cargoChanges(was: Table, is: Table): readonly string[] {
  const auto = ['autotests', 'autobenches'];
  return [
    ...keyChanges('', CARGO_KEYS, was, is),
    ...keyChanges('package.', auto, tableOf(was.package), tableOf(is.package)),
    ...keyChanges('lib.', ['test', 'doctest', 'harness'], tableOf(was.lib), tableOf(is.lib)),
    ...keyChanges('profile.', ['test'], tableOf(was.profile), tableOf(is.profile)),
  ];
}

function changeOf(name: string, was: unknown, is: unknown): readonly string[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (was === undefined) return [`${name} is new: ${shown(is)}`];
  if (is === undefined) return [`${name} was ${shown(was)}, is gone`];
  return [`${name} was ${shown(was)}, is ${shown(is)}`];
}

const SECTION = /^\[(tool:pytest|coverage:[^\]]*|flake8|mypy[^\]]*|pylint[^\]]*|tox[^\]]*|aliases)\]/;

function sectionChanges(before: string, after: string | undefined): readonly string[] {
  const was = sectionsOf(before);
  const is = sectionsOf(after ?? '');
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => was.get(name) !== is.get(name))
    .map((name) => `[${name}] ${is.has(name) ? (was.has(name) ? 'differs' : 'is new') : 'is gone'}`);
}

function sectionsOf(text: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('[')) open = SECTION.exec(line)?.[1];
    const stripped = line.trim();
    if (open !== undefined && stripped !== '') {
      sections.set(open, `${sections.get(open) ?? ''}${stripped}\n`);
    }
  }
  return sections;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
