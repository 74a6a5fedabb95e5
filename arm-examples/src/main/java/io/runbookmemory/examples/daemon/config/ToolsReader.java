package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.connectors.yaml.YamlField;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is called, and who may come by the Model Context Protocol. */
final class ToolsReader {

  private static final int MOST_SESSIONS = 1_000;
  private static final Duration LONGEST_IDLE = Duration.ofDays(1);

  private ToolsReader() {}

  /** Reads the tools; their files lie beside the configuration where they are not absolute. */
  static DaemonConfig.Tools tools(Section document, Path beside, DaemonConfig.Tools otherwise) {
    return document
        .section("tools", Set.of("audit", "key", "prometheus", "token", "remedy"))
        .map(
            one ->
                new DaemonConfig.Tools(
                    file(one, "audit", beside),
                    file(one, "key", beside),
                    one.address("prometheus").orElse(null),
                    one.secret("token"),
                    file(one, "remedy", beside)))
        .orElse(otherwise);
  }

  private static @Nullable Path file(Section section, String name, Path beside) {
    return section.text(name).map(beside::resolveSibling).orElse(null);
  }

  static DaemonConfig.Mcp mcp(Section document, DaemonConfig.Mcp otherwise) {
    return document
        .section("mcp", Set.of("enabled", "sessions", "idle"))
        .map(
            one ->
                new DaemonConfig.Mcp(
                    one.flag("enabled", otherwise.enabled()),
                    one.number("sessions", otherwise.sessions(), 1, MOST_SESSIONS),
                    idle(one, otherwise.idle())))
        .orElse(otherwise);
  }

  private static Duration idle(Section section, Duration otherwise) {
    Duration idle = section.length("idle", otherwise);
    if (!idle.isPositive() || idle.compareTo(LONGEST_IDLE) > 0) {
      YamlField field = section.field().require("idle");
      throw field.refusal("must be more than nothing and at most a day, got " + idle);
    }
    return idle;
  }
}
