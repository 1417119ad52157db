export interface Setting {
  readonly key: string;
  /** As JSON. */
  readonly value: string;
}

/** The leaves of parsed tables, in the order of the file, with dotted keys. */
export function settingsOf(tables: unknown, prefix = ''): Setting[] {
  if (typeof tables !== 'object' || tables === null) return [];
  return Object.entries(tables).flatMap(([name, value]) => {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    const isTable = typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
    return isTable ? settingsOf(value, key) : [{ key, value: JSON.stringify(value) }];
  });
}
