import { statfsSync } from 'node:fs';

// `f_type` of statfs(2), as Linux numbers them.
const NETWORK: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x01021997, '9p'],
]);

/** The name of the network file system that a folder lies on; undefined where it is a local one. */
export function networkFileSystem(folder: string): string | undefined {
  return process.platform === 'linux' ? nameOfNetworkType(statfsSync(folder).type) : undefined;
}

export function nameOfNetworkType(type: number): string | undefined {
  return NETWORK.get(type >>> 0);
}
