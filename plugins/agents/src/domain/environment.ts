import type { Config, Processes } from '@mmm/plugin-api';

// Both cases of the proxy names are in use, and tools differ in which they read.
const ALLOWED = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LC_*',
  'TERM',
  'TMPDIR',
  'TZ',
  'XDG_*',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
];

/**
 * The environment of an agent: a short list that every program needs, the names that the agent asks for, and
 * `agent.env_allow`. A name may end with `*`. Nothing of mmm's own passes.
 */
export function agentEnvironment(
  context: {
    readonly config: Pick<Config, 'strings'>;
    readonly processes: Pick<Processes, 'environment'>;
  },
  asked: readonly string[] = [],
): Readonly<Record<string, string>> {
  const allowed = [...ALLOWED, ...asked, ...context.config.strings('agent.env_allow')];
  return pickEnvironment(context.processes.environment, allowed);
}

/** The entries whose names are allowed; never one that starts with `MMM_`. */
export function pickEnvironment(
  environment: Readonly<Record<string, string>>,
  allowed: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !name.startsWith('MMM_') && allowed.some((pattern) => matches(name, pattern)),
    ),
  );
}

function matches(name: string, pattern: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
