/**
 * Local embeddings: a model that runs inside the process, with no network. The default model comes
 * with the module.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.onnx {
  requires transitive io.runbookmemory.core;
  requires com.fasterxml.jackson.databind;
  requires com.microsoft.onnxruntime;
  requires ai.djl.tokenizers;
  requires static transitive org.jspecify;

  exports io.runbookmemory.onnx;
}
