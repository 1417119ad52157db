import { MmmError, type MmmErrorData } from '@mmm/plugin-api';

/** The error that the catalog kept as data, to be thrown. */
export function blockedError({ code, message, hint, exit, at }: MmmErrorData): MmmError {
  return new MmmError({ code, message, hint, exit, ...(at === undefined ? {} : { at }) });
}
