package io.runbookmemory.learn.analysis.signature;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.memory.MemoryId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that look alike, and what helped.
 *
 * @param alert the alert that told of them, or null
 * @param template what their symptoms say, with {@code <*>} for what differs
 * @param place what they have in common of service, environment and cluster
 * @param support how many incidents there are
 * @param solutions what was tried, the surest first; at most three that ever helped
 * @param incidents the oldest of them, at least one and at most ten
 */
public record FailureSignature(
    @Nullable String alert,
    String template,
    Place place,
    long support,
    List<Solution> solutions,
    List<MemoryId> incidents)
    implements Finding {

  /**
   * What was tried in such incidents.
   *
   * @param action what was done
   * @param helped how often it resolved or mitigated one
   * @param tried how often it was tried, at least as often as it helped
   */
  public record Solution(String action, long helped, long tried) {}

  /** Copies the lists. */
  public FailureSignature {
    solutions = List.copyOf(solutions);
    incidents = List.copyOf(incidents);
  }

  @Override
  public String kind() {
    return "failure-signature";
  }

  /** Returns the alert and the oldest incident: the template changes as more incidents come. */
  @Override
  public String key() {
    return (alert == null ? "" : alert) + "/" + incidents.getFirst();
  }

  /** Returns in which share of the incidents the surest solution helped; 0 if none did. */
  @Override
  public double confidence() {
    return solutions.isEmpty() ? 0 : Math.min(1, (double) solutions.getFirst().helped() / support);
  }

  @Override
  public List<Signal> signals() {
    return alert == null ? List.of() : List.of(new Signal(alert, place));
  }

  @Override
  public String description() {
    String what = alert == null ? "" : alert + ": ";
    String helped =
        solutions.stream()
            .map(one -> one.action + " (helped " + one.helped + " of " + one.tried + " times)")
            .collect(Collectors.joining("; "));
    return what
        + "\""
        + template
        + "\" in "
        + support
        + " incidents. "
        + (helped.isEmpty() ? "Nothing is known to have helped." : "What helped: " + helped + ".");
  }
}
