/** How the connection treats what is cancelled: a request that nobody has taken up yet is answered at once. */
import type { ConnectionOptions, ResponseMessage } from 'vscode-languageserver-protocol';
import { cancelled } from './handle.js';

export const connectionOptions: ConnectionOptions = {
  connectionStrategy: {
    // The connection puts the request's own id in.
    cancelUndispatched: (): ResponseMessage => ({ jsonrpc: '2.0', id: null, error: cancelled().toJson() }),
  },
};
