package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.text.Excerpt;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entry in a few words that name nobody. */
public final class EventWords {

  private static final int LONGEST = 240;

  private EventWords() {}

  /**
   * Returns them.
   *
   * @param entry any
   * @return one line of at most 241 characters
   */
  public static String of(JournalEntry entry) {
    String words = words(entry.event()).strip().replaceAll("\\s*\\R\\s*", " / ");
    return words.length() <= LONGEST ? words : Excerpt.beginning(words, LONGEST) + "…";
  }

  /** Returns all of the words. */
  static String words(JournalEvent event) {
    return switch (event) {
      case JournalEvent.Opened it -> "the harm began: " + it.title();
      case JournalEvent.Alerted it -> "alert " + it.alert().name() + " fired";
      case JournalEvent.AlertEnded it -> "alert " + it.alert().name() + " ended";
      case JournalEvent.Detected it -> "noticed by " + it.how();
      case JournalEvent.Acknowledged it -> "a responder took it on";
      case JournalEvent.Noted it -> "noted: " + it.text();
      case JournalEvent.Acted it -> acted(it);
      case JournalEvent.Recalled it -> recalled(it);
      case JournalEvent.Judged it -> "budget of " + it.slo() + " judged " + it.verdict();
      case JournalEvent.Watched it ->
          it.title()
              + " at "
              + it.deployedAt()
              + " had asked to watch for this until "
              + it.until()
              + ": "
              + it.note();
      case JournalEvent.Measured it ->
          "the impact on "
              + it.slo()
              + (it.failure() == null ? " was" : " could not be")
              + " measured";
      case JournalEvent.Mitigated it -> "the harm stopped" + by(it.how());
      case JournalEvent.CauseFound it -> "the cause was found: " + it.cause();
      case JournalEvent.Resolved it -> "it was over" + by(it.resolution());
      case JournalEvent.Reopened it -> "it came back: " + it.reason();
      case JournalEvent.Abandoned it -> "nobody said when it was over: " + it.reason();
      case JournalEvent.FollowUp it -> "to be done: " + it.text();
      case JournalEvent.Unknown it -> "an entry of a newer kind: " + it.kind();
    };
  }

  private static String acted(JournalEvent.Acted it) {
    String result = it.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return it.action() + " (" + result + effect(it.effect()) + ")";
  }

  private static String effect(@Nullable Effect effect) {
    return effect == null ? "" : ", " + effect.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String recalled(JournalEvent.Recalled it) {
    return it.memories().isEmpty()
        ? "memory knew nothing like it"
        : "memory recalled "
            + it.memories().stream()
                .map(one -> String.format(Locale.ROOT, "%s (%.2f)", one.title(), one.relevance()))
                .collect(Collectors.joining(", "));
  }

  private static String by(@Nullable String how) {
    return how == null ? "" : ": " + how;
  }
}
