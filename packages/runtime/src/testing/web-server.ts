/** A web server of one's own, for tests of downloads: it remembers what it was asked, and answers as badly as it is told to. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface WebServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly IncomingMessage[];
  readonly server: Server;
}

/** Closed after the test. @param answers in order; the last one repeats */
export async function webServer(...answers: [Answer, ...Answer[]]): Promise<WebServer> {
  const requests: IncomingMessage[] = [];
  const left = [...answers];
  const server = createServer((request, response) => {
    requests.push(request);
    (left.length > 1 ? left.shift()! : left[0]!)(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  running.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, server };
}

const running: Server[] = [];

afterEach(() => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Sends all of it, whatever is asked. */
export const whole =
  (content: Buffer, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': content.length, ...headers }).end(content);
  };

/** Sends what `Range` asks for, and all of it where `If-Range` names another version. */
export const ranged =
  (content: Buffer, headers: Record<string, string> = {}): Answer =>
  (request, response) => {
    const { range, 'if-range': version } = request.headers;
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const same = version === undefined || [headers.etag, headers['last-modified']].includes(String(version));
    if (start === 0 || !same) {
      whole(content, headers)(request, response);
    } else if (start >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    } else {
      const end = content.length - 1;
      const length = content.length - start;
      response
        .writeHead(206, {
          'content-range': `bytes ${start}-${end}/${content.length}`,
          'content-length': length,
          ...headers,
        })
        .end(content.subarray(start));
    }
  };

/** Promises everything, sends a part and hangs up. */
export const cutAt =
  (content: Buffer, length: number, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': content.length, ...headers });
    response.write(content.subarray(0, length), () => response.destroy());
  };

export const status =
  (code: number, headers: Record<string, string> = {}, body = 'no'): Answer =>
  (_, response) => {
    response.writeHead(code, headers).end(body);
  };

export const redirect = (location: string, headers: Record<string, string> = {}): Answer =>
  status(302, { location, ...headers });
