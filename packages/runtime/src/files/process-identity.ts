/** Which process this is, told so that another one can find out later whether it still lives. */
import { readFileSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import { isAlive } from './alive.js';
import { sha256 } from './hash.js';

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Of the boot and the container in which `pid` counts; null where the system does not tell. */
  readonly realm: string | null;
  /** When the process started, in the system's own ticks: a number that is used again starts later. */
  readonly started: string | null;
}

/** `unknown`: it counts elsewhere, in another container or on another computer. */
export type Liveness = 'alive' | 'suspended' | 'dead' | 'unknown';

let self: ProcessIdentity | undefined;

export function thisProcess(): ProcessIdentity {
  self ??= {
    pid: process.pid,
    host: os.hostname(),
    realm: realm(),
    started: startOf(process.pid)?.started ?? null,
  };
  return self;
}

export function livenessOf({ pid, host, realm, started }: ProcessIdentity): Liveness {
  const here = thisProcess();
  if (realm === null || here.realm === null) {
    // A pid of the same name's host may be another container's where containers are; elsewhere it is this one's.
    return process.platform !== 'linux' && host === here.host && !isAlive(pid) ? 'dead' : 'unknown';
  }
  if (realm !== here.realm) return 'unknown';
  if (!isAlive(pid)) return 'dead';
  const found = startOf(pid);
  // Some systems hide other users' processes.
  if (found === null || started === null) return 'unknown';
  if (found.started !== started || found.state === 'Z' || found.state === 'X') return 'dead';
  return found.state === 'T' ? 'suspended' : 'alive';
}

/** Two containers on one computer have one boot and two process namespaces; after a restart both are others. */
function realm(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return sha256(`${boot} ${readlinkSync('/proc/self/ns/pid')}`).slice(0, 16);
  } catch {
    return null;
  }
}

/** Fields 3 and 22 of proc(5)'s `stat`; the second one, in parentheses, may hold anything. */
export function startOf(pid: number): { readonly state: string; readonly started: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    return state && started ? { state, started } : null;
  } catch {
    return null;
  }
}
