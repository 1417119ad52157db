import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock, systemFiles } from '@mmm/machine';
import { expect, it } from 'vitest';
import { createTrust, type Trust } from '../../src/trust/trust.ts';
import { folderWith } from '../fixture.ts';

const at = (home: string): Trust => createTrust({ home, files: systemFiles, clock: systemClock });

it('holds for one folder until it is taken back', async () => {
  const home = folderWith();
  const root = folderWith();
  const other = folderWith();
  expect(await at(home).isTrusted(root)).toBe(false);
  await at(home).trust(root);
  await at(home).trust(other);
  await at(home).trust(root);
  expect(await at(home).isTrusted(root)).toBe(true);
  await at(home).distrust(root);
  expect([await at(home).isTrusted(root), await at(home).isTrusted(other)]).toEqual([false, true]);
});

it('holds by whatever path the folder is reached', async () => {
  const home = folderWith();
  const root = folderWith();
  const link = join(home, 'link');
  symlinkSync(root, link);
  await at(home).trust(link);
  expect(await at(home).isTrusted(root)).toBe(true);
});

it('does not pass to another folder that takes the path', async () => {
  const home = folderWith();
  const root = join(folderWith(), 'project');
  mkdirSync(root);
  await at(home).trust(root);
  renameSync(root, `${root}-moved`);
  expect(await at(home).isTrusted(root)).toBe(false);
  mkdirSync(root);
  expect(await at(home).isTrusted(root)).toBe(false);
  expect(await at(home).isTrusted(`${root}-moved`)).toBe(false);
});

it.each(['', '{', 'null', '{"grants":{}}', '{"grants":[null,{"root":1}]}'])(
  'trusts nothing where its file is %j',
  async (text) => {
    const home = folderWith();
    const root = folderWith();
    writeFileSync(join(home, 'trust.json'), text);
    expect(await at(home).isTrusted(root)).toBe(false);
    await at(home).trust(root);
    expect(await at(home).isTrusted(root)).toBe(true);
  },
);
