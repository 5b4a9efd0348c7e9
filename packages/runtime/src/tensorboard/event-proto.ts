/** The messages of TensorFlow's event files, as far as scalars need them (tensorflow/core/util/event.proto, framework/summary.proto). */
import protobuf from 'protobufjs';

const schema = `syntax = "proto3";
package tensorflow;
message Summary {
  message Value { string tag = 1; float simple_value = 2; }
  repeated Value value = 1;
}
message Event {
  double wall_time = 1;
  int64 step = 2;
  string file_version = 3;
  Summary summary = 5;
}`;

const EventProto = protobuf.parse(schema, { keepCase: true }).root.lookupType('tensorflow.Event');

export interface ScalarEvent {
  /** Seconds since 1970. */
  readonly wallTime: number;
  readonly step: number;
  /** By tag: `validation/loss`. */
  readonly scalars: readonly (readonly [tag: string, value: number])[];
}

/** What every file begins with, so that readers know its form. */
export const versionEvent = (wallTime: number): Uint8Array =>
  EventProto.encode({ wall_time: wallTime, file_version: 'brain.Event:2' }).finish();

export const scalarEvent = ({ wallTime, step, scalars }: ScalarEvent): Uint8Array =>
  EventProto.encode({
    wall_time: wallTime,
    step,
    summary: { value: scalars.map(([tag, value]) => ({ tag, simple_value: value })) },
  }).finish();
