import { join } from 'node:path';
import { type CommandInput, EXIT, type ProgressEvent } from '@mmm/plugin-api';
import { onTestFinished } from 'vitest';
import { createHost, type HostOptions, type PluginHost } from '../../src/index.ts';
import { catalogOf } from '../fixture.ts';

export interface Ran {
  readonly data: unknown;
  readonly exit: number;
  readonly events: readonly ProgressEvent[];
}

export interface TestedHost extends PluginHost {
  run(path: string, input?: Partial<CommandInput>, signal?: AbortSignal): Promise<Ran>;
}

/** A host over built-in plugins under `folder`, closed when the test has ended. */
export async function hostOf(
  folder: string,
  ids: readonly string[],
  options: Partial<HostOptions> = {},
): Promise<TestedHost> {
  const home = join(folder, '.home');
  const cwd = options.cwd ?? folder;
  const host = createHost({
    catalog: await catalogOf(folder, ids),
    version: '0.1.0',
    ...{ home, cwd, environment: {} },
    self: { file: process.execPath, args: [] },
    ...options,
  });
  onTestFinished(async () => {
    await host.dispose();
  });
  const run: TestedHost['run'] = async (path, input = {}, signal = new AbortController().signal) => {
    const entry = host.catalog.commands.find(({ command }) => command.path === path);
    if (entry === undefined) throw new Error(`there is no command "${path}"`);
    const events: ProgressEvent[] = [];
    const given = { args: {}, options: {}, rest: [], ...input };
    const outcome = await host.runCommand(entry.command, entry.plugin.manifest.id, given, {
      ...{ cwd, signal },
      emit: (event) => events.push(event),
      ask: { interactive: false, confirm: async (_q, no) => no, text: async (_q, no) => no },
    });
    return { data: outcome.data, exit: outcome.exit ?? EXIT.done, events };
  };
  return { ...host, run };
}
