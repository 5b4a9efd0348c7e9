import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { sha256 } from '../files/hash.js';
import { checkBinding } from './check.js';
import { findInstallation, setupNative } from './install.js';
import { bindingOf, type Installation } from './installed.js';
import { targetOf } from './target.js';
import { temporaryFolder } from './testing/temporary.js';

let real: Installation;

beforeAll(async () => {
  const found = await findInstallation();
  if (found === undefined) throw new Error('run "npm test": it sets the native library up');
  real = found;
});

/** An archive laid out as the published one is. The libraries in it are links to the real ones. */
function archive(folder: string): Buffer {
  const work = path.join(folder, 'work');
  linkLibraries(path.join(work, 'lib'));
  mkdirSync(path.join(work, 'include', 'tensorflow', 'c'), { recursive: true });
  // Random bytes do not compress: the archive is then long enough to be cut.
  writeFileSync(path.join(work, 'include', 'tensorflow', 'c', 'c_api.h'), noise(100_000));
  const file = path.join(folder, 'library');
  execFileSync('tar', ['-czf', file, '-C', work, '.']);
  return readFileSync(file);
}

function linkLibraries(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of Object.keys(real.files)) {
    const name = path.basename(file);
    if (name.startsWith('libtensorflow')) symlinkSync(path.join(real.folder, file), path.join(folder, name));
  }
}

/** A compiler that gives the real binding, which finds the libraries beside it, at once. */
function quickCompiler(): string {
  const folder = temporaryFolder();
  linkLibraries(path.join(folder, 'made'));
  copyFileSync(bindingOf(real), path.join(folder, 'made', 'tfjs_binding.node'));
  const command = path.join(folder, 'c++');
  const program = `#!/usr/bin/env node
if (process.argv[2] === '--version') console.log('quick');
else require('node:fs').cpSync(${JSON.stringify(path.join(folder, 'made'))}, require('node:path').dirname(process.argv.at(-1)), {
  recursive: true,
  verbatimSymlinks: true,
});
`;
  writeFileSync(command, program, { mode: 0o755 });
  return command;
}

function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) =>
    Buffer.from(sha256(String(i)), 'hex'),
  );
  return Buffer.concat(blocks);
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sets up from a server that answers with this archive as `answer` says. */
async function setUpFrom(
  answer: (body: Buffer, ...http: Parameters<RequestListener>) => void,
  { cache = temporaryFolder(), compiler = quickCompiler() } = {},
) {
  const body = archive(temporaryFolder());
  const requests: string[] = [];
  const host = await serve((request, response) => {
    requests.push(`${request.method} ${request.headers.range ?? ''}`.trim());
    if (request.method === 'HEAD') response.end();
    else answer(body, request, response);
  });
  const target = {
    id: targetOf()!.id,
    official: {
      library: 'tf/library.tar.gz',
      sha256: sha256(body),
      version: real.tensorflow,
      neededBytes: 1e6,
    },
  };
  const env = { ...process.env, TLP_CACHE: cache, TFJS_NODE_CDN_STORAGE: host, CXX: compiler };
  return { cache, requests, result: await setupNative({ target, env }).catch((error: Error) => error) };
}

it('unpacks the library that tfjs-node publishes, and compiles a binding, which loads', async () => {
  const { result, requests } = await setUpFrom((body, _request, response) => response.end(body));
  expect(result).toMatchObject({ source: 'official', binding: 'compiled' });
  expect(await checkBinding(bindingOf(result as Installation))).toBeUndefined();
  expect(requests).toEqual(['HEAD', 'GET']);
});

it('continues a download that was cut off', async () => {
  let cut = false;
  const cache = temporaryFolder();
  const { result, requests } = await setUpFrom(
    (body, request, response) => {
      const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
      if (start > 0) {
        const range = `bytes ${start}-${body.length - 1}/${body.length}`;
        response.writeHead(206, { 'content-range': range });
        response.end(body.subarray(start));
        return;
      }
      cut = true;
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, body.length >> 1));
      // What has not reached the disk when the connection breaks would be lost.
      const part = path.join(cache, 'native', 'downloads', 'library.tar.gz.part');
      const watch = setInterval(() => {
        if (!existsSync(part) || statSync(part).size === 0) return;
        clearInterval(watch);
        response.destroy();
      }, 10);
    },
    { cache },
  );
  expect(cut).toBe(true);
  expect(requests[2]).toMatch(/^GET bytes=\d+-$/);
  expect(result).toMatchObject({ source: 'official' });
});

it('refuses a library that differs from the published hash, and leaves nothing of it', async () => {
  const { result, cache } = await setUpFrom((body, _request, response) => {
    const damaged = Buffer.from(body);
    damaged[damaged.length >> 1]! ^= 1;
    response.end(damaged);
  });
  expect(String(result)).toMatch(/TLP751.*has sha256 \w{64}, \w{64} was expected/);
  expect(readdirSync(path.join(cache, 'native')).filter((name) => name !== 'downloads')).toEqual([]);
  expect(readdirSync(path.join(cache, 'native', 'downloads'))).toEqual([]);
});

it('says what compiling a binding lacks', async () => {
  const { result } = await setUpFrom((body, _request, response) => response.end(body), {
    compiler: '/nowhere/c++',
  });
  expect(String(result)).toMatch(/TLP751.*no C\+\+ compiler was found/);
});

it('asks nobody where downloads are off', async () => {
  let asked = 0;
  const host = await serve((_request, response) => {
    asked += 1;
    response.end();
  });
  const official = { library: 'x.tar.gz', sha256: '0', version: '1', neededBytes: 1 };
  const env = { TLP_CACHE: temporaryFolder(), TFJS_NODE_CDN_STORAGE: host, TLP_OFFLINE: '1' };
  const setup = setupNative({ target: { id: 'test-x64', official }, env });
  await expect(setup).rejects.toThrow(/TLP751.*downloads are off \(TLP_OFFLINE=1\)/);
  expect(asked).toBe(0);
});

it('goes on at once when the host refuses', async () => {
  const started = Date.now();
  const host = await serve((_request, response) => response.writeHead(403).end());
  const official = { library: 'x.tar.gz', sha256: '0', version: '1', neededBytes: 1 };
  const env = { ...process.env, TLP_CACHE: temporaryFolder(), TFJS_NODE_CDN_STORAGE: host };
  const setup = setupNative({ target: { id: 'test-x64', official }, env });
  await expect(setup).rejects.toThrow(/TLP751.*answered 403/);
  expect(Date.now() - started).toBeLessThan(3000);
});
