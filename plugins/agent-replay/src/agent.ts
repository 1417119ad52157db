import { extname, join } from 'node:path';
import { type Agent, type AgentRequest, agentEnvironment, eventReader } from '@mmm/plugin-agents/api';
import { err, ok, type PluginContext, type Result } from '@mmm/plugin-api';
import { type GitService, gitService } from '@mmm/plugin-git/api';
import { stateService } from '@mmm/plugin-state/api';
import { recordedEvents, wasMade } from './domain/recording.ts';
import { errors } from './errors.ts';
import type { PlayerInput } from './player.ts';

// Built or not, the player lies beside this file.
const PLAYER = join(import.meta.dirname, `player${extname(import.meta.filename)}`);

const agent: Agent = {
  reportsCost: true,
  async probe(context) {
    const run = context.config.optionalString('replay.run');
    const hint = run === undefined ? errors.NOT_SET({}).hint : undefined;
    return { installed: run !== undefined, version: undefined, loggedIn: undefined, hint };
  },
  async prepare(request, context) {
    const run = context.config.optionalString('replay.run');
    if (run === undefined) return err(errors.NOT_SET({}));
    const input = await recorded(run, request, context);
    if (!input.ok) return input;
    return ok({
      file: process.execPath,
      args: [PLAYER],
      env: agentEnvironment(context),
      input: JSON.stringify(input.value),
    });
  },
  reader: () =>
    eventReader(
      (exitCode) => `The recorded change could not be applied (exit code ${exitCode ?? 'unknown'}).`,
    ),
};

export default agent;

async function recorded(
  run: string,
  { spec, iteration, purpose }: AgentRequest,
  context: PluginContext,
): Promise<Result<PlayerInput>> {
  const { root } = context.requireProject();
  const git = await context.services.get(gitService);
  const { journal } = await context.services.get(stateService);
  if ((await journal.run(run)) === undefined) return err(errors.UNKNOWN_RUN({ run }));
  const events = recordedEvents(await journal.events(run), spec, iteration);
  const commit = await git.resolve(root, refOf(run, spec, iteration));
  if (commit === undefined || events.length === 0) {
    return err(errors.NOT_RECORDED({ run, spec, iteration }));
  }
  const before = await git.resolve(root, refOf(run, spec, iteration - 1));
  const isChange = purpose === 'work' && commit !== before && wasMade(await journal.steps(run), commit);
  return ok({ patch: isChange ? await changeOf(git, root, commit) : '', events });
}

async function changeOf(git: GitService, root: string, commit: string): Promise<string> {
  const parent = await git.resolve(root, `${commit}^`);
  return parent === undefined ? '' : await git.diff(root, parent, commit);
}

function refOf(run: string, spec: string, iteration: number): string {
  return `refs/mmm/runs/${run}/${spec}/${iteration}`;
}
