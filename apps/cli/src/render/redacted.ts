import { clean } from './clean.ts';

/**
 * The same data or view with the secrets in its texts masked. Text by text, because a mask that runs over a quote would
 * break JSON; and only where the whole holds a secret at all, because most never do.
 */
export function redacted<T>(data: T, redact: (text: string) => string): T {
  const text = JSON.stringify(data);
  if (text === undefined) return data;
  // A control character inside of a secret would hide it.
  const seen = hasControls(text) ? JSON.stringify(data, cleaned) : text;
  if (redact(seen) === seen) return data;
  const masked: unknown = JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? redact(value) : value,
  );
  // Only the contents of texts have changed.
  return masked as T;
}

/** In JSON, the most of them are written as escapes. */
function hasControls(json: string): boolean {
  return /\\[bfrtu]/.test(json) || clean(json) !== json;
}

function cleaned(_: string, value: unknown): unknown {
  return typeof value === 'string' ? clean(value) : value;
}
