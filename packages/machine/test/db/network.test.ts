import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { nameOfNetworkType, networkFileSystem } from '../../src/db/network.ts';

it.each([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [-0x00acb2be, 'SMB'],
  [0x517b, 'SMB'],
  [0x01021997, '9p'],
  [0xef53, undefined],
])('knows the file system type %i', (type, name) => {
  expect(nameOfNetworkType(type)).toBe(name);
});

it('takes a local folder for local', () => {
  expect(networkFileSystem(tmpdir())).toBeUndefined();
});
