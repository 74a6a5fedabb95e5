package io.runbookmemory.connectors.logs;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Loki as tools. */
final class LokiTools {

  /** As many as anybody reads. */
  private static final int MOST_LINES = 200;

  private static final Duration HOUR = Duration.ofHours(1);

  private LokiTools() {}

  record Search(
      @Described("LogQL that gives lines, such as {app=\"checkout\"} |= \"timeout\"") String query,
      @Described("the beginning; none for an hour before the end") @Nullable Instant from,
      @Described("the end; none for now") @Nullable Instant to) {

    Search {
      if (from != null && to != null && !to.isAfter(from)) {
        throw new IllegalArgumentException("to must be later than from");
      }
    }
  }

  record Lines(List<LogLine> lines) {}

  static List<Tool> of(LokiClient client) {
    return List.of(
        RecordTool.builder(
                "search_loki",
                "Searches the logs of Loki; gives the newest lines, 200 at most.",
                Search.class,
                Lines.class)
            .effect(ToolEffect.READ_ONLY)
            .cost(CostTier.HIGH)
            .timeout(Duration.ofMinutes(1))
            .build(
                (search, call) -> {
                  Instant to = search.to() == null ? call.at() : search.to();
                  Instant from = search.from() == null ? to.minus(HOUR) : search.from();
                  return Optional.of(
                          client.within(call.timeout()).lines(search.query(), from, to, MOST_LINES))
                      .filter(lines -> !lines.isEmpty())
                      .map(Lines::new);
                }));
  }
}
