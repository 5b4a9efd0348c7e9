/** What a command of `tlp` is. To add one, write its file and list it in `commands.ts`. */
import type { ArgumentsCamelCase, Argv } from 'yargs';
import { verifySwitch } from '../files/known/verify.js';
import type { Io } from './io.js';
import { undisguised } from './operands.js';
import type { Colors, Output, Voice } from './output.js';

/**
 * 0 the work is done; 1 the pipeline or its data is at fault; 2 usage or environment; 3 an expectation is missed; 130 interrupted, resumable;
 * 141 the reader of the result left before its end, as a program ends that SIGPIPE meets.
 */
export type Status = 0 | 1 | 2 | 3 | 130 | 141;

export interface Context extends Omit<Io, 'out' | 'err'> {
  readonly out: Output;
  readonly err: Voice;
  /** For `out`. */
  readonly colors: Colors;
  /** For `err`. */
  readonly errColors: Colors;
  /** Texts that stand in no file, by what diagnostics call theirs. */
  readonly texts: Map<string, string>;
}

export interface Command<A extends object> {
  /** In yargs's notation: `check <files..>`. */
  readonly usage: string;
  readonly summary: string;
  /** Declares positional arguments and options. Runs for `--help` too, so it must stay light. */
  options(yargs: Argv): Argv<A>;
  /** Does the work; whatever is heavy to load is imported in here. */
  run(args: ArgumentsCamelCase<A>, context: Context): Promise<Status>;
}

/** A command whose arguments' types nobody needs to know any more. */
export interface AnyCommand {
  readonly usage: string;
  register(yargs: Argv, context: Context, finish: (status: Status) => void): void;
}

export function defineCommand<A extends object>(command: Command<A>): AnyCommand {
  return {
    usage: command.usage,
    register(yargs, context, finish) {
      yargs.command<A>(
        command.usage,
        command.summary,
        (y) => command.options(y),
        async (args) => {
          if (args.offline === true) context.env.TLP_OFFLINE = '1';
          if (args.verify === true) context.env[verifySwitch] = '1';
          finish(await command.run(undisguised(args), context));
        },
      );
    },
  };
}
