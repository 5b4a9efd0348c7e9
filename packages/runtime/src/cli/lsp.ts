import { defineCommand } from './command.js';

export const lspCommand = defineCommand({
  usage: 'lsp',
  summary: 'Serve an editor as its language server',
  options: (yargs) =>
    yargs
      .option('stdio', { type: 'boolean', default: false, describe: 'Speak over stdin and stdout' })
      .option('node-ipc', {
        type: 'boolean',
        default: false,
        describe: 'Speak to the process that forked this one',
      })
      // Editors' libraries add it of themselves; the server reads the process from `initialize`.
      .option('clientProcessId', { type: 'number', hidden: true })
      .check(({ stdio, nodeIpc }) => {
        if (stdio !== nodeIpc) return true;
        throw new Error('Say how to speak to the editor: --stdio.');
      }),
  async run({ stdio }) {
    const { serveIpc, serveStdio } = await import('../lsp/serve.js');
    // Ends with the client: the server ends the process itself.
    await new Promise<never>(() => (stdio ? serveStdio() : serveIpc()));
    return 0;
  },
});
