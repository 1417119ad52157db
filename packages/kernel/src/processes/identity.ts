// Which process a pid means. A pid is given to another process later; boot, pid and start time name one for ever.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { ProcessIdentity } from '@mmm/plugin-api';

let ownIdentity: ProcessIdentity | undefined;
let ownBootId: string | undefined;

export function selfIdentity(): ProcessIdentity {
  ownIdentity ??= identityOf(process.pid) ?? { pid: process.pid, bootId: bootId(), startedAt: '' };
  return ownIdentity;
}

/** The identity of the process that has this pid now; undefined where there is none, or only its remains. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const startedAt = startOf(pid);
  return startedAt === undefined ? undefined : { pid, bootId: bootId(), startedAt };
}

/** Whether it still runs. One that ended and was not yet waited for does not. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!Number.isSafeInteger(identity.pid) || identity.pid <= 0) return false;
  const now = identityOf(identity.pid);
  return now !== undefined && now.bootId === identity.bootId && now.startedAt === identity.startedAt;
}

/** Live processes of this person, without this one, that have an entry in their environment. */
export async function findByEnvironment(name: string, value: string): Promise<readonly ProcessIdentity[]> {
  if (process.platform !== 'linux') return [];
  const entry = `${name}=${value}`;
  const pids = (await readdir('/proc')).filter((folder) => /^\d+$/.test(folder)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      if (pid === process.pid) return undefined;
      try {
        if ((await stat(`/proc/${pid}`)).uid !== process.getuid?.()) return undefined;
        const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
        return environment.split('\0').includes(entry) ? identityOf(pid) : undefined;
      } catch {
        // It ended in the meantime, or does not let itself be read.
        return undefined;
      }
    }),
  );
  return found.filter((identity) => identity !== undefined);
}

function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return startFromPs(pid);
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The start time (field 22) of a line of /proc/<pid>/stat; undefined for a zombie. The second field, the name of the
 * program, may hold blanks and parentheses: what follows begins after the last one.
 */
export function parseStat(line: string): string | undefined {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  return state === 'Z' || state === 'X' ? undefined : fields[19];
}

function startFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}

function bootId(): string {
  if (ownBootId === undefined) {
    try {
      ownBootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    } catch {
      ownBootId = '';
    }
  }
  return ownBootId;
}
