/**
 * Whether SIGHUP was ignored when this process began, as under `nohup`. Node takes the ignored signals of a process back
 * when it starts (`PlatformInit` in its node.cc), so only traces are left to tell by.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

export interface Traces {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly parent: number;
  /** A file of `/proc`, or undefined where there is none. */
  readonly read: (file: string) => string | undefined;
}

export function hangupIgnored({ env, parent, read }: Traces = here()): boolean {
  // Shells tell a program by which path they started it, and `nohup` passes that on.
  if (basename(env._ ?? '') === 'nohup') return true;
  // `nohup` opens /dev/null for writing alone in the place of a terminal; nothing else gives such a standard input.
  const flags = /^flags:\s*(\d+)$/m.exec(read('/proc/self/fdinfo/0') ?? '')?.[1];
  if (flags !== undefined && (Number.parseInt(flags, 8) & 0o3) === 0o1) return true;
  // A script under `nohup`, or with `trap "" HUP`, ignores it and so do its children. One bit a signal, from 1.
  const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(read(`/proc/${parent}/status`) ?? '')?.[1];
  return ignored !== undefined && (BigInt(`0x${ignored}`) & 1n) === 1n;
}

const here = (): Traces => ({
  env: process.env,
  parent: process.ppid,
  read(file) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  },
});
