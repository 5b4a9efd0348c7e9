/** Runs one measured process: what it says on stdout is JSON lines, of which the last is its result. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const peakMemory = pathToFileURL(path.join(here, 'peak-memory.mjs')).href;

/**
 * The last line of a Node program's stdout, with `peakBytes` and `wallSeconds` of the whole process; with `mark`, also `markSeconds`, when that
 * text was first in its stdout.
 */
export async function measureNode(args, options = {}) {
  const { result, wallSeconds, markSeconds, peak } = await measure(
    process.execPath,
    ['--import', peakMemory, ...args],
    options,
  );
  return { ...result, wallSeconds, markSeconds, peakBytes: Number(peak) };
}

/** The same of a Python program; it reports `peakBytes` itself (`peers/report.py`). */
export async function measurePython(python, args, options = {}) {
  const { result, wallSeconds } = await measure(python, args, options);
  return { ...result, wallSeconds };
}

/** Wall-clock time of a program that says nothing of interest. */
export async function measureWall(command, args, options = {}) {
  const { wallSeconds } = await measure(command, args, { ...options, silent: true });
  return wallSeconds;
}

function measure(command, args, { env = {}, silent = false, verbose = false, mark } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const since = () => (performance.now() - start) / 1000;
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', verbose ? 'inherit' : 'pipe', 'pipe'],
    });
    const [output, errors, peak] = [child.stdout, child.stderr, child.stdio[3]].map(collect);
    let markSeconds;
    child.stdout.on('data', () => {
      if (mark !== undefined && markSeconds === undefined && output().includes(mark)) markSeconds = since();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const wallSeconds = since();
      const lines = output().trim().split('\n');
      try {
        if (code !== 0) throw new Error(`exit status ${code}`);
        resolve({ result: silent ? {} : JSON.parse(lines.at(-1)), wallSeconds, markSeconds, peak: peak() });
      } catch (cause) {
        const said = `${errors()}\n${lines.slice(-5).join('\n')}`.slice(-4000);
        reject(new Error(`"${[command, ...args].join(' ')}" failed: ${cause.message}\n${said}`, { cause }));
      }
    });
  });
}

/** Every JSON line of a program's stdout, with the seconds after its start at which it came. */
export function measureLines(command, args, { env = {}, verbose = false } = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', verbose ? 'inherit' : 'pipe'],
    });
    const errors = collect(child.stderr);
    const lines = [];
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (!text.startsWith('{')) return;
      lines.push({ line: JSON.parse(text), seconds: (performance.now() - start) / 1000 });
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve({ lines, wallSeconds: (performance.now() - start) / 1000 });
      else reject(new Error(`"${[command, ...args].join(' ')}" failed:\n${errors().slice(-4000)}`));
    });
  });
}

function collect(stream) {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}
