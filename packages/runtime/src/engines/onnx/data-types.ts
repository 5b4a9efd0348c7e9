/** `TensorProto.DataType` of onnx.proto. */
export const onnxTypes = { float32: 1, int32: 6, int64: 7 } as const;
