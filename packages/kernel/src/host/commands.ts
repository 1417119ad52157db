import type {
  Ask,
  Command,
  CommandContext,
  CommandInput,
  CommandManifest,
  Outcome,
  PluginContext,
  ProgressEvent,
} from '@mmm/plugin-api';
import { errors } from '../errors.ts';
import type { Activation } from '../plugins/activate.ts';
import type { CatalogPlugin } from '../plugins/catalog.ts';
import type { Loader } from '../plugins/load.ts';
import type { ProjectFinder } from './project.ts';

export interface CommandExtras {
  readonly cwd: string;
  readonly ask: Ask;
  /** Aborts when the command is interrupted. */
  readonly signal: AbortSignal;
  emit(event: ProgressEvent): void;
}

export interface CommandRunner {
  load(command: CommandManifest, plugin: string): Promise<Command<unknown>>;
  run(
    command: CommandManifest,
    plugin: string,
    input: CommandInput,
    extras: CommandExtras,
  ): Promise<Outcome<unknown>>;
}

export interface CommandRunnerRequest {
  readonly activation: Activation;
  readonly loader: Loader;
  readonly project: ProjectFinder;
  context(plugin: CatalogPlugin): Promise<PluginContext>;
}

export function createCommandRunner(request: CommandRunnerRequest): CommandRunner {
  const prepare = async (
    command: CommandManifest,
    id: string,
  ): Promise<{ readonly plugin: CatalogPlugin; readonly module: Command<unknown> }> => {
    await request.project.resolve(command.project);
    const plugin = await request.activation.activate(id, `command ${command.path}`.trim());
    const module = await request.loader.load(plugin, command.file);
    if (!isCommand(module))
      throw errors.MODULE_INVALID({ plugin: id, file: command.file, expected: 'a run function' });
    return { plugin, module };
  };

  return {
    load: async (command, plugin) => (await prepare(command, plugin)).module,
    run: async (command, id, input, extras) => {
      const { plugin, module } = await prepare(command, id);
      const context: CommandContext = { ...(await request.context(plugin)), ...extras };
      return module.run(input, context);
    },
  };
}

function isCommand(value: unknown): value is Command<unknown> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'run') === 'function';
}
