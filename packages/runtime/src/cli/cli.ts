/** The command line in one function: arguments and an outside world in, an exit status out. */

import { bounded } from '@tlp/language/bounded.js';
import { nearest } from '@tlp/language/checks/did-you-mean.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { errorText } from '@tlp/language/error-text.js';
import yargs from 'yargs';
import { standIns } from '../engines/stand-in.js';
import { version } from '../version.js';
import type { Context, Status } from './command.js';
import { commands } from './commands.js';
import { renderDiagnostics } from './diagnostics-text.js';
import { fileError } from './file-error.js';
import type { Io } from './io.js';
import { disguised, undisguised } from './operands.js';
import { colorsFor, createOutput, createVoice, OutputLost, readerLeft } from './output.js';

/** yargs's complaint about the arguments, with the help of the command it is about. */
class UsageError extends Error {
  constructor(
    message: string,
    readonly help: string,
  ) {
    super(message);
  }
}

/** Runs one command. Never throws: whatever goes wrong becomes a message on `err` and a status. */
export async function runCli(argv: readonly string[], io: Io): Promise<Status> {
  const [out, err] = [createOutput(io.out), createVoice(io.err)];
  const colors = { colors: colorsFor(out, io.env), errColors: colorsFor(err, io.env) };
  const context: Context = { ...io, out, err, ...colors, texts: new Map() };
  const status = await dispatch(argv, context).catch((error: unknown) =>
    error instanceof OutputLost ? 0 : report(fileError(error) ?? error, argv, context),
  );
  // Last, where nothing scrolls it away: the numbers of this command are another engine's.
  const changed = standIns();
  if (changed.length > 0) err.write(`${await renderDiagnostics(changed, context.errColors, context)}\n`);
  await io.out.flush();
  const lost = out.loss();
  return lost ? lostStatus(lost, context) : status;
}

/** A reader that left wants no message, as after `| head`; a full disk is told. */
function lostStatus(lost: NodeJS.ErrnoException, { err, errColors: c }: Context): Status {
  if (readerLeft(lost)) return 141;
  const remedy = 'Free some space, or send the output elsewhere.';
  err.write(
    `${c.red(c.bold('error'))}: The result cannot be written to standard output: ${lost.message}. ${remedy}\n`,
  );
  return 2;
}

/** Arguments and options that take several values. */
const manyValued: ReadonlySet<string> = new Set([
  '_',
  'files',
  'inputs',
  'runs',
  'set',
  'stop',
  'to',
  'backbone',
  'what',
]);

async function dispatch(argv: readonly string[], context: Context): Promise<Status> {
  let status: Status = 0;
  const parser = yargs()
    .scriptName('tlp')
    .usage('$0 <command>\n\nTransfer Learning Pipelines: train on your own data from a .tlp file.')
    .locale('en')
    .version(version)
    .option('debug', { type: 'boolean', describe: 'Show the stack of an unexpected error', global: true })
    .parserConfiguration({ 'strip-aliased': true })
    .demandCommand(1, 'Which command?')
    .strict()
    .check((args) => {
      const wrong = Object.keys(args).find((name) => Number.isNaN(args[name]));
      if (wrong !== undefined) throw new Error(`--${wrong} takes a number.`);
      const twice = Object.keys(args).find((name) => Array.isArray(args[name]) && !manyValued.has(name));
      if (twice !== undefined) throw new Error(`--${twice} is given more than once.`);
      return true;
    })
    .wrap(Math.min(110, context.err.columns))
    .exitProcess(false)
    .fail((message, error, y) => {
      // A command's own error comes without a message of yargs's.
      if (error && !message) throw error;
      throw new UsageError(plain(undisguised(message)), helpOf(y));
    });
  const names = commands.map((command) => command.usage.split(' ')[0]!);
  const [first] = argv;
  if (first !== undefined && !first.startsWith('-') && !names.includes(first)) {
    const near = nearest(first, names);
    throw new UsageError(
      `There is no command "${first}".${near ? ` Did you mean ${near}?` : ''}`,
      'tlp --help lists the commands.',
    );
  }
  for (const command of commands) command.register(parser, context, (s) => (status = s));
  // With a callback, yargs hands over what it would print (`--help`, `--version`) instead of printing it.
  await parser.parseAsync(disguised(argv), {}, (error, _args, output) => {
    if (!error && output) context.out.write(`${output}\n`);
  });
  return status;
}

/** yargs's words for the commonest slips, in those of this command line. */
function plain(message: string): string {
  return message
    .replace(
      /^Not enough non-option arguments: got (\d+), need at least (\d+)$/,
      'Too few arguments: $1 given, at least $2 needed.',
    )
    .replace(/^Not enough arguments following: (\w+)$/, '--$1 needs a value.');
}

function helpOf(parser: unknown): string {
  let text = '';
  (parser as ReturnType<typeof yargs>).showHelp((help) => {
    text = help;
  });
  return text;
}

async function report(error: unknown, argv: readonly string[], context: Context): Promise<Status> {
  const c = context.errColors;
  if (error instanceof TlpError) {
    context.err.write(`${await renderDiagnostics(error.diagnostics, c, context)}\n`);
    if (argv.includes('--debug')) context.err.write(`${c.dim(stackOf(error))}\n`);
    return error.exitCode;
  }
  if (error instanceof UsageError) {
    context.err.write(`${c.red(c.bold('error'))}: ${error.message}\n\n${error.help}\n`);

    return 2;
  }
  context.err.write(`${c.red(c.bold('error'))}: ${bounded(errorText(error))}\n`);
  context.err.write('This is a bug in TLP, not in your pipeline. ');
  context.err.write(
    argv.includes('--debug')
      ? `Please report it with this stack:\n${c.dim(stackOf(error))}\n`
      : 'Run the same command with --debug to see the stack, and please report it.\n',
  );
  return 2;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
