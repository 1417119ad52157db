import { type Cell, type Command, defineCommand } from '@mmm/plugin-api';
import { type AgentInfo, type AgentProbe, agentsService } from '../api.ts';

export interface ListedAgent extends AgentInfo, AgentProbe {
  readonly isDefault: boolean;
}

const command: Command<readonly ListedAgent[]> = defineCommand({
  async run(_input, context) {
    const agents = await context.services.get(agentsService);
    const standard = context.config.string('agent.default');
    const data = await Promise.all(
      (await agents.list()).map(async (info): Promise<ListedAgent> => {
        const probe = await agents.probe(info.id);
        const facts = probe.ok ? probe.value : { ...NOT_READY, hint: probe.error.message };
        return { ...info, ...facts, isDefault: info.id === standard };
      }),
    );
    return { data };
  },
  view(data) {
    return [
      {
        kind: 'table',
        columns: ['agent', 'version', 'ready', 'plugin', 'what it is'].map((title) => ({ title })),
        rows: data.map((agent) => [
          { text: agent.isDefault ? `${agent.id} (default)` : agent.id, tone: 'strong' },
          agent.version ?? '',
          ready(agent),
          agent.plugin,
          agent.summary,
        ]),
      },
      ...data.flatMap(({ id, hint }) =>
        hint === undefined
          ? []
          : [{ kind: 'line', cells: [{ text: `${id}: ${hint}`, tone: 'muted' }] } as const],
      ),
    ];
  },
});

export default command;

const NOT_READY: AgentProbe = { installed: false, version: undefined, loggedIn: undefined, hint: undefined };

function ready({ installed, loggedIn, hint }: ListedAgent): Cell {
  if (!installed) return { text: hint === undefined ? 'no' : 'not set up', tone: 'bad' };
  if (loggedIn === false) return { text: 'not logged in', tone: 'warn' };
  return { text: 'yes', tone: 'good' };
}
