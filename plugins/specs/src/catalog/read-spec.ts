// Reads and parses one file. Loaded only when a file has to be parsed: this is what brings in Markdown and YAML.
import { createHash } from 'node:crypto';
import { type Files, messageOf } from '@mmm/plugin-api';
import type { Finding } from '../api.ts';
import { type ParsedSpec, parseSpec, unparsed } from '../domain/parse.ts';

export interface SpecReading {
  readonly parsed: ParsedSpec;
  /** Why the file could not be read; what was parsed is empty then. */
  readonly problem: string | undefined;
}

/** `place` is the absolute path, `path` the one that findings show. Undefined where there is no such file. */
export async function readSpecFile(
  files: Files,
  place: string,
  path: string,
): Promise<SpecReading | undefined> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await files.readBytes(place);
  } catch (thrown) {
    return broken(path, messageOf(thrown), '');
  }
  if (bytes === undefined) return undefined;
  const content = decoded(bytes);
  if (content !== undefined) return { parsed: parseSpec(path, content), problem: undefined };
  return broken(path, 'it holds no UTF-8 text', createHash('sha256').update(bytes).digest('hex'));
}

function broken(path: string, problem: string, sha256: string): SpecReading {
  const finding: Finding = {
    rule: 'unreadable',
    severity: 'error',
    message: `${path} cannot be read: ${problem}.`,
    hint: 'Save it as UTF-8 text that you have the right to read.',
    at: { path, line: 1, column: 1 },
  };
  const parsed = unparsed(path, '', finding);
  return { parsed: { ...parsed, spec: { ...parsed.spec, sha256 } }, problem };
}

/** The byte order mark stays, so that text and bytes have the same hash. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
