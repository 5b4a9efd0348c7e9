/** Inside brackets: what may stand in them, and which of it the cursor is at. */
import {
  MarkupKind,
  type ParameterInformation,
  type SignatureHelp,
  type SignatureHelpParams,
} from 'vscode-languageserver-protocol';
import { keywords } from '../schema/keywords.js';
import { type Cursor, cursorAt } from './context/cursor.js';
import { type Callee, calleeAt } from './context/expected.js';
import type { ClientAbilities, TextFeature } from './feature.js';

export const signatureHelp: TextFeature<SignatureHelpParams, SignatureHelp | null> = {
  method: 'textDocument/signatureHelp',
  capabilities: {
    signatureHelpProvider: { triggerCharacters: ['(', ','], retriggerCharacters: [',', ':'] },
  },
  answer({ snapshot, client }, { position }) {
    const cursor = cursorAt(snapshot, snapshot.text.offsetAt(position));
    if (cursor.word.kind === 'comment') return null;
    const callee = calledAt(cursor);
    if (!callee) return null;
    const { label, parameters } = signatureOf(callee, client);
    return {
      signatures: [{ label, documentation: markup(callee.doc, client), parameters: [...parameters] }],
      activeSignature: 0,
      activeParameter: activeIn(callee, cursor),
    };
  },
};

interface Shown {
  readonly name: string;
  readonly doc: string;
  /** Each as it stands in the label. */
  readonly parameters: readonly { readonly name: string; readonly shown: string; readonly doc: string }[];
}

function calledAt(cursor: Cursor): Shown | undefined {
  const call = cursor.calls.at(-1);
  if (call?.callee?.text === 'env' && call.role === 'value') {
    const { doc } = keywords.env;
    const parameters = [
      { name: 'NAME', shown: '"NAME"', doc: 'Name of the environment variable.' },
      { name: 'otherwise', shown: 'otherwise', doc: 'The value where the variable is not set.' },
    ];
    return { name: 'env', doc, parameters };
  }
  const callee = calleeAt(cursor);
  return callee && shownCallee(callee);
}

function shownCallee({ name, doc, parameters }: Callee): Shown {
  return {
    name,
    doc,
    parameters: Object.entries(parameters).map(([parameter, { type, fallback, doc: meaning, example }]) => ({
      name: parameter,
      shown: fallback ? `${parameter}: ${fallback.doc}` : parameter,
      doc:
        `${meaning} It is ${type.description}.` +
        (fallback ? ` Default: ${fallback.doc}.` : ` Required, for example \`${example}\`.`),
    })),
  };
}

function signatureOf({ name, parameters }: Shown, client: ClientAbilities) {
  let label = `${name}(`;
  const shown = parameters.map((parameter, index): ParameterInformation => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += parameter.shown;
    return { label: [start, label.length], documentation: markup(parameter.doc, client) };
  });
  return { label: `${label})`, parameters: shown };
}

const markup = (value: string, { markdown }: ClientAbilities) => {
  return { kind: markdown ? MarkupKind.Markdown : MarkupKind.PlainText, value };
};

/** By the argument's name where it has one or is being given one, else by its place; past the last, none. */
function activeIn({ parameters }: Shown, { calls, word, next }: Cursor): number {
  const call = calls.at(-1);
  const name = call?.argument?.text ?? (next?.kind === ':' ? word.text : undefined);
  const named = parameters.findIndex((parameter) => parameter.name === name);
  if (named >= 0) return named;
  return name === undefined ? Math.min(call?.position ?? 0, parameters.length) : parameters.length;
}
