package io.runbookmemory.journal;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.tool.ToolEffect;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happened in an incident. Texts are redacted before they are written down. */
public sealed interface JournalEvent {

  /**
   * It began; the entry's time is when the harm began, as far as it is known.
   *
   * @param title in a few words, not blank
   * @param symptom what is seen
   * @param place where
   * @param severity null if nobody said
   * @param alert the alert that told of it, null if people did
   */
  record Opened(
      String title,
      String symptom,
      Place place,
      @Nullable Severity severity,
      @Nullable AlertName alert)
      implements JournalEvent {

    /** Checks the rules. */
    public Opened {
      required("title", title);
    }
  }

  /**
   * One more alert of it fires, or the same once more.
   *
   * @param alert which one
   * @param words what it says
   */
  record Alerted(AlertName alert, String words) implements JournalEvent {}

  /**
   * An alert of it fires no more.
   *
   * @param alert which one
   */
  record AlertEnded(AlertName alert) implements JournalEvent {}

  /**
   * Somebody or something noticed.
   *
   * @param how such as {@code alert} or {@code a customer called}
   */
  record Detected(String how) implements JournalEvent {}

  /** Somebody took it on: whoever the entry is by. */
  record Acknowledged() implements JournalEvent {}

  /**
   * Something was said or seen.
   *
   * @param text in words, not blank
   * @param source where it was said, such as the address of a chat's message; null if only here
   */
  record Noted(String text, @Nullable String source) implements JournalEvent {

    /** Checks the rules. */
    public Noted {
      required("text", text);
    }
  }

  /**
   * Something was done or looked up.
   *
   * @param action what, in words or as a call; not blank
   * @param result what came of it
   * @param detail what it gave, or why it gave nothing; may be empty
   * @param effect what it did to the harm; null if nobody said
   * @param memory the memory whose step it was, as text; null if somebody's own idea
   * @param tool what the tool may change that was called; null if it was no call of a tool
   */
  record Acted(
      String action,
      ActResult result,
      String detail,
      @Nullable Effect effect,
      @Nullable String memory,
      @Nullable ToolEffect tool)
      implements JournalEvent {

    /** Checks the rules. */
    public Acted {
      required("action", action);
      memory = memory == null ? null : MemoryId.parse(memory).toString();
    }

    /**
     * Creates what somebody tells of.
     *
     * @param action what, in words; not blank
     * @param result what came of it
     * @param detail what it gave, or why it gave nothing; may be empty
     * @param effect what it did to the harm; null if nobody said
     * @param memory the memory whose step it was, as text; null if somebody's own idea
     */
    public Acted(
        String action,
        ActResult result,
        String detail,
        @Nullable Effect effect,
        @Nullable String memory) {
      this(action, result, detail, effect, memory, null);
    }

    /**
     * Returns whether it was done to change something: what somebody tells of, and the call of a
     * tool that may, unless it came to nothing.
     *
     * @return false for what a tool only looked up
     */
    public boolean isIntervention() {
      return tool == null
          || (tool != ToolEffect.READ_ONLY
              && (result == ActResult.DONE || result == ActResult.TIMED_OUT));
    }
  }

  /**
   * Memory was asked, and this is what it said.
   *
   * @param memories the best first; empty if it fell to the generic triage
   */
  record Recalled(List<RecalledMemory> memories) implements JournalEvent {

    /** Copies the list. */
    public Recalled {
      memories = List.copyOf(memories);
    }
  }

  /**
   * The error budget was judged.
   *
   * @param verdict page, ticket or log
   * @param slo which objective
   * @param words why
   */
  record Judged(Verdict verdict, String slo, String words) implements JournalEvent {}

  /**
   * A recent deployment's authors had asked to watch for this; not that it is to blame.
   *
   * @param deployment the memory of it, as text
   * @param title such as {@code Deployed checkout v2.3}
   * @param deployedAt when it went out
   * @param note what to watch, in their words
   * @param until until when
   */
  record Watched(String deployment, String title, Instant deployedAt, String note, Instant until)
      implements JournalEvent {}

  /**
   * The harm was measured.
   *
   * @param slo which objective
   * @param from the beginning of what was measured
   * @param to its end
   * @param good how many requests were served well
   * @param total how many there were
   * @param budgetSpent what part of the whole period's budget that took; more than 1 if more than
   *     all
   * @param observed what part of the time was measured at all, in [0, 1]; null if it is not known
   * @param peakBurn how many times faster than allowed the budget burned at the worst; null if it
   *     is not known, or nothing was counted
   * @param peakAt when that was; null as before
   * @param source where the counts are from, such as a server's address; null if nobody said
   * @param failure why it could not be measured, with nothing counted or observed then; null if it
   *     was
   */
  record Measured(
      String slo,
      Instant from,
      Instant to,
      double good,
      double total,
      double budgetSpent,
      @Nullable Double observed,
      @Nullable Double peakBurn,
      @Nullable Instant peakAt,
      @Nullable String source,
      @Nullable String failure)
      implements JournalEvent {

    /** Checks the rules. */
    public Measured {
      if (observed != null && !(observed >= 0 && observed <= 1)) {
        throw new IllegalArgumentException("observed must be in [0, 1], got " + observed);
      }
    }

    /**
     * Returns what stands where a measure failed. A release that knows of no failures reads it as
     * time without counts.
     *
     * @param slo which objective
     * @param from the beginning of what was to be measured
     * @param to its end
     * @param failure why it was not
     * @return without figures
     */
    public static Measured failed(String slo, Instant from, Instant to, String failure) {
      return new Measured(slo, from, to, 0, 0, 0, 0.0, null, null, null, failure);
    }
  }

  /**
   * The harm stopped.
   *
   * @param how by what; null if nobody said
   */
  record Mitigated(@Nullable String how) implements JournalEvent {}

  /**
   * Why it happened was found.
   *
   * @param cause in words, not blank
   */
  record CauseFound(String cause) implements JournalEvent {

    /** Checks the rules. */
    public CauseFound {
      required("cause", cause);
    }
  }

  /**
   * It is over.
   *
   * @param resolution what ended it; null if nobody said
   */
  record Resolved(@Nullable String resolution) implements JournalEvent {}

  /**
   * It was not over after all.
   *
   * @param reason why it is taken up again
   */
  record Reopened(String reason) implements JournalEvent {}

  /**
   * Nobody said that it was over, and it is not followed any more: since when is not known.
   *
   * @param reason why that is plain now
   */
  record Abandoned(String reason) implements JournalEvent {}

  /**
   * Something is to be done about it afterwards.
   *
   * @param text what, not blank
   * @param owner who; null if nobody yet
   */
  record FollowUp(String text, @Nullable String owner) implements JournalEvent {

    /** Checks the rules. */
    public FollowUp {
      required("text", text);
    }
  }

  /**
   * Something that a newer release wrote down and this one does not know.
   *
   * @param kind what it calls itself
   */
  record Unknown(String kind) implements JournalEvent {}

  /**
   * Where an incident is.
   *
   * @param service null if unknown
   * @param env null if unknown
   * @param cluster null if unknown
   * @param namespace null if unknown
   */
  record Place(
      @Nullable String service,
      @Nullable String env,
      @Nullable String cluster,
      @Nullable String namespace) {

    /** Nowhere in particular. */
    public static final Place UNKNOWN = new Place(null, null, null, null);
  }

  /**
   * Which alert.
   *
   * @param name its name
   * @param fingerprint 16 hexadecimal digits
   */
  record AlertName(String name, String fingerprint) {}

  /**
   * A memory as it was recalled.
   *
   * @param id the memory
   * @param title its title then
   * @param kind its content's kind, such as {@code runbook}
   * @param relevance between 0 and 1
   */
  record RecalledMemory(String id, String title, String kind, double relevance) {}

  private static void required(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }
}
