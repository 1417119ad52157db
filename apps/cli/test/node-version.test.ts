import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { complaintAbout, isSupported, NEEDED } from '../bin/node-version.js';

it.each([
  ['12.22.12', false],
  ['20.20.2', false],
  ['22.22.1', false],
  ['22.22.2', true],
  ['22.23.0', true],
  ['23.11.0', false],
  ['24.14.9', false],
  ['24.15.0', true],
  ['25.9.0', false],
  ['26.0.0', true],
  ['27.1.0', true],
])('Node %s is supported: %s', (version, expected) => {
  expect(isSupported(version)).toBe(expected);
});

it('complains in one line that says what runs, what is needed and what to type', () => {
  const complaint = complaintAbout('20.20.2', '/usr/bin/node');
  expect(complaint).toContain('/usr/bin/node is Node 20.20.2');
  expect(complaint).toContain(NEEDED);
  expect(complaint).toMatch(/Type: .*mmm$/);
  expect(complaint).not.toContain('\n');
});

it('needs what package.json says', () => {
  const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(engines.node).toBe(NEEDED);
});

it.each(['mmm.js', 'node-version.js'])('%s has no syntax that an old Node cannot read', (file) => {
  const text = readFileSync(new URL(`../bin/${file}`, import.meta.url), 'utf8');
  expect(text).not.toMatch(/\?\.[a-z[(]|\?\?|^\s*await /m);
});
