/** Programs that measure ARM beside its peers and the raw engines under it. */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.bench {
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires io.runbookmemory.core;
  requires io.runbookmemory.lucene;
  requires io.runbookmemory.onnx;
  requires org.apache.lucene.core;
  requires static org.jspecify;

  opens io.runbookmemory.bench to
      info.picocli;
}
