// Two failures are the same when only numbers, times, ids and temporary paths tell them apart.
import { createHash } from 'node:crypto';
import type { CheckResult, CriterionVerdict } from '../api.ts';
import { plainText, salientLine } from './evidence.ts';

// Everything that varies becomes the same sign, so that 999999 and 1000000, or 2 s and 350 ms, do not differ.
const VARYING: readonly (readonly [RegExp, string])[] = [
  [/(?:\/private)?\/(?:var\/folders|var\/tmp|tmp|dev\/shm)(?:\/[^\s'"`():,]*)?/g, '#'],
  [/[A-Za-z]:\\[^\s'"`()]*\\Temp(?:\\[^\s'"`():,]*)?/gi, '#'],
  [/\b0x[0-9a-f]+\b/gi, '#'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '#'],
  [/\b[0-9a-f]{7,64}\b/gi, '#'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[-+]\d\d:?\d\d))?/g, '#'],
  [/\d+(?:[.,:_]\d+)*(?:e[-+]?\d+)?/gi, '#'],
  [/#\s?(?:ms|µs|us|ns|s|secs?|seconds?|m|min|mins|minutes?|h|hours?|am|pm)\b/gi, '#'],
  [/(?<![\w#])[-+]#/g, '#'],
  [/#(?:[:.,]#)+/g, '#'],
  [/(?:# )+#/g, '#'],
  [/\s+/g, ' '],
];

/** A line without what differs between two occurrences of the same failure. */
export function normalise(line: string): string {
  return VARYING.reduce((text, [pattern, sign]) => text.replace(pattern, sign), plainText(line)).trim();
}

/** Empty where nothing fails. */
export function failureSignature(
  criteria: readonly CriterionVerdict[],
  gates: readonly CheckResult[],
): string {
  const lines = [
    ...criteria.flatMap((criterion) =>
      criterion.checks.filter(isFailure).map((check) => `${criterion.key} ${signatureOf(check)}`),
    ),
    ...gates.filter(isFailure).map((gate) => `gate ${signatureOf(gate)}`),
  ];
  if (lines.length === 0) return '';
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

function isFailure(check: CheckResult): boolean {
  return check.verdict === 'fail' || check.verdict === 'unverifiable';
}

/** The words of a judge or of a person are never twice the same; that they said no is. */
function signatureOf(check: CheckResult): string {
  const line = `${check.verdict} ${check.kind} ${check.source}`;
  if (check.kind === 'judge') return line;
  return `${line} ${check.exitCode ?? ''} ${normalise(check.reason)} ${normalise(salientLine(check.evidence))}`;
}
