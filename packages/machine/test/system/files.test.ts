import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemFiles } from '../../src/system/files.ts';
import { folderWith } from '../fixture.ts';

it('tells what is absent by undefined', async () => {
  const folder = folderWith({ file: 'text' });
  for (const path of [join(folder, 'nothing'), join(folder, 'file', 'below')]) {
    expect(await systemFiles.readText(path)).toBeUndefined();
    expect(await systemFiles.readBytes(path)).toBeUndefined();
    expect(await systemFiles.stat(path)).toBeUndefined();
    expect(await systemFiles.list(path)).toEqual([]);
    await systemFiles.remove(join(folder, 'nothing'));
  }
});

it('writes, reads, lists and removes', async () => {
  const folder = folderWith();
  await systemFiles.write(join(folder, 'b', 'two'), Uint8Array.of(104, 105));
  await systemFiles.makeFolder(join(folder, 'b', 'a'));
  expect(await systemFiles.list(join(folder, 'b'))).toEqual(['a', 'two']);
  expect(await systemFiles.readText(join(folder, 'b', 'two'))).toBe('hi');
  expect(await systemFiles.stat(join(folder, 'b', 'two'))).toMatchObject({ kind: 'file', bytes: 2 });
  expect((await systemFiles.stat(join(folder, 'b')))?.kind).toBe('folder');
  await systemFiles.remove(join(folder, 'b'));
  expect(readdirSync(folder)).toEqual([]);
});

it('replaces a file whole, keeps its mode, and leaves nothing beside it', async () => {
  const folder = folderWith({ file: 'old' });
  chmodSync(join(folder, 'file'), 0o640);
  await Promise.all(['one', 'two', 'three'].map((text) => systemFiles.write(join(folder, 'file'), text)));
  expect(['one', 'two', 'three']).toContain(readFileSync(join(folder, 'file'), 'utf8'));
  expect(statSync(join(folder, 'file')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder)).toEqual(['file']);
});

it('writes through a link, and cleans up after a write that fails', async () => {
  const folder = folderWith({ file: 'old', 'folder/x': '' });
  symlinkSync(join(folder, 'file'), join(folder, 'link'));
  await systemFiles.write(join(folder, 'link'), 'new');
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('new');
  expect((await systemFiles.stat(join(folder, 'link')))?.kind).toBe('link');
  await expect(systemFiles.write(join(folder, 'folder'), 'text')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['file', 'folder', 'link']);
});
