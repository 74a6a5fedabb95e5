/**
 * Readers of what a team already has: runbooks, incidents, service level objectives and the counts
 * of its services. One package a format; whatever is wrong in a file is refused with file and line.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.connectors {
  requires transitive io.runbookmemory.core;
  requires com.fasterxml.jackson.databind;
  requires java.net.http;
  requires org.commonmark;
  requires org.snakeyaml.engine;
  requires static micrometer.core;
  requires static transitive org.jspecify;

  exports io.runbookmemory.connectors.embedding;
  exports io.runbookmemory.connectors.evaluation;
  exports io.runbookmemory.connectors.ingest;
  exports io.runbookmemory.connectors.jsonl;
  exports io.runbookmemory.connectors.markdown;
  exports io.runbookmemory.connectors.micrometer;
  exports io.runbookmemory.connectors.openslo;
  exports io.runbookmemory.connectors.playbook;
  exports io.runbookmemory.connectors.policy;
  exports io.runbookmemory.connectors.resource;
  exports io.runbookmemory.connectors.series;
  exports io.runbookmemory.connectors.sli;
  exports io.runbookmemory.connectors.slo;
}
