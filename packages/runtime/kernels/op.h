// What every op shares: how it is registered with TensorFlow, and how its kernel reads inputs and makes outputs.
#pragma once
#include <algorithm>
#include <initializer_list>
#include <vector>

#include "tensorflow.h"

namespace tlp {

/** One call of a kernel: tensors live as long as it does. A failure is told to TensorFlow, and `ok` is false from then on. */
class Call {
 public:
  explicit Call(TF_OpKernelContext* context) : context_(context), status_(TF_NewStatus()) {}
  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  /** The n-th input; null after a failure. */
  TF_Tensor* input(int index);
  /** The values of the variable that is the n-th input, to be changed in place; null after a failure. */
  TF_Tensor* variable(int index);
  /** The n-th output, of the shape of a tensor; null after a failure. */
  float* outputLike(int index, const TF_Tensor* like);
  /** The n-th output, of the shape of the input `from`: in its memory, if nobody else reads it. `tensor` is that input before and after. */
  float* outputOver(int index, int from, const TF_Tensor*& tensor);
  /** The first output: the gradient by `value`, in the memory of `dy`, the first input, which has to have its shape. */
  float* gradientOver(const TF_Tensor*& dy, const TF_Tensor* value);
  /** The n-th output, of these sizes; null after a failure. */
  float* outputOf(int index, std::initializer_list<int64_t> dims);
  /** Fails unless this holds: a graph with such shapes would read memory that is not its own. */
  void require(bool holds, const char* what);
  bool ok() const { return TF_GetCode(status_) == TF_OK; }

 private:
  TF_Tensor* keep(TF_Tensor* tensor);

  TF_OpKernelContext* context_;
  TF_Status* status_;
  std::vector<TF_Tensor*> tensors_;
};

inline const float* floats(const TF_Tensor* tensor) { return static_cast<const float*>(TF_TensorData(tensor)); }
inline int64_t elements(const TF_Tensor* tensor) { return TF_TensorElementCount(tensor); }
/** Of the last axis; 1 for a scalar. */
inline int64_t lastSize(const TF_Tensor* tensor) {
  const int rank = TF_NumDims(tensor);
  return rank == 0 ? 1 : TF_Dim(tensor, rank - 1);
}
inline int64_t rowsOf(const TF_Tensor* tensor) { return elements(tensor) / std::max<int64_t>(lastSize(tensor), 1); }
inline bool sameSizes(const TF_Tensor* a, const TF_Tensor* b) {
  return elements(a) == elements(b) && lastSize(a) == lastSize(b);
}

/** Inputs and outputs are floats, unless declared otherwise (`key: int32`). One without outputs changes a variable. */
struct Op {
  const char* name;
  std::initializer_list<const char*> inputs;
  std::initializer_list<const char*> outputs;
  /** `epsilon: float`. */
  std::initializer_list<const char*> attributes;
  /** Which input each output is shaped like. */
  void (*shape)(TF_ShapeInferenceContext*, TF_Status*);
  void* (*create)(TF_OpKernelConstruction*);
  void (*compute)(void*, TF_OpKernelContext*);
  void (*destroy)(void*);
};

void registerOp(const Op& op);

constexpr int channelsOf(int input) { return -1 - input; }
void setShape(TF_ShapeInferenceContext* context, int output, int from, TF_Status* status);

/** Output n is shaped like input `From[n]`; where that is `channelsOf(m)`, like the last axis of input m. */
template <int... From>
void shapedLike(TF_ShapeInferenceContext* context, TF_Status* status) {
  int output = 0;
  for (int from : std::initializer_list<int>{From...}) setShape(context, output++, from, status);
}

/** Attributes read once, when TensorFlow makes the kernel. */
template <typename Attributes, void (*Read)(TF_OpKernelConstruction*, Attributes&, TF_Status*)>
void* createWith(TF_OpKernelConstruction* construction) {
  TF_Status* status = TF_NewStatus();
  auto* attributes = new Attributes();
  Read(construction, *attributes, status);
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return attributes;
}

/** A kernel that knows one number, an attribute of this name. */
template <const char* Name>
void readFloat(TF_OpKernelConstruction* construction, float& value, TF_Status* status) {
  TF_OpKernelConstruction_GetAttrFloat(construction, Name, &value, status);
}

/** One attribute of several; none is read after a failure. */
void readInt(TF_OpKernelConstruction* construction, const char* name, int32_t& value, TF_Status* status);

template <typename Attributes>
void destroyWith(void* attributes) {
  delete static_cast<Attributes*>(attributes);
}

}  // namespace tlp
