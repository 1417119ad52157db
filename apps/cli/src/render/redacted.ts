import { clean } from './clean.ts';

/**
 * The same data or view with the secrets in its texts masked. Text by text, because a mask that runs over a quote would
 * break JSON; and only where the whole holds a secret at all, because most never do.
 */
export function redacted<T>(data: T, redact: (text: string) => string): T {
  // Cleaned, because a control character inside of a secret would hide it.
  const text = JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' ? clean(value) : value,
  );
  if (text === undefined || redact(text) === text) return data;
  const masked: unknown = JSON.parse(JSON.stringify(data), (_, value: unknown) =>
    typeof value === 'string' ? redact(value) : value,
  );
  // Only the contents of texts have changed.
  return masked as T;
}
