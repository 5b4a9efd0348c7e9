/** Browsers that hear of a run by server-sent events (HTML Living Standard, 9.2). None of them is waited for. */
import type { ServerResponse } from 'node:http';

/** Of events with the same name only the last one matters. */
export interface Clients {
  /** Answers with a stream that begins with these events; turned away where there are too many. */
  add(response: ServerResponse, first: ReadonlyMap<string, string>): void;
  /** @param data one line of JSON */
  tell(name: string, data: string): void;
  /** Ends the streams when what was told last is out, or when it takes too long. */
  end(milliseconds: number): Promise<void>;
  readonly count: number;
}

const most = 16;

interface Client {
  readonly response: ServerResponse;
  /** What it has not been sent, as it still reads what came before. */
  readonly waiting: Map<string, string>;
}

export function createClients(): Clients {
  const clients = new Set<Client>();
  const send = ({ response, waiting }: Client): void => {
    for (const [name, data] of waiting) {
      // A browser that hangs keeps one event of each name waiting, however long the run is.
      if (response.writableNeedDrain) return;
      waiting.delete(name);
      response.write(`event: ${name}\ndata: ${data}\n\n`);
    }
  };
  return {
    get count() {
      return clients.size;
    },
    add(response, first) {
      if (clients.size >= most) {
        response.writeHead(503).end();
        return;
      }
      const client: Client = { response, waiting: new Map(first) };
      clients.add(client);
      response.on('close', () => clients.delete(client));
      response.on('drain', () => send(client));
      // One that went away in the middle of a line is no news.
      response.on('error', () => clients.delete(client));
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      // After an interruption the browser asks again so soon.
      response.write('retry: 2000\n\n');
      send(client);
    },
    tell(name, data) {
      for (const client of clients) {
        client.waiting.set(name, data);
        send(client);
      }
    },
    async end(milliseconds) {
      const ended = [...clients].map(
        (client) =>
          new Promise<void>((resolve) => {
            const { response } = client;
            response.on('close', resolve);
            const finish = () => {
              send(client);
              if (client.waiting.size === 0) response.end();
              else response.once('drain', finish);
            };
            finish();
          }),
      );
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      });
      await Promise.race([Promise.all(ended), late]);
      clearTimeout(timer);
      for (const { response } of clients) response.destroy();
    },
  };
}
