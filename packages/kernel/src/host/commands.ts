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

export function createCommandRunner(request: CommandRunnerRequest): CommandRunner {
  const loadCommand = async (command: CommandManifest, id: string): Promise<Command<unknown>> => {
    await request.project.resolve(command.project);
    const plugin = await request.activation.activate(id, `command ${command.path}`.trim());
    return request.loader.load(plugin, command.file, 'run');
  };
  return {
    loadCommand,
    runCommand: async (command, id, input, extras) => {
      const module = await loadCommand(command, id);
      const plugin = await request.activation.activate(id, `command ${command.path}`);
      const context: CommandContext = { ...(await request.context(plugin)), ...extras };
      return module.run(input, context);
    },
  };
}
