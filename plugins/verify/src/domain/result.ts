import type { CheckSource } from '@mmm/plugin-specs/api';
import type { CheckResult } from '../api.ts';

type Told = Pick<CheckResult, 'verdict' | 'reason'> & Partial<CheckResult>;

/** A result with everything that a check without process, output and cost has not. */
export function resultOf(check: CheckSource, told: Told): CheckResult {
  return {
    kind: check.kind,
    source: check.source,
    verdict: told.verdict,
    reason: told.reason,
    evidence: told.evidence ?? '',
    exitCode: told.exitCode,
    outputSha256: told.outputSha256,
    durationMs: told.durationMs ?? 0,
    usd: told.usd,
  };
}
