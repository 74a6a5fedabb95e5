/** The command line of ARM. */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.examples {
  requires com.cronutils;
  requires com.fasterxml.jackson.databind;
  requires com.nimbusds.jose.jwt;
  requires com.zaxxer.hikari;
  requires info.picocli;
  requires io.runbookmemory.connectors;
  requires io.runbookmemory.core;
  requires io.runbookmemory.jdbc;
  requires io.runbookmemory.lucene;
  requires io.runbookmemory.onnx;
  requires io.modelcontextprotocol.sdk.mcp.core;
  requires io.modelcontextprotocol.sdk.mcp.json.jackson2;
  requires jakarta.mail;
  requires java.sql;
  requires micrometer.core;
  requires micrometer.registry.prometheus;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.io;
  requires org.eclipse.jetty.server;
  requires org.eclipse.jetty.util;
  requires org.slf4j;
  requires reactor.core;
  requires static org.jspecify;

  exports io.runbookmemory.examples;

  opens io.runbookmemory.examples to
      info.picocli;
  opens io.runbookmemory.examples.check to
      info.picocli;
  opens io.runbookmemory.examples.command to
      info.picocli;
  opens io.runbookmemory.examples.command.analysis to
      info.picocli;
  opens io.runbookmemory.examples.command.series to
      info.picocli;
  opens io.runbookmemory.examples.daemon to
      info.picocli;
  opens io.runbookmemory.examples.deploy to
      info.picocli;
  opens io.runbookmemory.examples.draft to
      info.picocli;
  opens io.runbookmemory.examples.duty to
      info.picocli,
      io.runbookmemory.core;
  opens io.runbookmemory.examples.guard to
      info.picocli;
  opens io.runbookmemory.examples.incident to
      info.picocli;
  opens io.runbookmemory.examples.ingest to
      info.picocli;
  opens io.runbookmemory.examples.mcp to
      info.picocli;
  opens io.runbookmemory.examples.option to
      info.picocli;
  opens io.runbookmemory.examples.option.convert to
      info.picocli;
  opens io.runbookmemory.examples.playbook to
      info.picocli;
  opens io.runbookmemory.examples.remedy to
      info.picocli;
  opens io.runbookmemory.examples.replay to
      info.picocli;
  opens io.runbookmemory.examples.report to
      info.picocli;
  opens io.runbookmemory.examples.run to
      info.picocli;
  opens io.runbookmemory.examples.slo to
      info.picocli;
  opens io.runbookmemory.examples.view to
      info.picocli;
  opens io.runbookmemory.examples.walkthrough to
      info.picocli;

  // What tools take and give, and what they write down, are records that core reads and writes.
  opens io.runbookmemory.examples.remedy.action to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.remedy.drift to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.remedy.later to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.remedy.turn to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.remedy.watch to
      io.runbookmemory.core;

  // What the daemon writes down are records that core reads and writes.
  opens io.runbookmemory.examples.daemon.inbox to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.daemon.notify to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.daemon.pipeline to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.daemon.spool to
      io.runbookmemory.core;
  opens io.runbookmemory.examples.daemon.told to
      io.runbookmemory.core;
}
