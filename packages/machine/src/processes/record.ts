import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from '@mmm/plugin-api';

/** Copies bytes to a file, up to a limit. */
export interface Recorder {
  push(chunk: Uint8Array): void;
  /** Why the copy is not whole; undefined where it is, or was cut at its limit. */
  finish(): string | undefined;
}

/** Throws where the file cannot be made. */
export function recordTo(path: string, limit: number): Recorder {
  mkdirSync(dirname(path), { recursive: true });
  let file: number | undefined = openSync(path, 'w', 0o600);
  let room = limit;
  let problem: string | undefined;

  function close(): void {
    if (file !== undefined) closeSync(file);
    file = undefined;
  }

  return {
    push(chunk) {
      if (file === undefined || room <= 0) return;
      try {
        const kept = chunk.subarray(0, room);
        for (let at = 0; at < kept.length; ) at += writeSync(file, kept, at);
        room -= kept.length;
      } catch (error) {
        problem = `The output could not be recorded in "${path}": ${messageOf(error)}`;
        close();
      }
    },
    finish() {
      close();
      return problem;
    },
  };
}
