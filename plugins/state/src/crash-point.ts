/** Runs one journal write. */
export type CrashPoint = <T>(write: () => T) => T;

const VARIABLE = 'MMM_CRASH_AT';
const FORM = /^([1-9][0-9]*)(\+?)$/;

/**
 * A hook for exhaustive crash tests: with `MMM_CRASH_AT=7` in its environment, a process dies (SIGKILL, no clean-up)
 * right before its seventh journal write, and with `MMM_CRASH_AT=7+` right after it. Counted are create, takeOver,
 * begin, finish, record and release, whether they are refused or not. A test runs a command with n = 1, 2, 3, …
 * until it ends without dying, resumes after each death, and asks what must hold.
 */
export function crashPoint(environment: Readonly<Record<string, string>>): CrashPoint {
  const text = environment[VARIABLE];
  if (text === undefined) return (write) => write();
  const match = FORM.exec(text);
  if (match === null)
    throw new Error(`${VARIABLE} is "${text}"; expected a number from 1, or one with a "+"`);
  const dueAt = Number(match[1]);
  const after = match[2] === '+';
  let writes = 0;
  return (write) => {
    writes += 1;
    const due = writes === dueAt;
    if (due && !after) die();
    const result = write();
    if (due) die();
    return result;
  };
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('this process has been killed');
}
