import type { Cell, Tone } from '@mmm/plugin-api';
import type { SpecStatus } from '@mmm/plugin-state/api';
import type { Coverage, Finding, Severity } from '../api.ts';

const KINDS = ['command', 'file', 'http', 'json', 'other', 'judge', 'human'] as const;
const GOOD: readonly SpecStatus[] = ['done', 'already-met'];
const WARN: readonly SpecStatus[] = ['running', 'paused', 'waiting'];

export const SEVERITY_TONES: Readonly<Record<Severity, Tone>> = {
  error: 'bad',
  warning: 'warn',
  info: 'muted',
};

/** `2 command, 1 judge`; a hyphen where no criterion has a check. */
export function coverageText(coverage: Coverage): string {
  const parts = KINDS.filter((kind) => coverage[kind] > 0).map((kind) => `${coverage[kind]} ${kind}`);
  return parts.join(', ') || '-';
}

export function statusCell(status: SpecStatus): Cell {
  if (status === 'pending') return status;
  const tone = GOOD.includes(status) ? 'good' : WARN.includes(status) ? 'warn' : 'bad';
  return { text: status, tone };
}

/** `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function countOf(findings: readonly Finding[], severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}
