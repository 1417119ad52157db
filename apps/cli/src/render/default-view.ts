// How data is shown whose command has no view of its own.
import type { View } from '@mmm/plugin-api';

export function defaultView(data: unknown): View {
  if (data === undefined || data === null) return [];
  if (Array.isArray(data)) return listView(data);
  if (!isRecord(data)) return [{ kind: 'text', text: cellText(data) }];
  const rows = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [label(key), cellText(value)] as const);
  return [{ kind: 'facts', rows }];
}

function listView(items: readonly unknown[]): View {
  if (items.length === 0) return [{ kind: 'line', cells: [{ text: 'none', tone: 'muted' }] }];
  if (!items.every(isRecord)) return items.map((item) => ({ kind: 'line', cells: [cellText(item)] }));
  const keys = [...new Set(items.flatMap((item) => Object.keys(item)))];
  return [
    {
      kind: 'table',
      columns: keys.map((key) => ({
        title: label(key),
        align: items.every((item) => typeof item[key] === 'number') ? 'right' : 'left',
      })),
      rows: items.map((item) => keys.map((key) => cellText(item[key]))),
    },
  ];
}

/** `startedAt` becomes `started at`. */
function label(key: string): string {
  return key.replaceAll(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
