import { AbstractParserErrorMessageProvider } from 'langium';

interface TokenType {
  readonly name: string;
  readonly LABEL?: string;
}

/** What a kind of token is called in messages. */
function nameOfToken({ name, LABEL }: TokenType): string {
  switch (name) {
    case 'ID':
    case 'LABEL':
      return 'a name';
    case 'NUMBER':
      return 'a number';
    case 'STRING':
    case 'BAD_STRING':
      return 'a string in double quotes';
    case 'EOF':
      return 'the end of the file';
    default:
      return `\`${LABEL ?? name}\``;
  }
}

/** Of a mismatch, the message is what was expected and nothing else; `parser-problem.ts` makes it a sentence. */
export class FriendlyParserMessages extends AbstractParserErrorMessageProvider {
  override buildMismatchTokenMessage({ expected }: { expected: TokenType }): string {
    return nameOfToken(expected);
  }

  override buildNotAllInputParsedMessage(): string {
    return nameOfToken({ name: 'EOF' });
  }
}
