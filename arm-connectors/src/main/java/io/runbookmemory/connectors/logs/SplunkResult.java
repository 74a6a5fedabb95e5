package io.runbookmemory.connectors.logs;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param events raw events, or rows of a table, field by field; the newest first where the search
 *     does not sort
 * @param stats how much was looked through
 * @param link where a person sees it, as long as Splunk keeps the job
 */
public record SplunkResult(List<Map<String, String>> events, Stats stats, URI link) {

  /**
   * How much was looked through.
   *
   * @param scanned events that were read
   * @param matched events that fit
   * @param results rows that there are, perhaps more than were fetched
   * @param seconds that Splunk worked
   */
  public record Stats(long scanned, long matched, long results, double seconds) {}

  /** Copies the events. */
  public SplunkResult {
    events = events.stream().map(Map::copyOf).toList();
  }
}
