import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tlp } from './paths.mjs';

/** The native library in use, as `tlp doctor` reports it; undefined where none is set up. */
export async function nativeLibrary() {
  const { stdout } = await promisify(execFile)(process.execPath, [tlp, 'doctor', '--format', 'json'], {
    maxBuffer: 1 << 24,
  }).catch((error) => {
    // Status 2 says that something is missing; the report is on stdout all the same.
    if (error.code === 2 && error.stdout) return error;
    throw error;
  });
  return JSON.parse(stdout).tensorflow;
}
