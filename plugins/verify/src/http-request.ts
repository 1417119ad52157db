const TIMEOUT_MS = 30_000;
const BODY_BYTES = 1024 * 1024;
const REDIRECTS = 5;

export interface Answer {
  readonly status: number;
  /** At most 1 MiB of it. */
  readonly body: string;
}

/** One answer within thirty seconds. Redirects are followed on the same host only; others are the answer. */
export async function request(method: 'GET' | 'HEAD', url: string, signal: AbortSignal): Promise<Answer> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  let at = new URL(url);
  for (let hops = 0; ; hops++) {
    const response = await fetch(at, { method, redirect: 'manual', signal: limit });
    const next = redirectOf(response, at);
    if (next === undefined || next.host !== at.host || hops === REDIRECTS) {
      return { status: response.status, body: await readBody(response) };
    }
    await response.body?.cancel();
    at = next;
  }
}

function redirectOf(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location');
  if (location === null || response.status < 300 || response.status > 399) return undefined;
  const target = URL.parse(location, from.href);
  return target?.protocol === 'http:' || target?.protocol === 'https:' ? target : undefined;
}

async function readBody(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk.subarray(0, BODY_BYTES - bytes));
    bytes += chunk.length;
    if (bytes >= BODY_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
