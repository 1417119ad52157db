// A check runs code that an agent wrote. It gets the user's environment, since tests need it, but nothing that looks
// like a secret, and nothing that would point git at another repository.

const SECRET_WORDS = new Set([
  'AUTH',
  'COOKIE',
  'COOKIES',
  'CREDENTIAL',
  'CREDENTIALS',
  'CREDS',
  'KEY',
  'KEYS',
  'PASS',
  'PASSPHRASE',
  'PASSWD',
  'PAT',
  'SECRET',
  'SECRETS',
  'TOKEN',
  'TOKENS',
  'WEBHOOK',
]);
const SECRET_ENDING =
  /((ACCESS|API|AUTH|ENCRYPTION|MASTER|PRIVATE|SECRET|SIGNING)KEYS?|CREDENTIALS?|PASSPHRASE|PASSWD|PASSWORDS?|SECRETS?|SSHPASS|TOKENS?)$/;
const GIT_LOCATION = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_DIR',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_WORK_TREE',
]);
const PASSWORD_IN_URL = /:\/\/[^/\s:@]*:[^/\s@]+@/;

/** Tells what a check has started from everything else, also where it left the check's process group. */
export const CHECKED_FOLDER = 'MMM_CHECKED_FOLDER';

/** The environment of a check: the user's without secrets, except those in `allow`. */
export function checkEnvironment(
  user: Readonly<Record<string, string>>,
  allow: readonly string[],
  run: string,
): Record<string, string> {
  const allowed = new Set(allow);
  const kept = Object.entries(user).filter(
    ([name, value]) => allowed.has(name) || !(isWithheld(name) || PASSWORD_IN_URL.test(value)),
  );
  return { ...Object.fromEntries(kept), MMM_RUN_ID: run };
}

export function isWithheld(name: string): boolean {
  if (GIT_LOCATION.has(name)) return true;
  const words = name.toUpperCase().split(/[^A-Z0-9]+/);
  if (words.length > 1 && words.includes('PWD')) return true;
  return words.some((word) => SECRET_WORDS.has(word) || SECRET_ENDING.test(word));
}
