package io.runbookmemory.examples.daemon.config;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where traces go.
 *
 * @param endpoint takes OTLP over HTTP; null where nobody is sent any
 * @param token what that knows the daemon by; null for nothing
 * @param percent how many of a hundred traces that begin here are sent
 */
public record TracesPart(@Nullable URI endpoint, @Nullable Secret token, int percent) {

  /** Nobody is sent any. */
  public static final TracesPart OFF = new TracesPart(null, null, 100);

  private static final String STANDARD = "OTEL_EXPORTER_OTLP_ENDPOINT";

  /** Returns what the environment says, as other programs that are traced read it. */
  static TracesPart of(Map<String, String> environment) {
    String address = environment.getOrDefault(STANDARD, "");
    return address.matches("https?://[^/?#]+.*")
        ? new TracesPart(URI.create(address), null, OFF.percent)
        : OFF;
  }

  static TracesPart read(Section document, TracesPart otherwise) {
    return document
        .section("traces", java.util.Set.of("enabled", "endpoint", "token", "percent"))
        .map(
            one ->
                one.flag("enabled", true)
                    ? new TracesPart(
                        one.address("endpoint").orElse(otherwise.endpoint),
                        one.secret("token"),
                        one.number("percent", otherwise.percent, 0, 100))
                    : OFF)
        .orElse(otherwise);
  }
}
