export { createLogger, type Log } from './log/logger.ts';
export { createProcesses } from './processes/processes.ts';
export { createRedactor } from './redact/redact.ts';
export { readCache, writeCache } from './system/cache.ts';
export { systemClock } from './system/clock.ts';
export { systemFiles } from './system/files.ts';
export { systemRandom } from './system/random.ts';
