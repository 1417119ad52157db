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
  /** Finds the project, activates the plugin and loads the command's file. */
  loadCommand(command: CommandManifest, plugin: string): Promise<Command<unknown>>;
  runCommand(
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

interface Prepared {
  readonly plugin: CatalogPlugin;
  readonly module: Command<unknown>;
}

export function createCommandRunner(request: CommandRunnerRequest): CommandRunner {
  const prepare = async (command: CommandManifest, id: string): Promise<Prepared> => {
    await request.project.resolve(command.project);
    const plugin = await request.activation.activate(id, `command ${command.path}`.trim());
    return { plugin, module: await request.loader.load(plugin, command.file, 'run') };
  };
  return {
    loadCommand: async (command, id) => (await prepare(command, id)).module,
    runCommand: async (command, id, input, extras) => {
      const { plugin, module } = await prepare(command, id);
      const context: CommandContext = { ...(await request.context(plugin)), ...extras };
      return module.run(input, context);
    },
  };
}
