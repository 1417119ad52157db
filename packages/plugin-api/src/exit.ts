/** The documented exit codes of every mmm command. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unmet: 3,
  paused: 4,
  waiting: 5,
  tampering: 6,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
