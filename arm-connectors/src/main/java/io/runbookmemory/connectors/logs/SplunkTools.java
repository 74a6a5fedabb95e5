package io.runbookmemory.connectors.logs;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A Splunk as tools. */
final class SplunkTools {

  /** As many as anybody reads. */
  private static final int MOST_EVENTS = 200;

  private SplunkTools() {}

  record Search(
      @Described("one index's name") String index,
      @Described("terms, then commands that only look: status>=500 | stats count by host")
          String query,
      @Described("the beginning, such as -1h or 2026-11-21T09:00:00Z") String earliest,
      @Described("the end, such as now") String latest) {

    Search {
      checked(index, query);
      if (earliest.isBlank() || latest.isBlank()) {
        throw new IllegalArgumentException("earliest and latest must not be blank");
      }
    }

    private static SplunkSearch checked(String index, String query) {
      return new SplunkSearch(index, query);
    }

    SplunkSearch search() {
      return checked(index, query);
    }
  }

  static List<Tool> of(SplunkClient client) {
    return List.of(
        RecordTool.builder(
                "search_splunk",
                "Searches one index of Splunk; gives events (200 at most), how much was looked"
                    + " through, and a link for people.",
                Search.class,
                SplunkResult.class)
            .effect(ToolEffect.READ_ONLY)
            .cost(CostTier.HIGH)
            .timeout(Duration.ofMinutes(2))
            .build(
                (search, call) ->
                    Optional.of(
                            client
                                .within(call.timeout())
                                .search(
                                    search.search(),
                                    search.earliest(),
                                    search.latest(),
                                    MOST_EVENTS))
                        .filter(result -> !result.events().isEmpty())));
  }
}
