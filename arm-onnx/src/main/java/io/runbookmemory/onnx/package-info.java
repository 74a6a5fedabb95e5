/**
 * Embeddings made inside the process with ONNX Runtime. Entry type: {@link
 * io.runbookmemory.onnx.OnnxEmbeddingModel}, whose {@code bundled()} needs nothing to be
 * configured.
 *
 * <p>An adapter: imports {@code embedding} and {@code error} of arm-core, ONNX Runtime, and the
 * native layer of DJL's tokenizers.
 */
package io.runbookmemory.onnx;
