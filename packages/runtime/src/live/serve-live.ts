/** `--live`: a page on this computer that shows a run while it trains, and the folds or trials before it. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import { curvesAfter, curvesOf, type RunCurves } from '@tlp/language/run/curves.js';
import type { TrainEvent } from '@tlp/language/run/events.js';
import type { Html } from '../report/html.js';
import { curvesHtml, runningText } from '../report/run-curves.js';
import { runPaths } from '../train/run-directory.js';
import { createClients } from './clients.js';
import { livePage, policy } from './page.js';

export interface LivePage {
  /** `http://127.0.0.1:8080/` */
  readonly address: string;
  onEvent(event: TrainEvent): void;
  /** Puts HTML under the curves, in the place of what was there: how the runs before this one came out. */
  under(section: Html): void;
  /** Puts a page, such as the run's report, in the place of the curves, where it stays when the server is gone. */
  end(report: string): Promise<void>;
  /** Browsers that still look are told that the run was stopped, where nothing has ended it. */
  close(): Promise<void>;
}

const host = '127.0.0.1';
/** How long browsers have to take what they are told last. A report of some megabytes takes a tenth of it. */
const patience = 2000;
/** Steps come by the hundred a second. Milliseconds. */
const tickEvery = 500;

const before: RunCurves = { pipeline: 'tlp run', state: 'running', phases: [], result: null, doing: null };

/** @param port 0 for one that is free @throws TLP917 where it cannot be had */
export async function serveLive(port: number): Promise<LivePage> {
  let curves = before;
  let section = '';
  let lastTick = 0;
  let closed = false;
  let ended = false;
  const clients = createClients();
  const own = new Set<string>();

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const refused = refusalOf(request, own);
    if (refused !== null) {
      response.writeHead(refused, { allow: 'GET' }).end();
      return;
    }
    guarded(() => {
      const page = drawn();
      if (request.url === '/events') clients.add(response, new Map([['curves', JSON.stringify(page)]]));
      else response.writeHead(200, pageHeaders).end(livePage(curves.pipeline, page));
    });
    if (closed) response.destroy();
  };
  const drawn = (): string => curvesHtml(curves) + section;
  /** Whatever is wrong with the page is nothing to the run. */
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch {
      leave('The curves cannot be drawn any more. The run goes on.');
    }
  };

  const server = createServer(answer);
  await listening(server, port);
  const address = server.address();
  const chosen = typeof address === 'object' && address !== null ? address.port : port;
  for (const name of [host, 'localhost']) own.add(`${name}:${chosen}`);
  // Of port 80 browsers do not tell the number.
  if (chosen === 80) for (const name of [host, 'localhost']) own.add(name);
  // Whatever becomes of it, the run ends when it ends.
  server.unref();
  server.on('clientError', (_, socket) => void socket.destroy());

  async function close(): Promise<void> {
    if (closed) return;
    closed = true;
    server.close();
    await clients.end(patience);
    server.closeAllConnections();
  }
  function leave(text: string): Promise<void> {
    if (!closed) clients.tell('ended', JSON.stringify(text));
    return close();
  }
  return {
    address: `http://${host}:${chosen}/`,
    onEvent(event) {
      if (closed) return;
      guarded(() => {
        curves = event.type === 'run-start' ? asStarted(event) : curvesAfter(curves, event);
        if (clients.count === 0) return;
        if (!isPassing(event)) clients.tell('curves', JSON.stringify(drawn()));
        else if (Date.now() - lastTick >= tickEvery) {
          lastTick = Date.now();
          clients.tell('doing', JSON.stringify(runningText(curves)));
        }
      });
    },
    under({ markup }) {
      section = markup;
      if (!closed && clients.count > 0) guarded(() => clients.tell('curves', JSON.stringify(drawn())));
    },
    async end(report) {
      ended = true;
      const page = clients.count > 0 ? await readFile(report, 'utf8').catch(() => null) : null;
      if (page === null) return leave(`Finished. The page is in the directory: ${basename(report)}.`);
      clients.tell('report', JSON.stringify(page));
      await close();
    },
    close: () => leave(ended ? 'Finished.' : 'The run was stopped.'),
  };
}

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
};

/** The status of an answer that says no; null where the page or its events are asked for. @param own names of the server */
function refusalOf({ headers, method, url = '' }: IncomingMessage, own: ReadonlySet<string>): number | null {
  // Other pages in the browser may not read this one by a name that they made stand for this computer.
  if (!own.has(headers.host ?? '')) return 403;
  if (method !== 'GET') return 405;
  return url === '/' || url === '/events' ? null : 404;
}

/** Of these the page shows a line. */
const isPassing = ({ type }: TrainEvent): boolean =>
  type === 'stage' || type === 'features' || type === 'batch';

/** What its files say as it starts: a resumed run has epochs already. */
function asStarted(event: Extract<TrainEvent, { readonly type: 'run-start' }>): RunCurves {
  const { record, metrics } = runPaths(event.run);
  const text = (file: string): string | undefined => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
  };
  const read = { record: text(record), metrics: text(metrics), held: true };
  return curvesAfter(curvesOf(read, basename(event.run)), event);
}

const listening = (server: ReturnType<typeof createServer>, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(notServed(port, error));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      // What befalls the server later is nothing to the run.
      server.on('error', () => undefined);
      resolve();
    });
  });

function notServed(port: number, error: NodeJS.ErrnoException) {
  const why =
    error.code === 'EADDRINUSE'
      ? 'another program has it'
      : error.code === 'EACCES'
        ? 'the system keeps it for itself'
        : error.message;
  return fail(
    'TLP917',
    `The curves cannot be shown on port ${port}: ${why}.`,
    'Choose another port, or write --live alone for one that is free.',
    { exitCode: 2, cause: error },
  );
}
