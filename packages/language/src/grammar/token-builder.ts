import { DefaultTokenBuilder, type Grammar, type TokenBuilderOptions } from 'langium';

type TokenVocabulary = ReturnType<DefaultTokenBuilder['buildTokens']>;

/** Puts LABEL before the keywords, so that a keyword before a colon is a property's name. */
export class TlpTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
    const tokens = super.buildTokens(grammar, options);
    if (!Array.isArray(tokens)) return tokens;
    const labels = tokens.filter((token) => token.name === 'LABEL');
    return [...labels, ...tokens.filter((token) => token.name !== 'LABEL')];
  }
}
