import {
  type DefinedErrors,
  defineErrors,
  type ErrorDoc,
  type ErrorEntry,
  type ErrorFactories,
  EXIT,
} from '@mmm/plugin-api';

interface Named {
  readonly plugin: string;
}
interface Loading extends Named {
  readonly file: string;
}

function entry<D>(
  doc: string,
  message: (data: D) => string,
  hint: (data: D) => string,
  exit?: ErrorEntry<D>['exit'],
): ErrorEntry<D> {
  return { doc, message, hint, ...(exit === undefined ? {} : { exit }) };
}

interface KernelErrors {
  readonly MANIFEST_INVALID: { path: string; found: string; expected: string };
  readonly MANIFEST_UNREADABLE: { path: string };
  readonly ENGINE_MISMATCH: { plugin: string; wants: string; version: string };
  readonly CLAIMED: { plugin: string; kind: string; name: string; owner: string };
  readonly REQUIRES_UNKNOWN: { plugin: string; missing: string };
  readonly REQUIRES_CYCLE: { chain: readonly string[] };
  readonly REQUIRES_BLOCKED: { plugin: string; chain: readonly string[]; why: string };
  readonly HOOK_UNKNOWN: { plugin: string; hook: string; nearest: string };
  readonly PLUGIN_UNKNOWN: Named;
  readonly MODULE_MISSING: Loading;
  readonly MODULE_FAILED: Loading & { why: string };
  readonly MODULE_INVALID: Loading & { expected: string };
  readonly ACTIVATION_FAILED: Named & { why: string };
  readonly SERVICE_UNKNOWN: Named & { service: string };
  readonly SERVICE_NOT_REQUIRED: Named & { service: string; provider: string };
  readonly SERVICE_NOT_PROVIDED: Named & { service: string };
  readonly SERVICE_NOT_DECLARED: Named & { service: string };
  readonly TAP_FAILED: Named & { hook: string; why: string; hint?: string };
  readonly NO_PROJECT: { cwd: string };
  readonly PROJECT_UNKNOWN: { project: string };
  readonly UNTRUSTED: { root: string };
  readonly DATABASE_REFUSED: Named;
  readonly DISPOSAL_FAILED: { owner: string; why: string };
}

const defined: DefinedErrors<KernelErrors> = defineErrors('KERNEL', {
  MANIFEST_INVALID: entry(
    'A plugin.toml has a key that is missing, unknown or of the wrong form.',
    ({ path, found, expected }) => `The plugin manifest "${path}" is not valid: ${found}; ${expected}.`,
    ({ path }) => `Correct "${path}" and run the command again.`,
  ),
  MANIFEST_UNREADABLE: entry(
    'A plugin.toml exists and cannot be read.',
    ({ path }) => `The plugin manifest "${path}" cannot be read.`,
    ({ path }) => `Make "${path}" a file that you may read, or remove its folder.`,
  ),
  ENGINE_MISMATCH: entry(
    'A plugin asks for another version of mmm.',
    ({ plugin, wants, version }) => `The plugin "${plugin}" needs mmm ${wants}, and this is mmm ${version}.`,
    ({ plugin }) => `Install a version of "${plugin}" that fits, or change engines.mmm in its plugin.toml.`,
  ),
  CLAIMED: entry(
    'Two plugins claim one id, command path, service or configuration key; the first by precedence keeps it.',
    ({ plugin, kind, name, owner }) =>
      `The plugin "${plugin}" claims the ${kind} "${name}", which belongs to the plugin "${owner}".`,
    ({ kind, plugin }) => `Rename the ${kind} in the plugin.toml of "${plugin}", or remove one of the two.`,
  ),
  REQUIRES_UNKNOWN: entry(
    'A plugin requires one that is not installed.',
    ({ plugin, missing }) => `The plugin "${plugin}" requires "${missing}", which is not installed.`,
    ({ missing }) => `Install the plugin "${missing}", or correct "requires" in plugin.toml.`,
  ),
  REQUIRES_CYCLE: entry(
    'Plugins require each other in a circle.',
    ({ chain }) => `The plugins require each other in a circle: ${chain.join(' > ')}.`,
    () => 'Remove one of these from "requires" in the plugin.toml before it.',
  ),
  REQUIRES_BLOCKED: entry(
    'A plugin requires one that cannot be used.',
    ({ plugin, chain, why }) => `The plugin "${plugin}" cannot be used, by ${chain.join(' > ')}: ${why}`,
    ({ chain }) => `Repair the plugin "${chain.at(-1)}" first; mmm plugin tree shows all of them.`,
  ),
  HOOK_UNKNOWN: entry(
    'A plugin taps a hook that no manifest declares.',
    ({ plugin, hook }) => `The plugin "${plugin}" taps the hook "${hook}", which no plugin declares.`,
    ({ nearest }) => `The nearest hook is "${nearest}".`,
  ),
  PLUGIN_UNKNOWN: entry(
    'A plugin is asked for that is not installed.',
    ({ plugin }) => `There is no plugin "${plugin}".`,
    () => 'mmm plugin tree --all',
  ),
  MODULE_MISSING: entry(
    'A manifest names a file that does not exist.',
    ({ plugin, file }) => `The plugin "${plugin}" names the file "${file}", which does not exist.`,
    ({ plugin }) => `Build the plugin "${plugin}", or correct the file's name in its plugin.toml.`,
  ),
  MODULE_FAILED: entry(
    'A file of a plugin throws while it is loaded.',
    ({ plugin, file, why }) =>
      `The file "${file}" of the plugin "${plugin}" failed while it was loaded: ${why}`,
    ({ plugin }) => `Repair or remove the plugin "${plugin}".`,
  ),
  MODULE_INVALID: entry(
    'The default export of a plugin file is missing or is not what its slot asks for.',
    ({ plugin, file, expected }) =>
      `The file "${file}" of the plugin "${plugin}" does not export ${expected} by default.`,
    ({ file }) => `Export it from "${file}" by default.`,
  ),
  ACTIVATION_FAILED: entry(
    'The activate function of a plugin throws.',
    ({ plugin, why }) => `The plugin "${plugin}" failed while it was activated: ${why}`,
    ({ plugin }) => `Repair or remove the plugin "${plugin}"; mmm plugin tree shows what needs it.`,
  ),
  SERVICE_UNKNOWN: entry(
    'A service is asked for that no plugin provides.',
    ({ plugin, service }) =>
      `The plugin "${plugin}" asks for the service "${service}", which no plugin provides.`,
    ({ service }) => `Install the plugin that provides "${service}".`,
  ),
  SERVICE_NOT_REQUIRED: entry(
    'A plugin uses a service of a plugin that it does not require.',
    ({ plugin, service, provider }) =>
      `The plugin "${plugin}" asks for the service "${service}" of "${provider}", which it does not require.`,
    ({ plugin, provider }) => `Add "${provider}" to requires in the plugin.toml of "${plugin}".`,
  ),
  SERVICE_NOT_PROVIDED: entry(
    'A plugin declares a service and does not provide it when it is activated.',
    ({ plugin, service }) =>
      `The plugin "${plugin}" declares the service "${service}" and did not provide it.`,
    ({ plugin, service }) => `Provide "${service}" in activate of "${plugin}", or remove it from "provides".`,
  ),
  SERVICE_NOT_DECLARED: entry(
    'A plugin provides a service that its manifest does not declare.',
    ({ plugin, service }) => `The plugin "${plugin}" provides the service "${service}" without declaring it.`,
    ({ plugin, service }) => `Add "${service}" to provides in the plugin.toml of "${plugin}".`,
  ),
  TAP_FAILED: entry(
    'A tap on a hook throws, and the hook needs its answer.',
    ({ plugin, hook, why }) => `The plugin "${plugin}" stopped "${hook}": ${why}`,
    ({ plugin, hint }) => hint ?? `Do what the plugin "${plugin}" says, or remove it.`,
  ),
  NO_PROJECT: entry(
    'A command that works on a project runs outside of one.',
    ({ cwd }) => `There is no project in "${cwd}" or above it.`,
    () => 'mmm init',
    EXIT.usage,
  ),
  PROJECT_UNKNOWN: entry(
    'The project given with --project is neither a known name nor a folder of a project.',
    ({ project }) => `There is no project "${project}".`,
    () => 'mmm project list',
    EXIT.usage,
  ),
  UNTRUSTED: entry(
    'A command would execute what a project brings along, and nobody trusted the project on this machine.',
    ({ root }) => `The project "${root}" is not trusted on this machine, so nothing of it is executed.`,
    () => 'mmm trust',
    EXIT.usage,
  ),
  DATABASE_REFUSED: entry(
    'A plugin that does not ship with mmm asks for a database.',
    ({ plugin }) => `The plugin "${plugin}" asks for a database, which only plugins that ship with mmm have.`,
    ({ plugin }) => `Keep the data of "${plugin}" in files.`,
  ),
  DISPOSAL_FAILED: entry(
    'Something that was registered could not be taken back.',
    ({ owner, why }) => `"${owner}" could not be closed: ${why}`,
    () => 'Run the command again with --debug to see where it fails.',
  ),
});

export const errors: ErrorFactories<KernelErrors> = defined.errors;
export const kernelErrorDocs: readonly ErrorDoc[] = defined.docs;
