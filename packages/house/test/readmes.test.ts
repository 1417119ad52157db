// What a page says in code is there: commands, configuration keys, errors, paths.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsOf, route } from '../../../apps/cli/src/route.ts';
import { readErrors, readManifests } from '../src/manifests.ts';
import { handwritten, packages, root } from '../src/workspace.ts';

const manifests = await readManifests();
const commands = commandsOf(manifests);
const codes = new Set((await readErrors()).map(({ code }) => code));
const keys = new Set(manifests.flatMap(({ config }) => config.map(({ key }) => key)));
const owners = new Set([...keys].map((key) => key.split('.')[0]));
const readmes = globSync('{plugins,packages,apps,examples}/*/README.md', { cwd: root }).sort();

/** Variables of the environment that look like codes, and the names of families of codes. */
const VARIABLES = /^MMM_(HOME|RUN_ID|CRASH_AT|TEST_[A-Z_]+|SELF|[A-Z]+_)$/;

describe.each([...readmes, ...handwritten()])('%s', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const inline = [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, code]) => code ?? '',
  );

  it('names errors that exist', () => {
    const named = text.match(/\bMMM_[A-Z][A-Z_]*/g) ?? [];
    expect(named.filter((code) => !codes.has(code) && !isVariable(code))).toEqual([]);
  });

  it('names commands that exist', () => {
    const named = inline.filter((code) => /^mmm [a-z]/.test(code));
    expect(named.filter((code) => !isCommand(code))).toEqual([]);
  });

  it('names configuration keys that exist', () => {
    const dotted = inline.filter((code) => /^[a-z]+\.[a-z_]+$/.test(code) && owners.has(code.split('.')[0]));
    expect(dotted.filter((key) => !keys.has(key) && !OTHERS.test(key))).toEqual([]);
  });

  it('names paths that exist', () => {
    const named = inline.filter((code) =>
      /^(packages|plugins|apps|docs|examples|bench)\/[\w./-]+$/.test(code),
    );
    expect(named.filter((at) => !existsSync(join(root, at)))).toEqual([]);
  });
});

describe.each(manifests.map((manifest) => manifest))('the README of $id', ({ id, commands: own, config }) => {
  const text = readFileSync(join(root, 'plugins', id, 'README.md'), 'utf8');

  it('names each of its commands and configuration keys', () => {
    const wanted = [...own.map(({ path }) => `\`mmm${path === '' ? '' : ` ${path}`}`)];
    expect(wanted.filter((start) => !text.includes(start))).toEqual([]);
    expect(config.map(({ key }) => `\`${key}\``).filter((key) => !text.includes(key))).toEqual([]);
  });

  it('names each of its errors', async () => {
    const owner = packages().find(({ folder }) => folder === `plugins/${id}`);
    const path = join(root, owner?.folder ?? '', 'src', 'errors.ts');
    if (!existsSync(path)) return;
    const area = /defineErrors(?:<\w+>)?\('([A-Z_]+)'/.exec(readFileSync(path, 'utf8'))?.[1];
    const areas = manifests.map((other) => other.id.toUpperCase().replaceAll('-', '_'));
    const mine = [...codes].filter(
      (code) =>
        code.startsWith(`MMM_${area}_`) &&
        !areas.some((other) => other.length > (area?.length ?? 0) && code.startsWith(`MMM_${other}_`)),
    );
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.filter((code) => !text.includes(code))).toEqual([]);
  });
});

/** Files and events, whose names look like keys. */
const OTHERS = /\.(toml|md|json|db|ts|js|sql|yaml|ended)$/;

function isVariable(name: string): boolean {
  if (VARIABLES.test(name)) return true;
  const key = name.slice('MMM_'.length).toLowerCase();
  return [...keys].some((known) => known.replaceAll('.', '_') === key);
}

function isCommand(code: string): boolean {
  const typed = code.split(' ').slice(1);
  const until = typed.findIndex((word) => !/^[a-z-]+$/.test(word) || word.startsWith('-'));
  const named = until === -1 ? typed : typed.slice(0, until);
  try {
    return route(commands, named)?.command.path !== '';
  } catch {
    return false;
  }
}
