/** What a person reads of a mail: its subject and the words of its body. */

/** @param {Buffer} bytes as they were sent: RFC 5322 */
export function wordsOf(bytes) {
  const mail = decoded(bytes);
  const end = /\r?\n\r?\n/.exec(mail);
  const head = unfolded(mail.slice(0, end?.index ?? 0));
  const body = end ? mail.slice(end.index + end[0].length) : mail;
  const subject = /^Subject: *(.*)$/im.exec(head)?.[1] ?? '';
  return `${subject}\n${plain(transferred(body, head), head)}`.replaceAll(/\s+/g, ' ').trim();
}

/** Mails of 2002 are UTF-8 by chance only. */
function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

const unfolded = (head) => head.replaceAll(/\r?\n[ \t]+/g, ' ');

/** Undoes the transfer encodings of RFC 2045, of mails that have one part. */
function transferred(body, head) {
  const encoding = /^Content-Transfer-Encoding: *(\S+)/im.exec(head)?.[1]?.toLowerCase();
  if (encoding === 'base64') return decoded(Buffer.from(body, 'base64'));
  if (encoding !== 'quoted-printable') return body;
  return body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Tags, styles and comments are for the mail program. */
function plain(body, head) {
  if (!/^Content-Type: *text\/html/im.test(head) && !/<html|<body|<table/i.test(body)) return body;
  return body
    .replaceAll(/<!--[\s\S]*?-->|<(style|script)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(\w+);/g, (whole, name) => entities[name.toLowerCase()] ?? whole);
}
