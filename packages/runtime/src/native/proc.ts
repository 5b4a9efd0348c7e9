import { readlink } from 'node:fs/promises';
import { fail } from '@tlp/language/diagnostic.js';

/**
 * TensorFlow asks `/proc` for the program that it runs in, and where there is none it ends the process.
 * @throws TlpError TLP760
 */
export async function requireProc(program = '/proc/self/exe'): Promise<void> {
  if (process.platform !== 'linux' || (await readlink(program).catch(() => null)) !== null) return;
  throw fail(
    'TLP760',
    'TensorFlow does not work without /proc, which is not mounted here.',
    'Mount it, with `mount -t proc proc /proc`, or use the portable engine with --engine portable.',
    { exitCode: 2 },
  );
}
