import { type Contribution, err, messageOf, ok, type PluginContext, type Result } from '@mmm/plugin-api';
import { type Agent, type AgentsService, agentPoint } from './api.ts';
import { nearest } from './domain/nearest.ts';
import { errors } from './errors.ts';
import { supervise } from './supervise.ts';

export function createAgentsService(context: PluginContext): AgentsService {
  return {
    async list() {
      const known = await context.contributions(agentPoint);
      return known.map(({ id, plugin, summary }) => ({ id, plugin, summary }));
    },
    async probe(id) {
      onlyTrusted(context);
      const found = await load(context, id);
      return found.ok ? ok(await found.value.agent.probe(found.value.context)) : found;
    },
    async run(id, request, signal) {
      onlyTrusted(context);
      const found = await load(context, id);
      if (!found.ok) return found;
      const { agent } = found.value;
      const process = await agent.prepare(request, found.value.context);
      if (!process.ok) return process;
      return ok(supervise({ id, agent, process: process.value, request, signal }, context));
    },
  };
}

/** A project's own configuration names the programs that agents are: even to ask for a version is to run one. */
function onlyTrusted(context: PluginContext): void {
  if (context.project !== undefined) context.requireProject('trusted');
}

interface LoadedAgent {
  readonly agent: Agent;
  /** Of the plugin that brings the agent. */
  readonly context: PluginContext;
}

async function load(context: PluginContext, id: string): Promise<Result<LoadedAgent>> {
  const known = await context.contributions(agentPoint);
  const found = known.find((each) => each.id === id);
  if (found === undefined) return err(unknown(id, known));
  try {
    return ok({ agent: await found.load(), context: await found.context() });
  } catch (cause) {
    const { plugin } = found;
    return err(errors.NOT_LOADED({ agent: id, plugin, problem: messageOf(cause) }, { cause }));
  }
}

function unknown(
  agent: string,
  contributions: readonly Contribution<Agent>[],
): ReturnType<typeof errors.UNKNOWN> {
  const known = contributions.map(({ id }) => id).sort();
  return errors.UNKNOWN({ agent, nearest: nearest(agent, known), known });
}
