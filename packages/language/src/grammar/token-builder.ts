import { DefaultTokenBuilder, type Grammar, type TokenBuilderOptions } from 'langium';

type TokenVocabulary = ReturnType<DefaultTokenBuilder['buildTokens']>;

/** Puts LABEL and PATH before the keywords, so that a keyword before a colon is a property's name, and one before a dot a path. */
export class TlpTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
    const tokens = super.buildTokens(grammar, options);
    if (!Array.isArray(tokens)) return tokens;
    const isFirst = ({ name }: { readonly name: string }) => name === 'LABEL' || name === 'PATH';
    return [...tokens.filter(isFirst), ...tokens.filter((token) => !isFirst(token))];
  }
}
