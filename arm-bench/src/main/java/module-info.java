/** Programs that measure ARM beside its peers and the raw engines under it. */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.bench {
  requires com.fasterxml.jackson.databind;
  requires hnswlib.core;
  requires info.picocli;
  requires java.management;
  requires jvector;
  requires langchain4j;
  requires langchain4j.core;
  requires io.runbookmemory.core;
  requires io.runbookmemory.lucene;
  requires io.runbookmemory.onnx;
  requires org.apache.lucene.core;
  requires org.apache.lucene.join;
  requires static org.jspecify;

  opens io.runbookmemory.bench to
      info.picocli;
}
