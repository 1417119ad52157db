import { type DidHook, defineDidHook, defineWillHook, type WillHook } from '@mmm/plugin-api';
import type { VerifyReport } from '@mmm/plugin-verify/api';

/** The prompt is ready; a tap may change it. */
export const willIterate: WillHook<{
  readonly run: string;
  readonly spec: string;
  readonly iteration: number;
  readonly agent: string;
  readonly prompt: string;
}> = defineWillHook('loop:will-iterate');

/** An iteration was verified and committed. */
export const didIterate: DidHook<{
  readonly run: string;
  readonly spec: string;
  readonly iteration: number;
  readonly commit: string;
  readonly report: VerifyReport;
}> = defineDidHook('loop:did-iterate');

/** A spec's part of a run ended. `status` is the spec's new one. */
export const didFinishSpec: DidHook<{
  readonly run: string;
  readonly spec: string;
  readonly status: string;
  readonly reason: string;
}> = defineDidHook('loop:did-finish-spec');
