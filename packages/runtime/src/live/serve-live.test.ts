import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { epochEnd, metricsText, recordText, result, runStart } from '@tlp/language/run/testing.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LivePage, serveLive } from './serve-live.js';

let run: string;
let page: LivePage;
const port = () => Number(new URL(page.address).port);

beforeEach(async () => {
  run = await mkdtemp(path.join(os.tmpdir(), 'tlp-live-'));
  page = await serveLive(0);
});
afterEach(async () => {
  await page.close();
  await rm(run, { recursive: true });
});

const started = (resumed: { phase: string; epoch: number } | null = null): TrainEvent => ({
  ...runStart,
  run,
  resumed,
});

const request = (options: RequestOptions = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: port(), agent: false, ...options }, resolve).on('error', reject);
  });

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return text;
}

/** The events of the server, one after another. */
async function* heard(): AsyncGenerator<{ name: string; data: string }> {
  let text = '';
  for await (const chunk of (await request({ path: '/events' })).setEncoding('utf8')) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (name !== undefined && data !== undefined) yield { name, data: JSON.parse(data) };
    }
  }
}

async function next(events: ReturnType<typeof heard>, wanted: string): Promise<string> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error(`The stream ended before ${wanted}.`);
    if (value.name === wanted) return value.data;
  }
}

describe('the page of a run', () => {
  test('is there before the run is, and asks for nothing but its own events', async () => {
    const response = await request();
    expect(response.headers['content-security-policy']).toMatch(/default-src 'none'; connect-src 'self'/);
    const text = await textOf(response);
    expect(text).toContain('The curves start with the first epoch.');
    expect(text).not.toMatch(/<link|<iframe|https?:\/\/|src=/);
  });

  test('gets the curves as epochs end, those of a resumed run from its files', async () => {
    await writeFile(path.join(run, 'run.json'), recordText({}));
    await writeFile(path.join(run, 'metrics.jsonl'), metricsText([epochEnd('head', 1, 0.5)]));
    const events = heard();
    expect(await next(events, 'curves')).toContain('The curves start with the first epoch.');
    page.onEvent(started({ phase: 'head', epoch: 2 }));
    expect(await next(events, 'curves')).toContain('<td>1 of 2</td>');
    page.onEvent(epochEnd('head', 2, 0.6));
    const curves = await next(events, 'curves');
    expect(curves).toContain('<td>2 of 2</td>');
    expect(curves).toContain('aria-label="Loss by epoch"');
    expect(await textOf(await request())).toContain('<td>2 of 2</td>');
  });

  test('gets a line between epochs, and not for every step', async () => {
    const events = heard();
    await next(events, 'curves');
    for (let batch = 1; batch <= 100; batch++)
      page.onEvent({
        ...{ type: 'batch', phase: 'head', epoch: 1, epochs: 3, batches: 100, loss: 0.5, secondsLeft: 1 },
        batch,
      });
    expect(await next(events, 'doing')).toMatch(/^Running: phase head, epoch 1 of 3, batch 1 of 100/);
    await page.close();
    expect((await events.next()).value).toEqual({ name: 'ended', data: 'The run was stopped.' });
    expect((await events.next()).done).toBe(true);
  });

  test('does not say that folds have finished where one has', async () => {
    const events = heard();
    await next(events, 'curves');
    page.onEvent(started());
    page.onEvent(result);
    await page.close();
    expect(await next(events, 'ended')).toBe('The run was stopped.');
  });

  test('says where a report is that cannot be shown', async () => {
    const events = heard();
    await next(events, 'curves');
    await page.end(path.join(run, 'folds.html'));
    expect(await next(events, 'ended')).toBe('Finished. The page is in the directory: folds.html.');
  });

  test('gets the report at the end, and the server is gone', async () => {
    const report = path.join(run, 'report.html');
    await writeFile(report, '<!doctype html>\n<p>done</p>');
    const events = heard();
    await next(events, 'curves');
    const ended = page.end(report);
    expect(await next(events, 'report')).toBe('<!doctype html>\n<p>done</p>');
    expect((await events.next()).done).toBe(true);
    await ended;
    await expect(request()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('what else asks', () => {
  test.each<[string, RequestOptions, number]>([
    ['another path', { path: '/report' }, 404],
    ['another method', { method: 'POST' }, 405],
    ['by the name of another site', { headers: { host: 'example.org' } }, 403],
    ['by the name of this computer', { headers: { host: 'localhost:PORT' } }, 200],
  ])('%s', async (_, options, status) => {
    const named = options.headers && 'host' in options.headers ? String(options.headers.host) : undefined;
    const headers = named === undefined ? {} : { headers: { host: named.replace('PORT', `${port()}`) } };
    const response = await request({ ...options, ...headers });
    response.resume();
    expect(response.statusCode).toBe(status);
  });

  test('is turned away where there are very many', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => request({ path: '/events' })));
    expect(all.filter(({ statusCode }) => statusCode === 503)).toHaveLength(4);
    for (const response of all) response.destroy();
  });
});

test('a browser that hangs keeps neither the run nor its end waiting, and takes no memory', async () => {
  const socket = connect(port(), '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.pause();
  socket.write(`GET /events HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n\r\n`);
  const other = heard();
  await next(other, 'curves');
  page.onEvent(started());
  // Far more than the system holds for one that does not read.
  const long = 'x'.repeat(1e5);
  for (let i = 1; i <= 20; i++) page.onEvent(epochEnd(`${long}${i}`, 1, 0.5));
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(500e6);
  await other.return(undefined);
  await page.close();
  await expect(request()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  socket.destroy();
});

test('what cannot be drawn ends the page, and never the run', async () => {
  const events = heard();
  await next(events, 'curves');
  expect(() => page.onEvent(epochEnd('head', 1, 0.5, {} as never))).not.toThrow();
  expect(await next(events, 'ended')).toBe('The curves cannot be drawn any more. The run goes on.');
  expect((await events.next()).done).toBe(true);
  expect(() => page.onEvent(started())).not.toThrow();
});

test('a port that another program has is told', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  await expect(serveLive(taken)).rejects.toThrow(
    `TLP917: The curves cannot be shown on port ${taken}: another program has it.`,
  );
  other.close();
});
