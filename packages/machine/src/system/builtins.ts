// Builtins that cost more to load than most starts do besides. They come in at their first use.
export const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');
export const childProcess = (): typeof import('node:child_process') =>
  process.getBuiltinModule('node:child_process');
