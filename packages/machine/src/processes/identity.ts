// Which process a pid means. A pid is given to another process later; boot, pid and start time name one for ever.
import fs, { readFileSync } from 'node:fs';
import type { ProcessIdentity } from '@mmm/plugin-api';
import { childProcess } from '../system/builtins.ts';

let ownIdentity: ProcessIdentity | undefined;
let ownBootId: string | undefined;

export function selfIdentity(): ProcessIdentity {
  ownIdentity ??= identityOf(process.pid) ?? { pid: process.pid, bootId: bootId(), startedAt: '' };
  return ownIdentity;
}

/** The identity of the process that has this pid now, also where it ended and was not yet waited for. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const facts = factsOf(pid);
  return facts && { pid, bootId: bootId(), startedAt: facts.startedAt };
}

/** Whether it still runs. One that ended and was not yet waited for does not. */
export function isAlive({ pid, bootId: boot, startedAt }: ProcessIdentity): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || boot !== bootId()) return false;
  const facts = factsOf(pid);
  return facts?.running === true && facts.startedAt === startedAt;
}

/** Live processes of this person, without this one, that have an entry in their environment. */
export async function findByEnvironment(name: string, value: string): Promise<readonly ProcessIdentity[]> {
  if (process.platform !== 'linux') return [];
  const entry = `${name}=${value}`;
  const pids = (await fs.promises.readdir('/proc')).filter((folder) => /^\d+$/.test(folder)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      if (pid === process.pid) return undefined;
      try {
        if ((await fs.promises.stat(`/proc/${pid}`)).uid !== process.getuid?.()) return undefined;
        const environment = await fs.promises.readFile(`/proc/${pid}/environ`, 'utf8');
        return environment.split('\0').includes(entry) ? identityOf(pid) : undefined;
      } catch {
        // It ended in the meantime, or does not let itself be read.
        return undefined;
      }
    }),
  );
  return found.filter((identity) => identity !== undefined);
}

interface Facts {
  readonly startedAt: string;
  readonly running: boolean;
}

function factsOf(pid: number): Facts | undefined {
  try {
    return process.platform === 'linux'
      ? parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      : parsePs(
          childProcess().execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }),
        );
  } catch {
    // No process has this pid.
    return undefined;
  }
}

/**
 * State and start time (fields 3 and 22) of a line of /proc/<pid>/stat. The second field, the name of the program, may
 * hold blanks and parentheses: what follows begins after the last one.
 */
export function parseStat(line: string): Facts {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { startedAt: fields[19] ?? '', running: !/^[ZX]/i.test(fields[0] ?? '') };
}

function parsePs(output: string): Facts {
  const [, state = '', startedAt = ''] = /^\s*(\S+)\s+(.*?)\s*$/.exec(output) ?? [];
  return { startedAt, running: !state.startsWith('Z') };
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
