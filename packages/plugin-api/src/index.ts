export type { Clock, Random } from './clock.ts';
export {
  type Ask,
  type Command,
  type CommandContext,
  defineCommand,
  type Outcome,
  type ProgressEvent,
} from './command.ts';
export {
  CONFIG_LAYERS,
  type Config,
  type ConfigLayer,
  type ConfigOrigin,
  type ConfigValue,
} from './config.ts';
export type { PluginContext, ProjectScope } from './context.ts';
export type { Database, DatabaseScope, Row, SqlParams, SqlValue } from './database.ts';
export { numberOf, optionalNumberOf, optionalTextOf, textOf } from './database.ts';
export { type Disposable, disposable } from './disposable.ts';
export type { DefinedErrors, ErrorDoc, ErrorEntry, ErrorFactories, MmmErrorData } from './errors.ts';
export { defineErrors, isMmmError, MmmError, messageOf } from './errors.ts';
export { EXIT, type ExitCode } from './exit.ts';
export type { FileFacts, Files } from './files.ts';
export type {
  Collected,
  CollectHook,
  DidHook,
  Hook,
  HookKind,
  Hooks,
  ResolveHook,
  WillHook,
} from './hooks.ts';
export { defineCollectHook, defineDidHook, defineResolveHook, defineWillHook, hookKindOf } from './hooks.ts';
export { type Host, hostService, type LoadedPlugin, resolveProject } from './host.ts';
export type { CommandInput, OptionValue } from './input.ts';
export { arg, flag, listOption, numberOption, optionalArg, textOption, variadicArg } from './input.ts';
export type { LogFields, Logger } from './logger.ts';
export type {
  ArgumentManifest,
  CommandManifest,
  ConfigKeyManifest,
  ContributionManifest,
  ExampleManifest,
  HookManifest,
  OptionManifest,
  PluginManifest,
  TapManifest,
} from './manifest.ts';
export { definePlugin, defineTap, type Plugin, type Tap } from './plugin.ts';
export { type Contribution, definePoint, type Point } from './points.ts';
export { formatPosition, type Position } from './position.ts';
export type {
  Output,
  OutputLine,
  ProcessEnd,
  Processes,
  ProcessIdentity,
  ProcessRequest,
  ProcessResult,
  RunningProcess,
} from './processes.ts';
export { err, ok, type Result, unwrap } from './result.ts';
export { defineService, type Services, type ServiceToken } from './services.ts';
export type { Block, Cell, Column, Tone, View } from './view.ts';
