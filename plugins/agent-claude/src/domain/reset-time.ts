// When a usage limit ends, from the words that Claude Code prints: `…reached|1735689600`, `resets 1:01pm (UTC)`,
// `resets at 3pm (Europe/Berlin)`.

const EPOCH = /\|\s*(\d{10})(?:\d{3})?\b/;
const CLOCK = /resets?(?:\s+at)?\s+(\d{1,2})(?::(\d{2}))?\s*(am|pm)?\s*(?:\(([^)\s]+)\))?/i;
const LATE_MINUTES = 2;
const HALF_DAY_MINUTES = 12 * 60;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Milliseconds since the epoch, or undefined where the text names no time that is sure. `now` decides the day. */
export function resetTimeIn(text: string, now: number): number | undefined {
  const epoch = EPOCH.exec(text)?.[1];
  if (epoch !== undefined) return Number(epoch) * 1_000;
  const clock = CLOCK.exec(text);
  const minutes = clock === null ? undefined : minutesOfDay(clock[1], clock[2], clock[3]);
  if (clock === null || minutes === undefined) return undefined;
  const today = minutesNow(now, clock[4]);
  if (today === undefined) return undefined;
  const startOfMinute = now - (now % MINUTE);
  const behind = (today - minutes + DAY / MINUTE) % (DAY / MINUTE);
  // The limit is printed to the minute, and a clock may be off by a few: such a time is not tomorrow's.
  if (behind <= LATE_MINUTES) return startOfMinute + MINUTE;
  const guess = startOfMinute + DAY - behind * MINUTE;
  return guess + shiftAt(guess, minutes, clock[4]) * MINUTE;
}

/** What a change to or from summer time in between takes or gives, in minutes. */
function shiftAt(guess: number, minutes: number, zone: string | undefined): number {
  const shift = minutes - (minutesNow(guess, zone) ?? minutes);
  if (shift > HALF_DAY_MINUTES) return shift - 2 * HALF_DAY_MINUTES;
  return shift < -HALF_DAY_MINUTES ? shift + 2 * HALF_DAY_MINUTES : shift;
}

function minutesOfDay(
  hour: string | undefined,
  minute: string | undefined,
  half: string | undefined,
): number | undefined {
  const hours = Number(hour);
  if (half === undefined && minute === undefined) return undefined;
  if (hours > (half === undefined ? 23 : 12) || Number(minute ?? 0) > 59) return undefined;
  const afternoon = half?.toLowerCase() === 'pm' ? 12 : 0;
  return (half === undefined ? hours : (hours % 12) + afternoon) * 60 + Number(minute ?? 0);
}

/** Minutes since midnight in a time zone; without one, in this machine's. */
function minutesNow(now: number, zone: string | undefined): number | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
    const [hour, minute] = format.format(now).split(':');
    return Number(hour) * 60 + Number(minute);
  } catch {
    return undefined;
  }
}
