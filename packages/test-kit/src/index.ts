export { agentConformance } from './agent-conformance.ts';
export { pluginContract } from './contract.ts';
export {
  createTestHost,
  type TestHost,
  type TestHostOptions,
  type TestRun,
  type TestRunExtras,
} from './host.ts';
export type { RecordedRequest, ScriptedSession, Turn } from './messages-server/script.ts';
export { type MessagesServer, startMessagesServer } from './messages-server/server.ts';
