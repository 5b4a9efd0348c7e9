import type { LangiumDocument } from 'langium';

export type ParserError = LangiumDocument['parseResult']['parserErrors'][number];
