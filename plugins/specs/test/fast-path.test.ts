// Listing specs is on the path where start-up counts: what it imports before anything has to be parsed stays small.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const SOURCES = resolve(import.meta.dirname, '../src');

function importsOf(file: string, seen: Set<string>): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, clause = '', from = ''] of text.matchAll(
    /^(?:import|export)\s+([^'";]*?)\s*from\s+'([^']+)'/gm,
  )) {
    if (clause.startsWith('type ')) continue;
    if (from.startsWith('.')) importsOf(join(dirname(file), from), seen);
    else seen.add(from);
  }
  return seen;
}

it.each(['plugin.ts', 'commands/list.ts'])('%s imports no parser', (file) => {
  const packages = [...importsOf(join(SOURCES, file), new Set())].filter((name) => !name.startsWith('/'));
  expect(packages.filter((name) => !/^(?:node:path|@mmm\/plugin-(?:api|state\/api))$/.test(name))).toEqual(
    [],
  );
});
