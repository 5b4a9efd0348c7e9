/** Every generated file of the extension: its path in the extension's folder, and its text. */
import { snippetsFile } from './snippets.js';
import { markdownInjection, textMateGrammar } from './textmate.js';

export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    'snippets/tlp.json': json(snippetsFile()),
    'syntaxes/tlp.tmLanguage.json': json(textMateGrammar()),
    'syntaxes/markdown.tmLanguage.json': json(markdownInjection()),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
