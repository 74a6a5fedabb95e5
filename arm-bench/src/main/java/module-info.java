/** Programs that measure ARM beside its peers and the raw engines under it. */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.bench {
  requires ai.djl.tokenizers;
  requires com.fasterxml.jackson.databind;
  requires com.zaxxer.hikari;
  requires hnswlib.core;
  requires info.picocli;
  requires java.management;
  requires java.sql;
  requires jdk.httpserver;
  requires jdk.management;
  requires jmh.core;
  requires jvector;
  requires langchain4j;
  requires langchain4j.community.lucene;
  requires langchain4j.core;
  requires langchain4j.embeddings;
  requires langchain4j.embeddings.bge.small.en.v15.q;
  requires langchain4j.pgvector;
  requires io.runbookmemory.connectors;
  requires io.runbookmemory.core;
  requires io.runbookmemory.jdbc;
  requires io.runbookmemory.lucene;
  requires io.runbookmemory.onnx;
  requires io.runbookmemory.testkit;
  requires org.apache.lucene.core;
  requires org.apache.lucene.join;
  requires static org.jspecify;

  exports io.runbookmemory.bench.jmh to
      jmh.core;

  opens io.runbookmemory.bench.alerts to
      info.picocli;
  opens io.runbookmemory.bench.analysis to
      info.picocli;
  opens io.runbookmemory.bench to
      info.picocli;
  opens io.runbookmemory.bench.hold to
      info.picocli;
  opens io.runbookmemory.bench.ingest to
      info.picocli;
  opens io.runbookmemory.bench.redact to
      info.picocli;
  opens io.runbookmemory.bench.nab to
      info.picocli;
  opens io.runbookmemory.bench.replay to
      info.picocli;
  opens io.runbookmemory.bench.report to
      info.picocli;
  opens io.runbookmemory.bench.stages to
      info.picocli;
}
