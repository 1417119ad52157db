// What every part of a run works with: the services, the lease, and how to tell what happens.

import { type AgentsService, agentsService } from '@mmm/plugin-agents/api';
import type { CommandContext, ProgressEvent } from '@mmm/plugin-api';
import { type GitService, gitService } from '@mmm/plugin-git/api';
import { type SpecsService, specsService } from '@mmm/plugin-specs/api';
import { type Journal, type Json, type Lease, type NewEvent, stateService } from '@mmm/plugin-state/api';
import { type VerifyService, verifyService } from '@mmm/plugin-verify/api';
import type { RunInput } from '../domain/input.ts';
import type { Pool } from '../domain/pool.ts';

export interface Services {
  readonly journal: Journal;
  readonly git: GitService;
  readonly specs: SpecsService;
  readonly verify: VerifyService;
  readonly agents: AgentsService;
}

export interface Engine extends Services {
  readonly context: CommandContext;
  readonly root: string;
  readonly lease: Lease;
  readonly input: RunInput;
  /** Aborts on interruption and when the run as a whole has to stop. */
  readonly signal: AbortSignal;
  /** Stops the run as a whole: every spec ends where it is, resumable. */
  stop(reason: RunStop): void;
  /** The run's budget over all its specs. */
  readonly pool: Pool;
  /** Lets one merge happen at a time. */
  merging<T>(work: () => Promise<T>): Promise<T>;
}

/** Why a run as a whole stops before its specs have ended. */
export interface RunStop {
  readonly status: 'interrupted' | 'paused' | 'failed';
  readonly reason: string;
  readonly hint?: string;
}

/** Thrown inside of a spec's work when the run stops; it carries nothing, the run knows why. */
export class Stopped extends Error {}

export async function services(context: CommandContext): Promise<Services> {
  const state = await context.services.get(stateService);
  return {
    journal: state.journal,
    git: await context.services.get(gitService),
    specs: await context.services.get(specsService),
    verify: await context.services.get(verifyService),
    agents: await context.services.get(agentsService),
  };
}

/** Records events in the journal and shows them. */
export async function record(engine: Engine, events: readonly NewEvent[]): Promise<void> {
  await engine.journal.record(engine.lease, events);
  for (const event of events) show(engine, event);
}

/** Shows an event without recording it. */
export function show(engine: Engine, event: NewEvent): void {
  const data = typeof event.data === 'object' && event.data !== null ? event.data : {};
  const shown: ProgressEvent = { ...data, type: event.type, run: engine.lease.run };
  engine.context.emit(shown);
}

export function event(type: string, data: Readonly<Record<string, unknown>>): NewEvent {
  // Events are built from plain data; a round trip drops what JSON cannot hold.
  return { type, data: JSON.parse(JSON.stringify(data)) as Json };
}
