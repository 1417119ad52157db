// Commits need a name and an address. The user's own are used where git has them; else mmm signs.
import { fieldsOf } from './domain/output.ts';
import type { Git, GitCall } from './git.ts';

const FALLBACK = { name: 'mmm', email: 'mmm@localhost' } as const;
const KEYS = String.raw`^((user|author|committer)\.(name|email)|init\.defaultbranch)$`;

export interface Identity {
  /** Environment entries for what is not configured; empty where all is. */
  readonly env: Readonly<Record<string, string>>;
  readonly defaultBranch: string | undefined;
}

/** Reads the configuration that applies at a place. */
export async function readIdentity(
  git: Git,
  at: Pick<GitCall, 'cwd' | 'place'>,
  own: Readonly<Record<string, string>>,
): Promise<Identity> {
  const { stdout } = await git({ ...at, args: ['config', '-z', '--get-regexp', KEYS], accept: [0, 1] });
  const configured = new Map(fieldsOf(stdout).map(keyAndValue));
  const env: Record<string, string> = {};
  for (const role of ['author', 'committer'] as const) {
    for (const part of ['name', 'email'] as const) {
      const variable = `GIT_${role}_${part}`.toUpperCase();
      const known = configured.get(`${role}.${part}`) || configured.get(`user.${part}`) || own[variable];
      if (known === undefined || known === '') env[variable] = FALLBACK[part];
    }
  }
  return { env, defaultBranch: configured.get('init.defaultbranch') };
}

function keyAndValue(field: string): [key: string, value: string] {
  const at = field.indexOf('\n');
  return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
}
