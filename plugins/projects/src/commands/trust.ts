import { join } from 'node:path';
import {
  type Command,
  type CommandContext,
  defineCommand,
  flag,
  hostService,
  type View,
} from '@mmm/plugin-api';
import { type Setting, settingsOf } from '../domain/settings.ts';
import { readToml } from '../toml.ts';

export interface TrustChange {
  readonly root: string;
  readonly before: boolean;
  readonly now: boolean;
  /** What the project's own files set. */
  readonly settings: readonly (Setting & { readonly file: string })[];
  /** Names of folders under `.mmm/plugins`. */
  readonly plugins: readonly string[];
}

const FILES = ['mmm.toml', '.mmm/config.toml', '.mmm/commands.toml'];

const command: Command<TrustChange> = defineCommand({
  async run(input, context) {
    const { root } = context.requireProject();
    const host = await context.services.get(hostService);
    const before = await host.isTrusted(root);
    const settings = await settingsIn(context, root);
    const plugins = await context.files.list(join(root, '.mmm', 'plugins'));
    const now = !flag(input, 'revoke');
    if (now !== before) await (now ? host.trust(root) : host.distrust(root));
    return { data: { root, before, now, settings, plugins } };
  },
  view,
});

export default command;

async function settingsIn(context: CommandContext, root: string): Promise<TrustChange['settings']> {
  const found: TrustChange['settings'][number][] = [];
  for (const file of FILES) {
    const text = await context.files.readText(join(root, file));
    const toml = text === undefined ? undefined : readToml(text);
    if (toml === undefined || 'problem' in toml) continue;
    for (const setting of settingsOf(toml.tables))
      found.push({ file, key: setting.key, value: context.redact(setting.value) });
  }
  return found;
}

function view({ root, before, now, settings, plugins }: TrustChange): View {
  const verdict = now ? 'trusted' : 'not trusted';
  return [
    {
      kind: 'facts',
      rows: [
        ['project', root],
        ['trust', before === now ? `${verdict}, as before` : verdict],
        ...(plugins.length === 0 ? [] : [['plugins', plugins.join(', ')] as const]),
        ['runs', now ? 'the checks of its specs, and what these files set:' : 'nothing of its own'],
      ],
    },
    {
      kind: 'table',
      columns: [],
      rows: now ? settings.map(({ file, key, value }) => [file, key, value]) : [],
      indent: 2,
    },
  ];
}
