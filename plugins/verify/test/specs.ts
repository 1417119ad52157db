// Small specs, made by hand as the parser makes them.
import type { CheckSource, CheckToken, Criterion, Spec } from '@mmm/plugin-specs/api';
import type { CheckResult, CriterionVerdict, Verdict } from '../src/api.ts';

const at = { path: 'specs/01-login.md', line: 9, column: 3 };

/** A check from its line: `check('file', '`a.md` exists')`; a command starts with its code. */
export function check(kind: string, line: string): CheckSource {
  return {
    kind,
    tokens: tokens(line),
    source: kind === 'command' ? `check: ${line}` : `check: ${kind} ${line}`,
    at,
  };
}

export function command(line: string): CheckSource {
  return check('command', line);
}

export function criterion(ordinal: number, ...checks: readonly CheckSource[]): Criterion {
  return { key: `0000000${ordinal}`, ordinal, text: `Criterion ${ordinal}`, ticked: false, checks, at };
}

export function spec(parts: Partial<Spec> = {}): Spec {
  return {
    name: '01-login',
    number: '01',
    title: 'Login',
    path: at.path,
    priority: undefined,
    tags: [],
    dependsOn: [],
    coverage: { command: 0, file: 0, http: 0, json: 0, judge: 0, human: 0, other: 0, none: 0 },
    sha256: '',
    id: undefined,
    objective: undefined,
    criteria: [],
    gates: [],
    budget: {},
    allowChanges: [],
    content: '',
    findings: [],
    ...parts,
  };
}

export function result(verdict: CheckResult['verdict'], parts: Partial<CheckResult> = {}): CheckResult {
  return {
    kind: 'command',
    source: 'check: `npm test`',
    verdict,
    reason: verdict === 'fail' ? 'exit 1' : '',
    evidence: '',
    exitCode: verdict === 'fail' ? 1 : 0,
    outputSha256: undefined,
    durationMs: 5,
    usd: undefined,
    ...parts,
  };
}

export function verdict(name: Verdict, checks: readonly CheckResult[], ordinal = 1): CriterionVerdict {
  return {
    key: `0000000${ordinal}`,
    ordinal,
    text: `Criterion ${ordinal}`,
    verdict: name,
    vacuous: false,
    checks,
  };
}

function tokens(line: string): readonly CheckToken[] {
  return line
    .split(/(`[^`]*`)/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('`') ? { code: true, text: part.slice(1, -1) } : { code: false, text: part },
    );
}
