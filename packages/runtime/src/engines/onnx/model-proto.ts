/** The part of onnx.proto that an inference graph needs, and its encoding. Source: github.com/onnx/onnx, onnx/onnx.proto. */

import type { TensorType } from '@tlp/language/graph/types.js';
import protobuf from 'protobufjs';
import { onnxTypes } from './data-types.js';
import type { OnnxAttr, OnnxInitializer, OnnxNode } from './emitter.js';

const schema = `
syntax = "proto3";
package onnx;
message AttributeProto { string name = 1; float f = 2; int64 i = 3; bytes s = 4; repeated float floats = 7; repeated int64 ints = 8; int32 type = 20; }
message NodeProto { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4; repeated AttributeProto attribute = 5; }
message TensorProto { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; repeated StringStringEntryProto external_data = 13; int32 data_location = 14; }
message TensorShapeProto { message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } } repeated Dimension dim = 1; }
message TypeProto { message Tensor { int32 elem_type = 1; TensorShapeProto shape = 2; } Tensor tensor_type = 1; }
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message GraphProto { repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5; repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12; }
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message StringStringEntryProto { string key = 1; string value = 2; }
message ModelProto { int64 ir_version = 1; string producer_name = 2; GraphProto graph = 7; repeated OperatorSetIdProto opset_import = 8; repeated StringStringEntryProto metadata_props = 14; }
`;

const attributeTypes = { float: 1, int: 2, string: 3, floats: 6, ints: 7 };

/** Reductions take their axes as an attribute up to this version. */
const opset = 17;
const irVersion = 8;

export interface OnnxValue {
  readonly name: string;
  readonly type: TensorType;
}

export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxInitializer[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

/** Where a tensor's values lie beside the `.onnx` file. */
export interface ExternalData {
  /** Relative to the `.onnx` file. */
  readonly location: string;
  /** In bytes. */
  readonly offset: number;
}

/** `TensorProto.DataLocation` of onnx.proto. */
const external = 1;

/**
 * The bytes of a `.onnx` file.
 * @param beside where the values of those initializers lie that are not in the file, by their names
 */
export function encodeOnnx(
  model: OnnxModel,
  beside: ReadonlyMap<string, ExternalData> = new Map(),
): Uint8Array {
  const ModelProto = protobuf.parse(schema, { keepCase: true }).root.lookupType('onnx.ModelProto');
  const message = {
    ir_version: irVersion,
    producer_name: 'tlp',
    opset_import: [{ domain: '', version: opset }],
    graph: {
      name: 'tlp',
      node: model.nodes.map((node) => ({
        name: node.name,
        op_type: node.op,
        input: node.inputs,
        output: node.outputs,
        attribute: Object.entries(node.attrs).map(([name, value]) => attribute(name, value)),
      })),
      initializer: model.initializers.map(({ name, shape, data }) => ({
        name,
        dims: shape,
        data_type: typeOfData(data),
        ...valuesOf(data, beside.get(name)),
      })),
      input: model.inputs.map(valueInfo),
      output: model.outputs.map(valueInfo),
    },
  };
  return ModelProto.encode(ModelProto.create(message)).finish();
}

function valuesOf({ buffer, byteOffset, byteLength }: OnnxInitializer['data'], beside?: ExternalData) {
  if (!beside) return { raw_data: new Uint8Array(buffer, byteOffset, byteLength) };
  const entries = { location: beside.location, offset: beside.offset, length: byteLength };
  return {
    external_data: Object.entries(entries).map(([key, value]) => ({ key, value: String(value) })),
    data_location: external,
  };
}

function attribute(name: string, value: OnnxAttr) {
  if (typeof value === 'number') return { name, i: value, type: attributeTypes.int };
  if (typeof value === 'string')
    return { name, s: new TextEncoder().encode(value), type: attributeTypes.string };
  if ('float' in value) return { name, f: value.float, type: attributeTypes.float };
  if ('floats' in value) return { name, floats: value.floats, type: attributeTypes.floats };
  return { name, ints: value, type: attributeTypes.ints };
}

function typeOfData(data: OnnxInitializer['data']): number {
  if (data instanceof Float32Array) return onnxTypes.float32;
  return data instanceof Int32Array ? onnxTypes.int32 : onnxTypes.int64;
}

const valueInfo = ({ name, type: { dtype, shape } }: OnnxValue) => ({
  name,
  type: {
    tensor_type: {
      elem_type: onnxTypes[dtype],
      shape: { dim: shape.map((d) => (typeof d === 'number' ? { dim_value: d } : { dim_param: d })) },
    },
  },
});
