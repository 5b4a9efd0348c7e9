/** Which instructions the processor computes by, as far as this process can know without a library of its own. */
import { readFileSync } from 'node:fs';

/** The widest that our loops are compiled for, the first that a processor has: see `chosen` of `kernels/loops.cc`. */
const sets = {
  avx512: ['avx512f', 'avx512dq', 'avx512bw', 'avx512vl'],
  avx2: ['avx2', 'fma'],
} as const;

export type InstructionSet = keyof typeof sets | 'none';

/** Of a processor with these flags. */
export function chosenOf(flags: ReadonlySet<string>): InstructionSet {
  if (sets.avx512.every((flag) => flags.has(flag))) return 'avx512';
  return sets.avx2.every((flag) => flags.has(flag)) ? 'avx2' : 'none';
}

/** The flags of the first processor of `/proc/cpuinfo`; undefined where it has no such line. */
export function flagsIn(cpuinfo: string): ReadonlySet<string> | undefined {
  const [, line] = /^flags\s*:(.*)$/m.exec(cpuinfo) ?? [];
  return line === undefined ? undefined : new Set(line.trim().split(/\s+/));
}

/** Undefined on an x86 processor whose flags the system does not tell in a file: outside Linux. */
export function instructionSet(arch: string = process.arch): InstructionSet | undefined {
  if (arch !== 'x64') return 'none';
  try {
    const flags = flagsIn(readFileSync('/proc/cpuinfo', 'utf8'));
    return flags && chosenOf(flags);
  } catch {
    return undefined;
  }
}
