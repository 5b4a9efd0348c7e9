import { expect, it } from 'vitest';
import { redirect, status, webServer, whole } from '../testing/web-server.js';
import { follow, httpClient } from './http.js';

const body = Buffer.from('the file');

async function get(url: string, env: Record<string, string> = {}, token?: string): Promise<string> {
  const client = httpClient(env);
  try {
    const { response } = await client.request(url, { headers: {}, signal: AbortSignal.timeout(5000), token });
    return `${response.status} ${await response.text()}`;
  } finally {
    await client.close();
  }
}

it('shows its token to the host that it is for, and to no other', async () => {
  const cdn = await webServer(whole(body));
  const hub = await webServer(redirect('/moved'), redirect(`${cdn.url}/blob`));
  expect(await get(`${hub.url}/file`, {}, 'hf_secret')).toBe('200 the file');
  expect(hub.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/file', 'Bearer hf_secret'],
    ['/moved', 'Bearer hf_secret'],
  ]);
  expect(cdn.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
});

it.each([
  ['/again', /redirects again and again$/],
  ['ftp://files.test/x', /redirects from http: to ftp:\/\/files\.test, which is not safe$/],
  ['http://[', /redirects to an address that is none$/],
])('follows no redirect to %s', async (location, message) => {
  const { url } = await webServer(redirect(location));
  await expect(get(url)).rejects.toThrow(message);
});

it('goes from an encrypted connection to no open one', () => {
  const from = new URL('https://a.test/x');
  expect(() => follow(from, 'http://a.test/x', from.href, 1)).toThrow(/https: to http:\/\/a\.test/);
  expect(follow(from, '//b.test/y', from.href, 1).href).toBe('https://b.test/y');
});

it('asks the proxy that the environment names, but not for the hosts in NO_PROXY', async () => {
  const proxy = await webServer(status(200, {}, 'by proxy'));
  const direct = await webServer(status(200, {}, 'directly'));
  const address = 'http://publisher.test/weights.pth';
  for (const name of ['HTTP_PROXY', 'http_proxy']) {
    expect(await get(address, { [name]: proxy.url })).toBe('200 by proxy');
  }
  expect(proxy.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(
    Array(2).fill(`GET ${address}`),
  );
  const env = { HTTP_PROXY: proxy.url, NO_PROXY: 'internal.test,127.0.0.1' };
  expect(await get(direct.url, env)).toBe('200 directly');
});

it('takes a proxy without a scheme, and says when it is none', async () => {
  const proxy = await webServer(status(200, {}, 'by proxy'));
  const env = { http_proxy: proxy.url.slice('http://'.length) };
  expect(await get('http://publisher.test/x', env)).toBe('200 by proxy');
  expect(() => httpClient({ HTTPS_PROXY: 'socks5://me:secret@proxy.test' })).toThrow(
    /^HTTPS_PROXY holds no address of an HTTP proxy$/,
  );
});

it('asks the proxy for a tunnel to an encrypted host, with the user and password of its address', async () => {
  const asked: unknown[] = [];
  const { url, server } = await webServer(status(200));
  server.on('connect', (request, socket) => {
    asked.push([request.url, request.headers['proxy-authorization']]);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  const env = { HTTPS_PROXY: url.replace('//', '//me:secret@') };
  await expect(get('https://publisher.test/weights.pth', env)).rejects.toThrow();
  expect(asked).toEqual([['publisher.test:443', `Basic ${btoa('me:secret')}`]]);
});

it('leaves no connection open that would keep the process', async () => {
  const { url, server } = await webServer(whole(body));
  await get(url);
  await expect
    .poll(() => new Promise<number>((done) => server.getConnections((_, count) => done(count))))
    .toBe(0);
});
