// Everything that is echoed from configuration, environment, URLs or child processes passes through here.

const MASK = '[redacted]';
const SECRET_NAME =
  /(?:^|_)(?:API_?KEYS?|ACCESS_?KEYS?|KEYS?|TOKENS?|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASES?|PASS|CREDENTIALS?|CREDS?|AUTH|COOKIE|DSN)(?:_|$)|(?:KEY|TOKEN|SECRET|PASSWORD)$/i;
const SHORTEST_SECRET = 8;

// What begins with these is a secret wherever it stands. Each ends at the first character that cannot be part of one.
const PATTERNS: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
  /\b(?:sk|rk|pk)-(?:ant-|proj-|live-|svcacct-|or-)?[A-Za-z0-9_-]{16,}/g,
  /\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bxox[a-z]-[A-Za-z0-9-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
];
const AUTHORIZATION =
  /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token)\s+)?)[^\s"',;]+/gi;
const BEARER = /\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}/gi;
const API_KEY_HEADER = /\b(x-api-key["']?\s*[:=]\s*["']?)[^\s"',;]+/gi;
const URL_PASSWORD = /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s/@]+@/gi;

/**
 * A function that masks secrets in text: the values of variables whose name tells of a secret, also as base64,
 * URL-encoded or inside JSON, and whatever has the form of a well-known token. Control characters are stripped
 * first, since they could split a secret.
 */
export function createRedactor(environment: Readonly<Record<string, string>>): (text: string) => string {
  const literals = literalPattern(environment);
  return (text) => {
    let clean = stripControls(text);
    if (literals !== undefined) clean = clean.replace(literals, MASK);
    for (const pattern of PATTERNS) clean = clean.replace(pattern, MASK);
    return clean
      .replace(AUTHORIZATION, `$1${MASK}`)
      .replace(BEARER, `$1${MASK}`)
      .replace(API_KEY_HEADER, `$1${MASK}`)
      .replace(URL_PASSWORD, `$1${MASK}@`);
  };
}

// ESC sequences (CSI, the strings of OSC, DCS, SOS, PM and APC, two-character ones), then single control characters
// but for newline and tab, then the characters that turn the direction of text.
const ANSI = new RegExp(
  [
    '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]',
    '(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)',
    '\\u001b[ -/]*[0-~]',
  ].join('|'),
  'g',
);
const CONTROLS = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

// Every one of those begins with one of these. Most texts hold none, and finding that out is all they cost.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const SUSPECT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The text without terminal sequences, control characters (newline and tab stay) and bidirectional controls. */
export function stripControls(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text.replace(ANSI, '').replace(CONTROLS, '');
}

function literalPattern(environment: Readonly<Record<string, string>>): RegExp | undefined {
  const forms = new Set<string>();
  for (const [name, value] of Object.entries(environment)) {
    if (!SECRET_NAME.test(name)) continue;
    const secret = value.trim();
    for (const form of [...formsOf(secret), ...secret.split('\n')]) {
      const seen = stripControls(form).trim();
      if (seen.length >= SHORTEST_SECRET) forms.add(seen);
    }
  }
  if (forms.size === 0) return undefined;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(escapeForPattern).join('|'), 'g');
}

function formsOf(secret: string): readonly string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64');
  return [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    encodeURIComponent(secret.toWellFormed()),
    JSON.stringify(secret).slice(1, -1),
  ];
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
