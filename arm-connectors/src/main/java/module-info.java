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
  requires org.commonmark.ext.gfm.tables;
  requires org.jsoup;
  requires org.snakeyaml.engine;
  requires static jakarta.mail;
  requires static micrometer.core;
  requires static transitive org.jspecify;

  exports io.runbookmemory.connectors.bucket;
  exports io.runbookmemory.connectors.capacity;
  exports io.runbookmemory.connectors.chat;
  exports io.runbookmemory.connectors.dynatrace;
  exports io.runbookmemory.connectors.embedding;
  exports io.runbookmemory.connectors.endpoint;
  exports io.runbookmemory.connectors.evaluation;
  exports io.runbookmemory.connectors.ingest;
  exports io.runbookmemory.connectors.jsonl;
  exports io.runbookmemory.connectors.logs;
  exports io.runbookmemory.connectors.mail;
  exports io.runbookmemory.connectors.markdown;
  exports io.runbookmemory.connectors.micrometer;
  exports io.runbookmemory.connectors.openslo;
  exports io.runbookmemory.connectors.playbook;
  exports io.runbookmemory.connectors.origin;
  exports io.runbookmemory.connectors.policy;
  exports io.runbookmemory.connectors.prometheus;
  exports io.runbookmemory.connectors.record;
  exports io.runbookmemory.connectors.report;
  exports io.runbookmemory.connectors.resource;
  exports io.runbookmemory.connectors.series;
  exports io.runbookmemory.connectors.sli;
  exports io.runbookmemory.connectors.slo;
  exports io.runbookmemory.connectors.statuspage;
  exports io.runbookmemory.connectors.ticket;
  exports io.runbookmemory.connectors.wiki;
  exports io.runbookmemory.connectors.yaml;

  // The arguments and outputs of tools are records that core reads and writes.
  opens io.runbookmemory.connectors.chat to
      io.runbookmemory.core;
  opens io.runbookmemory.connectors.dynatrace to
      io.runbookmemory.core;
  opens io.runbookmemory.connectors.logs to
      io.runbookmemory.core;
  opens io.runbookmemory.connectors.mail to
      io.runbookmemory.core;
  opens io.runbookmemory.connectors.prometheus to
      io.runbookmemory.core;
  opens io.runbookmemory.connectors.ticket to
      io.runbookmemory.core;
  opens io.runbookmemory.connectors.wiki to
      io.runbookmemory.core;
}
