/**
 * The instructions of a pickle: opcodes as in CPython's `Lib/pickletools.py`, protocols 0 to 5, without the ones only
 * hostile or exotic files use.
 */
import { latin1 } from '../kinds.js';
import { brief } from '../shown.js';
import type { PickleBytes } from './bytes.js';
import { fill, PickleError, type PickleMachine } from './machine.js';

type Action = (machine: PickleMachine, bytes: PickleBytes) => void;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const utf8 = (bytes: Uint8Array): string => decoder.decode(bytes);

/** Pops as many values as the tuple has, in the order they were pushed. */
const tuple = (machine: PickleMachine, size: number): void =>
  machine.push(Array.from({ length: size }, () => machine.pop()).reverse());

/** By opcode, in the order and under the names of `pickletools`. */
export const ACTIONS = new Map<number, Action>([
  // Whole numbers and others
  [0x49, (m, b) => m.push(parseInteger(b.line()))], // INT
  [0x4a, (m, b) => m.push(b.i32())], // BININT
  [0x4b, (m, b) => m.push(b.u8())], // BININT1
  [0x4d, (m, b) => m.push(b.u16())], // BININT2
  [0x4c, (m, b) => m.push(integer(BigInt(parseDigits(b.line().replace(/L$/, '')))))], // LONG
  [0x8a, (m, b) => m.push(integer(littleEndian(b.take(b.u8()))))], // LONG1
  [0x8b, (m, b) => m.push(integer(littleEndian(b.take(b.length32()))))], // LONG4
  [0x46, (m, b) => m.push(Number(b.line()))], // FLOAT
  [0x47, (m, b) => m.push(b.f64())], // BINFLOAT
  [0x4e, (m) => m.push(null)], // NONE
  [0x88, (m) => m.push(true)], // NEWTRUE
  [0x89, (m) => m.push(false)], // NEWFALSE
  // Text and bytes
  [0x54, (m, b) => m.push(latin1(b.take(b.length32())))], // BINSTRING
  [0x55, (m, b) => m.push(latin1(b.take(b.u8())))], // SHORT_BINSTRING
  [0x56, (m, b) => m.push(b.line())], // UNICODE
  [0x8c, (m, b) => m.push(utf8(b.take(b.u8())))], // SHORT_BINUNICODE
  [0x58, (m, b) => m.push(utf8(b.take(b.length32())))], // BINUNICODE
  [0x8d, (m, b) => m.push(utf8(b.take(b.length64())))], // BINUNICODE8
  [0x42, (m, b) => m.push(b.take(b.length32()).slice())], // BINBYTES
  [0x43, (m, b) => m.push(b.take(b.u8()).slice())], // SHORT_BINBYTES
  [0x8e, (m, b) => m.push(b.take(b.length64()).slice())], // BINBYTES8
  [0x96, (m, b) => m.push(b.take(b.length64()).slice())], // BYTEARRAY8
  // Collections
  [0x5d, (m) => m.push([])], // EMPTY_LIST
  [0x61, (m) => m.append([m.pop()])], // APPEND
  [0x65, (m) => m.append(m.popToMark())], // APPENDS
  [0x6c, (m) => m.push(m.popToMark())], // LIST
  [0x29, (m) => m.push([])], // EMPTY_TUPLE
  [0x74, (m) => m.push(m.popToMark())], // TUPLE
  [0x85, (m) => tuple(m, 1)], // TUPLE1
  [0x86, (m) => tuple(m, 2)], // TUPLE2
  [0x87, (m) => tuple(m, 3)], // TUPLE3
  [0x7d, (m) => m.push(new Map())], // EMPTY_DICT
  [0x64, (m) => m.push(fill(new Map(), m.popToMark()))], // DICT
  [0x73, (m) => setItem(m)], // SETITEM
  [0x75, (m) => m.setItems(m.popToMark())], // SETITEMS
  [0x8f, (m) => m.push(new Set())], // EMPTY_SET
  [0x90, (m) => m.addItems(m.popToMark())], // ADDITEMS
  [0x91, (m) => m.push(new Set(m.popToMark()))], // FROZENSET
  // Stack and memo
  [0x28, (m) => m.mark()], // MARK
  [0x30, (m) => m.discard()], // POP
  [0x31, (m) => void m.popToMark()], // POP_MARK
  [0x32, (m) => m.push(m.top())], // DUP
  [0x67, (m, b) => m.recall(parseInteger(b.line()))], // GET
  [0x68, (m, b) => m.recall(b.u8())], // BINGET
  [0x6a, (m, b) => m.recall(b.u32())], // LONG_BINGET
  [0x70, (m, b) => m.remember(parseInteger(b.line()))], // PUT
  [0x71, (m, b) => m.remember(b.u8())], // BINPUT
  [0x72, (m, b) => m.remember(b.u32())], // LONG_BINPUT
  [0x94, (m) => m.rememberNext()], // MEMOIZE
  // Globals and objects
  [0x63, (m, b) => m.global(b.line(), b.line())], // GLOBAL
  [0x93, (m) => stackGlobal(m)], // STACK_GLOBAL
  [0x52, (m) => m.call()], // REDUCE
  [0x81, (m) => m.call()], // NEWOBJ
  [0x62, (m) => m.build()], // BUILD
  [0x50, (m, b) => m.persistent(b.line())], // PERSID
  [0x51, (m) => m.persistent(m.pop())], // BINPERSID
  // Framing
  [0x80, (_, b) => checkProtocol(b.u8())], // PROTO
  [0x95, (_, b) => void b.length64()], // FRAME
]);

function setItem(machine: PickleMachine): void {
  const value = machine.pop();
  machine.setItems([machine.pop(), value]);
}

function stackGlobal(machine: PickleMachine): void {
  const name = machine.pop();
  machine.global(machine.pop(), name);
}

function checkProtocol(protocol: number): void {
  if (protocol > 5) throw new PickleError(`its protocol ${protocol} is unknown`);
}

function parseDigits(text: string): string {
  if (!/^-?\d{1,1000}$/.test(text)) throw new PickleError(`it contains ${brief(text)} as a number`);
  return text;
}

function parseInteger(text: string): number {
  return Number(parseDigits(text));
}

/** A number where it is exact, a bigint beyond. */
function integer(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Two's complement, least significant byte first. */
function littleEndian(bytes: Uint8Array): bigint {
  if (bytes.length > 1024) throw new PickleError(`it holds a whole number of ${bytes.length} bytes`);
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  return BigInt.asIntN(bytes.length * 8, value);
}
