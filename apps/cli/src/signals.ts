// The first signal asks the command to end cleanly, the second ends mmm at once.
import { EXIT, type ExitCode } from '@mmm/plugin-api';

const STOPPING: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What of a process is needed here. */
interface SignalSource {
  on(signal: NodeJS.Signals, listener: NodeJS.SignalsListener): unknown;
  off(signal: NodeJS.Signals, listener: NodeJS.SignalsListener): unknown;
}

export interface SignalOptions {
  readonly process: SignalSource;
  say(line: string): void;
  /** Ends the process without waiting for anything. */
  exit(code: ExitCode): void;
}

export interface Interruption {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /** The exit code of what stopped the command, if something did. */
  readonly exit: ExitCode | undefined;
  /** Asks the command to end cleanly and mmm to exit with this code, as the first signal does. */
  stop(exit: ExitCode): void;
  dispose(): void;
}

export function listenForSignals({ process, say, exit }: SignalOptions): Interruption {
  const controller = new AbortController();
  let code: ExitCode | undefined;
  let signalled = false;
  const stop = (wanted: ExitCode): void => {
    code ??= wanted;
    controller.abort(new Error('mmm was told to stop'));
  };
  const onSignal = (name: NodeJS.Signals): void => {
    const wanted = name === 'SIGINT' ? EXIT.interrupted : EXIT.terminated;
    if (signalled) {
      exit(wanted);
      return;
    }
    signalled = true;
    say(`stopping after ${name}; once more stops at once`);
    stop(wanted);
  };
  for (const name of STOPPING) process.on(name, onSignal);
  return {
    signal: controller.signal,
    get exit() {
      return code;
    },
    stop,
    dispose() {
      for (const name of STOPPING) process.off(name, onSignal);
    },
  };
}
