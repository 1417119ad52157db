// What holds for every agent. An agent's plugin brings it into each situation; the suite runs it through the real
// service and looks at the outcome.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentEvent, type AgentOutcome, agentsService, type FailureClass } from '@mmm/plugin-agents/api';
import { unwrap } from '@mmm/plugin-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './host.ts';

/** Configuration that makes the agent behave so; files go to `folder`. */
type Arrange = (folder: string) => Readonly<Record<string, unknown>>;

export interface AgentSituations {
  /** Writes `made.txt` with `made`, uses at least one tool if it has tools, says `Done.` and then `@mmm:complete`. */
  readonly work: Arrange;
  /** Prints something that tells of its start, then nothing, for ever. */
  readonly hang: Arrange;
  /** Gives its result, then stays. */
  readonly stays?: Arrange;
  /** Ends with exit code 3 and without a result. */
  readonly crash: Arrange;
  /** Prints at least 32 MiB that mean nothing, then does as `work`. */
  readonly flood: Arrange;
  /** Prints bytes that are no UTF-8 and lines that make no sense, then does as `work`. */
  readonly garbage: Arrange;
  /** Refuses because of a usage limit that resets at this time, in milliseconds since the epoch. */
  readonly limit?: { readonly arrange: Arrange; readonly resetsAt: number | 'some time' };
  /** Fails in such a way. */
  readonly failures?: Partial<Record<FailureClass, Arrange>>;
  /** Its program is not there. */
  readonly missing?: Arrange;
}

export interface AgentUnderTest {
  readonly id: string;
  readonly plugin: string;
  readonly hasTools: boolean;
  readonly reportsCost: boolean;
  readonly situations: AgentSituations;
  /** Beside PATH. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** 300 ms, in minutes. */
const SOON = 0.005;

/** Registers the suite for one agent. */
export function agentConformance(agent: AgentUnderTest): void {
  describe(`the agent ${agent.id}`, () => {
    let stage: Stage;
    beforeEach(() => {
      stage = openStage(agent);
    });
    afterEach(() => stage.close());

    registerWork(agent, () => stage);
    registerEndings(agent, () => stage);
    registerFailures(agent, () => stage);
  });
}

function registerWork({ situations, hasTools, reportsCost }: AgentUnderTest, stage: () => Stage): void {
  it('changes files, says so and ends', async () => {
    const { outcome } = await stage().run(situations.work);
    expect(outcome).toMatchObject({ ok: true, failure: undefined, problem: undefined, hint: 'complete' });
    expect(outcome.text).toContain('Done.');
    expect(readFileSync(join(stage().cwd, 'made.txt'), 'utf8').trim()).toBe('made');
  });

  it('tells what happens in events and records the raw stream', async () => {
    const { events } = await stage().run(situations.work);
    const types = events.map(({ type }) => type);
    expect(types).toContain('text');
    expect(types.filter((type) => type === 'result')).toHaveLength(1);
    expect(readFileSync(stage().recordTo, 'utf8')).toContain('Done.');
  });

  it.runIf(hasTools)('pairs each use of a tool with its result', async () => {
    const { events, outcome } = await stage().run(situations.work);
    const ids = (type: AgentEvent['type']): string[] =>
      events.flatMap((event) => (event.type === type && 'id' in event ? [event.id] : []));
    expect(ids('tool-use').length).toBeGreaterThan(0);
    expect(ids('tool-result').sort()).toEqual(ids('tool-use').sort());
    expect(outcome.toolUses).toBe(ids('tool-use').length);
  });

  it(`${reportsCost ? 'knows' : 'does not know'} what it has cost`, async () => {
    const { outcome } = await stage().run(situations.work);
    if (!reportsCost) return expect(outcome.usd).toBeUndefined();
    expect(outcome.usd).toBeGreaterThan(0);
    expect(outcome.tokens.outputTokens).toBeGreaterThan(0);
  });

  it.each(['flood', 'garbage'] as const)('survives %s, whether or not anybody reads', async (name) => {
    const before = process.memoryUsage().rss;
    const outcome = await stage().runUnread(situations[name]);
    expect(outcome).toMatchObject({ ok: true, hint: 'complete' });
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });
}

function registerEndings({ situations }: AgentUnderTest, stage: () => Stage): void {
  it('is stopped with all that it started when it hangs', async () => {
    const { outcome } = await stage().run(situations.hang, { 'agent.idle_minutes': SOON });
    expect(outcome).toMatchObject({ ok: false, failure: 'hang' });
    expect(await stage().survivors()).toEqual([]);
  });

  it('is stopped when its whole time is over', async () => {
    const { outcome } = await stage().run(situations.hang, { 'agent.timeout_minutes': SOON });
    expect(outcome).toMatchObject({ ok: false, failure: 'timeout' });
  });

  it('is stopped when it is cancelled', async () => {
    const { outcome } = await stage().run(situations.hang, {}, 'cancel');
    expect(outcome).toMatchObject({ ok: false, failure: 'aborted' });
    expect(await stage().survivors()).toEqual([]);
  });

  it.runIf(situations.stays !== undefined)('keeps its result when it stays after it', async () => {
    const { outcome } = await stage().run(situations.stays ?? situations.work, {
      'agent.grace_seconds': 0.1,
    });
    expect(outcome).toMatchObject({ ok: true, failure: undefined });
    expect(await stage().survivors()).toEqual([]);
  });

  it('has failed when it ends without a result', async () => {
    const { outcome } = await stage().run(situations.crash);
    expect(outcome).toMatchObject({ ok: false, failure: 'agent-bug' });
    expect(outcome.problem).toMatch(/exit code 3/);
  });
}

function registerFailures({ id, situations }: AgentUnderTest, stage: () => Stage): void {
  const { limit, failures = {}, missing } = situations;

  it.runIf(limit !== undefined)('tells of a usage limit and when it resets', async () => {
    const { outcome, events } = await stage().run(limit?.arrange ?? situations.work);
    expect(outcome).toMatchObject({ ok: false, failure: 'usage-limit' });
    expect(events.map(({ type }) => type)).toContain('limit');
    expect(outcome.resetsAt).toEqual(limit?.resetsAt === 'some time' ? expect.any(Number) : limit?.resetsAt);
  });

  for (const [name, arrange] of Object.entries(failures)) {
    it(`tells ${name} from other failures, and what to do`, async () => {
      const { outcome } = await stage().run(arrange);
      expect(outcome).toMatchObject({ ok: false, failure: name });
      expect(outcome.problem).toMatch(new RegExp(`"${id}".*\\. .+\\.$`, 's'));
    });
  }

  it.runIf(missing !== undefined)('says what to install where its program is missing', async () => {
    const refused = await stage().refused(missing ?? situations.work);
    expect(refused).toMatchObject({ code: expect.stringMatching(/^MMM_AGENT_.*_MISSING$/) });
  });
}

interface Stage {
  /** The worktree. */
  readonly cwd: string;
  readonly recordTo: string;
  run(
    arrange: Arrange,
    config?: Readonly<Record<string, unknown>>,
    then?: 'cancel',
  ): Promise<{ readonly outcome: AgentOutcome; readonly events: readonly AgentEvent[] }>;
  runUnread(arrange: Arrange): Promise<AgentOutcome>;
  refused(arrange: Arrange): Promise<unknown>;
  survivors(): Promise<readonly number[]>;
  close(): Promise<void>;
}

function openStage(agent: AgentUnderTest): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'mmm-agent-'));
  const cwd = mkdtempSync(join(folder, 'worktree-'));
  const recordTo = join(folder, 'stream.ndjson');
  const run = randomUUID();
  let host: TestHost | undefined;

  async function start(arrange: Arrange, config: Readonly<Record<string, unknown>>, signal: AbortSignal) {
    const environment = { PATH: process.env.PATH ?? '', HOME: folder, ...agent.environment };
    host = await createTestHost({
      plugins: [agent.plugin],
      project: cwd,
      config: { ...arrange(folder), ...config },
      environment,
    });
    const request = {
      purpose: 'work' as const,
      prompt: 'Make it.',
      run,
      spec: 'conformance',
      iteration: 1,
    };
    return (await host.service(agentsService)).run(agent.id, { ...request, cwd, recordTo }, signal);
  }

  return {
    cwd,
    recordTo,
    async run(arrange, config = {}, then) {
      const stop = new AbortController();
      const running = unwrap(await start(arrange, config, stop.signal));
      const events: AgentEvent[] = [];
      for await (const event of running.events) {
        events.push(event);
        if (then === 'cancel') stop.abort();
      }
      return { outcome: await running.outcome, events };
    },
    async runUnread(arrange) {
      return await unwrap(await start(arrange, {}, new AbortController().signal)).outcome;
    },
    async refused(arrange) {
      const started = await start(arrange, {}, new AbortController().signal);
      return started.ok ? undefined : started.error;
    },
    async survivors() {
      const context = await host?.context(agent.plugin);
      const found = (await context?.processes.findByEnvironment('MMM_RUN_ID', run)) ?? [];
      return found.map(({ pid }) => pid).filter((pid) => existsSync(`/proc/${pid}/stat`));
    },
    async close() {
      await host?.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
