package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.Finding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run did.
 *
 * @param run its name, by which it can be undone
 * @param at when it was
 * @param dryRun whether it only told
 * @param results of each activity that was due, in the order of running
 */
public record AnalysisReport(String run, Instant at, boolean dryRun, List<Result> results) {

  /** How an activity ended. */
  public enum State {
    /** It looked at everything. */
    DONE,
    /** Nothing had come in since it last ran; nothing was looked at. */
    NOTHING_NEW,
    /** The time was up before it began, or the run was told to stop; the next run does it. */
    POSTPONED,
    /** Another process runs, or took over; that one does it. */
    ELSEWHERE,
    /**
     * What it needs could not be read or written, or is not what it should be. The others went on;
     * it is tried again.
     */
    FAILED
  }

  /**
   * What became of the findings; a dry run counts what would have.
   *
   * @param added how many are new
   * @param updated how many say something else by now
   * @param retired how many of before were not found again, and are doubted now
   * @param unchanged how many say the same as before, but for small changes of their numbers
   * @param deferred how many are about an incident that is open; those wait for its end
   * @param refused how many somebody forgot, edited or replaced; their word stands
   */
  public record Counts(
      int added, int updated, int retired, int unchanged, int deferred, int refused) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /**
     * Returns how many memories are written.
     *
     * @return at least 0
     */
    public int written() {
      return added + updated + retired;
    }
  }

  /**
   * What an activity found.
   *
   * @param activity which one
   * @param state how it ended
   * @param findings what it found, the surest first
   * @param counts what became of them
   * @param reason why it failed; null if it did not
   */
  public record Result(
      Activity activity,
      State state,
      List<Finding> findings,
      Counts counts,
      @Nullable String reason) {

    /** Copies the list. */
    public Result {
      findings = List.copyOf(findings);
    }

    static Result done(Activity activity, List<Finding> findings, Counts counts) {
      return new Result(activity, State.DONE, findings, counts, null);
    }

    static Result without(Activity activity, State state) {
      return new Result(activity, state, List.of(), Counts.NONE, null);
    }

    static Result failed(Activity activity, String reason) {
      return new Result(activity, State.FAILED, List.of(), Counts.NONE, reason);
    }
  }

  /** Copies the list. */
  public AnalysisReport {
    results = List.copyOf(results);
  }

  /**
   * Returns all findings.
   *
   * @return in the order of the results
   */
  public Stream<Finding> findings() {
    return results.stream().flatMap(one -> one.findings.stream());
  }

  /**
   * Returns what failed.
   *
   * @return with its reason each; possibly empty
   */
  public List<Result> failures() {
    return results.stream().filter(one -> one.state == State.FAILED).toList();
  }

  /**
   * Returns how many memories were written.
   *
   * @return at least 0
   */
  public int written() {
    return results.stream().mapToInt(one -> one.counts.written()).sum();
  }

  /**
   * Returns the report as JSON; see {@code docs/analysis.md}.
   *
   * @return one object
   */
  public String json() {
    return AnalysisJson.of(this);
  }
}
