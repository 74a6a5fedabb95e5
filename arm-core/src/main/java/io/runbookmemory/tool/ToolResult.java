package io.runbookmemory.tool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What became of a call. Only {@link Succeeded} says that the tool did what it is for. */
public sealed interface ToolResult {

  /**
   * The tool did it.
   *
   * @param output one JSON object that fits the contract's output schema
   * @param notes what the reader of the output must know: that it was cut, that it is a dry run
   */
  record Succeeded(String output, List<String> notes) implements ToolResult {
    /** Copies the notes. */
    public Succeeded {
      notes = List.copyOf(notes);
    }

    /**
     * Creates a result without notes.
     *
     * @param output one JSON object
     */
    public Succeeded(String output) {
      this(output, List.of());
    }
  }

  /**
   * The tool looked, and there is nothing: no series, no event, no page. That is an answer, and no
   * failure; nor does it say that all is well.
   *
   * @param reason what was looked for, and where
   */
  record NoData(String reason) implements ToolResult {}

  /**
   * The tool could not do it.
   *
   * @param reason what went wrong, and what to do about it
   * @param retryable whether the same call may succeed later
   */
  record Failed(String reason, boolean retryable) implements ToolResult {}

  /**
   * The call was not let through; nothing ran.
   *
   * @param reason which rule refused it, and what would help
   * @param violations where the arguments break the schema; empty if it was another rule
   */
  record Refused(String reason, List<Violation> violations) implements ToolResult {
    /** Copies the violations. */
    public Refused {
      violations = List.copyOf(violations);
    }

    /**
     * Creates a refusal that is not about the arguments.
     *
     * @param reason which rule refused it, and what would help
     */
    public Refused(String reason) {
      this(reason, List.of());
    }
  }

  /**
   * A second person has to agree first; nothing ran.
   *
   * @param requestId what they agree to
   * @param summary the call in words, for them to read
   * @param expires until when they may
   */
  record ApprovalRequired(String requestId, String summary, Instant expires)
      implements ToolResult {}

  /**
   * The deadline passed before there was an answer. Whether the tool did it is not known.
   *
   * @param after how long was waited
   */
  record TimedOut(Duration after) implements ToolResult {}
}
