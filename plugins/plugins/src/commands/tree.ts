import {
  type Cell,
  type Command,
  defineCommand,
  flag,
  hostService,
  type LoadedPlugin,
  type Tone,
  type View,
} from '@mmm/plugin-api';
import { type TreeNode, treeOf } from '../domain/tree.ts';

interface PluginTree {
  readonly version: string;
  readonly plugins: readonly LoadedPlugin[];
  /** How many nothing has asked for; they are in `plugins` with --all only. */
  readonly idle: number;
  readonly problems: readonly { readonly folder: string; readonly message: string }[];
}

const TONES: Readonly<Record<LoadedPlugin['state'], Tone>> = {
  idle: 'muted',
  active: 'good',
  failed: 'bad',
  blocked: 'bad',
};

const command: Command<PluginTree> = defineCommand<PluginTree>({
  async run(input, context) {
    const host = await context.services.get(hostService);
    const plugins = await host.plugins();
    const known = plugins.filter((plugin) => plugin.state !== 'idle');
    return {
      data: {
        version: host.version,
        plugins: flag(input, 'all') ? plugins : known,
        idle: plugins.length - known.length,
        problems: await host.problems(),
      },
    };
  },

  view({ version, plugins, idle, problems }): View {
    const shown = plugins.some((plugin) => plugin.state === 'idle') ? 0 : idle;
    return [
      {
        kind: 'line',
        cells: [
          { text: `mmm ${version}`, tone: 'strong' },
          plugins.length === 1 ? '1 plugin' : `${plugins.length} plugins`,
        ],
      },
      {
        kind: 'table',
        columns: [
          { title: 'plugin' },
          { title: 'from' },
          { title: 'state' },
          { title: 'ms', align: 'right' },
          { title: 'why' },
        ],
        rows: treeOf(plugins).map(rowOf),
      },
      ...problems.flatMap(
        ({ folder, message }): View => [
          { kind: 'gap' },
          { kind: 'line', cells: [{ text: 'problem', tone: 'bad' }, folder] },
          { kind: 'text', text: message, indent: 3 },
        ],
      ),
      ...(shown === 0 ? [] : [hint(shown)]),
    ];
  },
});

export default command;

function rowOf({ plugin, depth }: TreeNode): readonly Cell[] {
  const { id, origin, state, activationMs, because, problem } = plugin;
  return [
    `${'  '.repeat(depth)}${id}`,
    origin,
    { text: state, tone: TONES[state] },
    activationMs === undefined ? '' : activationMs.toFixed(1),
    problem === undefined ? (because ?? '') : { text: problem, tone: 'bad' },
  ];
}

function hint(idle: number): View[number] {
  const text = `${idle} more are idle: mmm plugin tree --all`;
  return { kind: 'line', cells: [{ text, tone: 'muted' }] };
}
