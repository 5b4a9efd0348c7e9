import type { Command } from '../host.js';

export const restartServer: Command = {
  id: 'tlp.restartServer',
  run: ({ server }) => server.restart(),
};
