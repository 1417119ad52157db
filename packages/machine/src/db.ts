// Beside index.ts, so that a start that opens no database does not load what opens one.
export { type OpenDatabase, openDatabase } from './db/open.ts';
