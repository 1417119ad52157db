import { isMmmError, type Result } from '@mmm/plugin-api';
import type { Journal, Lease } from '../src/api.ts';

export function startRun(journal: Journal, id: string, claims: readonly string[]): Promise<Result<Lease>> {
  return journal.create({ id, kind: 'loop', input: { specs: claims }, claims });
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

export async function codeOfThrown(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing thrown',
    (thrown: unknown) => (isMmmError(thrown) ? thrown.code : String(thrown)),
  );
}
