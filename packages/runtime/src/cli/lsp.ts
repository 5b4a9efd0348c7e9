import { defineCommand } from './command.js';

export const lspCommand = defineCommand({
  usage: 'lsp',
  summary: 'Start the language server for an editor',
  options: (yargs) =>
    yargs
      .option('stdio', { type: 'boolean', default: false, describe: 'Communicate over stdin and stdout' })
      .option('node-ipc', {
        type: 'boolean',
        default: false,
        describe: 'Communicate with the parent process over Node IPC',
      })
      // Editors' libraries add it of themselves; the server reads the process from `initialize`.
      .option('clientProcessId', { type: 'number', hidden: true })
      .check(({ stdio, nodeIpc }) => {
        if (stdio !== nodeIpc) return true;
        throw new Error('Choose how to communicate with the editor: --stdio.');
      }),
  async run({ stdio }) {
    const { serveIpc, serveStdio } = await import('../lsp/serve.js');
    // Ends with the client: the server ends the process itself.
    await new Promise<never>(() => (stdio ? serveStdio() : serveIpc()));
    return 0;
  },
});
