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
      const agent = await load(context, id);
      return agent.ok ? ok(await agent.value.probe(context)) : agent;
    },
    async run(id, request, signal) {
      const agent = await load(context, id);
      if (!agent.ok) return agent;
      const process = await agent.value.prepare(request, context);
      if (!process.ok) return process;
      return ok(supervise({ id, agent: agent.value, process: process.value, request, signal }, context));
    },
  };
}

async function load(context: PluginContext, id: string): Promise<Result<Agent>> {
  const known = await context.contributions(agentPoint);
  const found = known.find((each) => each.id === id);
  if (found === undefined) return err(unknown(id, known));
  try {
    return ok(await found.load());
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
