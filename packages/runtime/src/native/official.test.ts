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

/**
 * Two archives laid out as the published ones are. The libraries in them are links to the real ones, so that the
 * binding, which is real too, loads from where it is unpacked.
 */
function archives(folder: string): { library: Buffer; binding: Buffer } {
  const work = path.join(folder, 'work');
  const link = (to: string) => {
    mkdirSync(to, { recursive: true });
    for (const file of Object.keys(real.files)) {
      const name = path.basename(file);
      if (name.startsWith('libtensorflow')) symlinkSync(path.join(real.folder, file), path.join(to, name));
    }
  };
  link(path.join(work, 'library', 'lib'));
  mkdirSync(path.join(work, 'library', 'include', 'tensorflow', 'c'), { recursive: true });
  // Random bytes do not compress: the archive is then long enough to be cut.
  writeFileSync(path.join(work, 'library', 'include', 'tensorflow', 'c', 'c_api.h'), noise(100_000));
  link(path.join(work, 'binding', 'napi-v8'));
  copyFileSync(bindingOf(real), path.join(work, 'binding', 'napi-v8', 'tfjs_binding.node'));
  const pack = (name: string, content: string) => {
    const file = path.join(folder, name);
    execFileSync('tar', ['-czf', file, '-C', path.join(work, name), content]);
    return readFileSync(file);
  };
  return { library: pack('library', '.'), binding: pack('binding', 'napi-v8') };
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

/** Sets up from a server that answers with these archives as `answer` says. */
async function setUpFrom(
  answer: (kind: 'library' | 'binding', body: Buffer, ...http: Parameters<RequestListener>) => void,
  cache = temporaryFolder(),
) {
  const bodies = archives(temporaryFolder());
  const requests: string[] = [];
  const host = await serve((request, response) => {
    const kind = request.url?.includes('binding') ? 'binding' : 'library';
    requests.push(`${request.method} ${kind} ${request.headers.range ?? ''}`.trim());
    if (request.method === 'HEAD') response.end();
    else answer(kind, bodies[kind], request, response);
  });
  const target = {
    id: targetOf()!.id,
    official: {
      library: 'tf/library.tar.gz',
      sha256: sha256(bodies.library),
      binding: { path: 'tf/binding.tar.gz', sha256: sha256(bodies.binding) },
      version: real.tensorflow,
      neededBytes: 1e6,
    },
  };
  const env = { ...process.env, TLP_CACHE: cache, TFJS_NODE_CDN_STORAGE: host, CXX: '/nowhere/c++' };
  return { cache, requests, result: await setupNative({ target, env }).catch((error: Error) => error) };
}

it('unpacks the library and the binding that tfjs-node publishes, and the binding loads', async () => {
  const { result, requests } = await setUpFrom((_kind, body, _request, response) => response.end(body));
  expect(result).toMatchObject({ source: 'official', binding: 'downloaded' });
  expect(await checkBinding(bindingOf(result as Installation))).toBeUndefined();
  expect(requests).toEqual(['HEAD library', 'GET library', 'GET binding']);
});

it('continues a download that was cut off', async () => {
  let cut = false;
  const cache = temporaryFolder();
  const { result, requests } = await setUpFrom((kind, body, request, response) => {
    const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (kind === 'binding' || start > 0) {
      const range = `bytes ${start}-${body.length - 1}/${body.length}`;
      response.writeHead(start > 0 ? 206 : 200, { 'content-range': range });
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
  }, cache);
  expect(cut).toBe(true);
  expect(requests[2]).toMatch(/^GET library bytes=\d+-$/);
  expect(result).toMatchObject({ source: 'official' });
});

it('refuses a library that differs from the published hash, and leaves nothing of it', async () => {
  const { result, cache } = await setUpFrom((_kind, body, _request, response) => {
    const damaged = Buffer.from(body);
    damaged[damaged.length >> 1]! ^= 1;
    response.end(damaged);
  });
  expect(String(result)).toMatch(/TLP751.*has sha256 \w{64}, \w{64} was expected/);
  expect(readdirSync(path.join(cache, 'native')).filter((name) => name !== 'downloads')).toEqual([]);
  expect(readdirSync(path.join(cache, 'native', 'downloads'))).toEqual([]);
});

it('passes over a binding that is damaged, and says what compiling one lacks', async () => {
  const { result } = await setUpFrom((kind, body, _request, response) =>
    response.end(kind === 'library' ? body : 'not an archive'),
  );
  // Here it cannot: the compiler is hidden.
  expect(String(result)).toMatch(/TLP751.*no C\+\+ compiler was found/);
});

it('loads no binding that nobody vouches for', async () => {
  const { result } = await setUpFrom((kind, body, _request, response) => {
    const bytes = Buffer.from(body);
    if (kind === 'binding') bytes[bytes.length >> 1]! ^= 1;
    response.end(bytes);
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
