import { defineCommand } from './command.js';
import { wholeNumber } from './number-option.js';
import { inferenceEngineOption, offlineOption } from './options.js';

export const generateCommand = defineCommand({
  usage: 'generate <model> <prompt>',
  summary: 'Continue a text with a language model',
  options: (yargs) =>
    yargs
      .positional('model', {
        type: 'string',
        demandOption: true,
        describe:
          'The run directory, a folder of Transformers or fastai, a repository of Hugging Face (org/name), or textgenrnn',
      })
      .positional('prompt', {
        type: 'string',
        demandOption: true,
        describe: 'The text to continue; - for standard input',
      })
      .option('max-tokens', {
        ...wholeNumber('max-tokens', { from: 1 }, 'The most tokens that follow'),
        default: 100,
      })
      .option(
        'temperature',
        share('temperature', 0, 100, 'Divides the scores: below 1 likely tokens gain; 0 takes the likeliest'),
      )
      .option('top-k', wholeNumber('top-k', { from: 1 }, 'Draw among that many of the likeliest tokens'))
      .option(
        'top-p',
        share(
          'top-p',
          Number.MIN_VALUE,
          1,
          'Draw among the likeliest tokens that have this probability together',
        ),
      )
      .option('seed', {
        ...wholeNumber('seed', { from: 0 }, 'Of what is drawn'),
        default: 0,
      })
      .option('stop', {
        type: 'string',
        array: true,
        nargs: 1,
        default: [] as string[],
        describe: 'A text at which it ends; may be given several times',
      })
      .option('format', { choices: ['text', 'json'] as const, default: 'text' as const })
      .option('engine', inferenceEngineOption)
      .option('offline', offlineOption)
      .check(({ stop }) => {
        if (stop.every((text) => text !== '')) return true;
        throw new Error('--stop takes a text, and this one is empty.');
      }),
  async run(args, context) {
    const { writeGenerated } = await import('./write-generated.js');
    return writeGenerated(args, context);
  },
});

/** An option that takes a number, which may have a fraction. */
function share(name: string, from: number, to: number, describe: string) {
  return {
    type: 'string',
    nargs: 1,
    describe,
    coerce(text: unknown): number {
      const number =
        typeof text === 'string' && /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      if (number >= from && number <= to) return number;
      const least = from === Number.MIN_VALUE ? 'above 0' : `from ${from}`;
      throw new Error(`--${name} takes a number ${least} to ${to}, not "${String(text)}".`);
    },
  } as const;
}
