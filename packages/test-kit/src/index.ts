export { pluginContract } from './contract.ts';
export {
  createTestHost,
  type TestHost,
  type TestHostOptions,
  type TestRun,
  type TestRunExtras,
} from './host.ts';
