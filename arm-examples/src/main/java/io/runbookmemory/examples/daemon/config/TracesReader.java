package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.examples.daemon.config.DaemonConfig.Traces;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Reads where traces go. */
final class TracesReader {

  private static final String STANDARD = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private TracesReader() {}

  /** Returns what the environment says, as other programs that are traced read it. */
  static Traces of(Map<String, String> environment) {
    String address = environment.getOrDefault(STANDARD, "");
    return address.matches("https?://[^/?#\\s]+[^\\s]*")
        ? new Traces(URI.create(address), null, Traces.OFF.percent())
        : Traces.OFF;
  }

  static Traces read(Section document, Traces otherwise) {
    return document
        .section("traces", Set.of("enabled", "endpoint", "token", "percent"))
        .map(one -> one.flag("enabled", true) ? given(one, otherwise) : Traces.OFF)
        .orElse(otherwise);
  }

  private static Traces given(Section section, Traces otherwise) {
    return new Traces(
        section.address("endpoint").orElse(otherwise.endpoint()),
        section.secret("token"),
        section.number("percent", otherwise.percent(), 0, 100));
  }
}
