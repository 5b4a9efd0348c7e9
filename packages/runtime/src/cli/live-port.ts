/** `--live`, alone for a port that is free, or `--live 8080`. */
const highest = 65_535;

/** @param command whose option it is */
export const livePort = (command: 'run' | 'sweep') =>
  ({
    type: 'string',
    describe:
      'Show the curves in a browser while it trains, on this port of the computer  [default: a free one]',
    coerce(text: unknown): number | undefined {
      if (text === undefined) return undefined;
      if (typeof text !== 'string') throw new Error('--live is given more than once.');
      if (text === '') return 0;
      const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      if (port >= 1 && port <= highest) return port;
      throw new Error(
        `--live takes a port from 1 to ${highest}, not "${text}". Alone, it stands behind the file: tlp ${command} FILE --live`,
      );
    },
  }) as const;
