import { AbstractParserErrorMessageProvider } from 'langium';

interface Token {
  readonly image: string;
}
interface TokenType {
  readonly name: string;
  readonly LABEL?: string;
}

/** What a kind of token is called in messages. */
export function nameOfToken({ name, LABEL }: TokenType): string {
  switch (name) {
    case 'ID':
    case 'LABEL':
      return 'a name';
    case 'NUMBER':
      return 'a number';
    case 'STRING':
    case 'BAD_STRING':
      return 'a text in double quotes';
    case 'EOF':
      return 'the end of the file';
    default:
      return `\`${LABEL ?? name}\``;
  }
}

const nameOfFound = (token: Token | undefined): string =>
  token === undefined || token.image === '' ? 'the end of the file' : `\`${token.image}\``;

/** States what is there, never what the parser calls it. */
export class FriendlyParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected, actual }: { expected: TokenType; actual: Token }): string {
    return `${nameOfToken(expected)} is missing before ${nameOfFound(actual)}.`.replace(/^./, (c) =>
      c.toUpperCase(),
    );
  }

  override buildNotAllInputParsedMessage({ firstRedundant }: { firstRedundant: Token }): string {
    return `${nameOfFound(firstRedundant)} does not belong here.`;
  }

  override buildNoViableAltMessage({ actual }: { actual: Token[] }): string {
    return `${nameOfFound(actual[0])} does not belong here.`.replace('the end', 'The end');
  }

  override buildEarlyExitMessage({ actual }: { actual: Token[] }): string {
    return `${nameOfFound(actual[0])} does not belong here.`.replace('the end', 'The end');
  }
}
