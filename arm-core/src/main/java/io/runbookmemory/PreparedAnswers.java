package io.runbookmemory;

import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.recall.Degradation;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.recall.context.ContextBudget;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.recall.context.RecallContext;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Answers to the questions that are likely next, made while nobody asks: so that there is one at
 * once when the alert fires, though the store or the model be slow or gone by then. Kept in a
 * ledger that daemons may share. Thread-safe.
 */
public final class PreparedAnswers {

  /** How many of the alerts that fire most are asked about, besides what is foretold. */
  private static final int FREQUENT = 10;

  private static final Duration LATELY = Duration.ofDays(28);
  private static final int LONGEST_TEXT = 4000;

  /** A memory without a model has no more to say than by words; one whose model is late has. */
  private static final Set<Degradation> IN_FULL = Set.of(Degradation.LEXICAL_ONLY);

  private static final LedgerStream STREAM = new LedgerStream("answers");
  private static final RecordJson<PreparedAnswer> JSON = RecordJson.of(PreparedAnswer.class);

  private final RunbookMemory memory;
  private final Ledger ledger;

  /**
   * Creates the answers of a memory.
   *
   * @param memory who is asked
   * @param ledger where answers are kept, in the stream {@code answers}
   */
  public PreparedAnswers(RunbookMemory memory, Ledger ledger) {
    this.memory = memory;
    this.ledger = ledger;
  }

  /**
   * Returns what is likely to be asked next.
   *
   * @param history what happened
   * @param foretold what is to be expected
   * @param now the time of asking
   * @return what is foretold, and then the ten alerts that fired on most days of the last 28
   */
  public static SequencedSet<String> likely(
      AnalysisInput history, List<Prediction> foretold, Instant now) {
    Map<String, Set<Object>> days = new HashMap<>();
    history.alerts(
        now.minus(LATELY),
        now,
        event ->
            days.computeIfAbsent(event.signal().toString(), any -> new HashSet<>())
                .add(event.at().atZone(ZoneOffset.UTC).toLocalDate()));
    SequencedSet<String> questions = new LinkedHashSet<>();
    foretold.forEach(one -> questions.add(one.what()));
    days.entrySet().stream()
        .sorted(
            Map.Entry.<String, Set<Object>>comparingByValue(
                    (one, other) -> Integer.compare(other.size(), one.size()))
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(FREQUENT)
        .forEach(entry -> questions.add(entry.getKey()));
    return questions;
  }

  /**
   * Asks memory, and keeps what it says. An answer that names the same memories as the one that is
   * kept is not written, nor is one that memory could not give in full.
   *
   * @param questions what is likely to be asked
   * @param now when
   * @return how many answers were written
   */
  public int prepare(Collection<String> questions, Instant now) {
    int written = 0;
    for (String question : questions) {
      Recall recall = memory.unheard(question);
      if (IN_FULL.containsAll(recall.degraded()) && !recall.recollections().isEmpty()) {
        PreparedAnswer answer = answer(question, recall, now);
        if (answer(question).filter(answer::saysWhat).isEmpty()) {
          keep(answer);
          written++;
        }
      }
    }
    return written;
  }

  private static PreparedAnswer answer(String question, Recall recall, Instant now) {
    List<PreparedAnswer.Known> memories =
        recall.recollections().stream()
            .map(
                one ->
                    new PreparedAnswer.Known(
                        one.memory().id().toString(),
                        one.memory().title(),
                        one.memory().content().kind(),
                        one.parts().relevance(),
                        one.strength() == Strength.STRONG))
            .toList();
    String text =
        RecallContext.render(recall, ContextBudget.characters(LONGEST_TEXT), ContextForm.MARKDOWN);
    return new PreparedAnswer(question, now, memories, text);
  }

  private void keep(PreparedAnswer answer) {
    String body = JSON.write(answer);
    MemoryId id = MemoryId.named("prepared answer", body);
    ledger.append(
        List.of(
            new LedgerEntry(
                id.value(), STREAM, "prepared", answer.at(), subject(answer.question()), body)));
  }

  /**
   * Returns the answer to a question, as it was prepared last.
   *
   * @param question as {@link #likely} writes it
   * @return empty if there is none
   */
  public Optional<PreparedAnswer> answer(String question) {
    return ledger
        .last(EntryFilter.of(STREAM, subject(question)))
        .map(posted -> JSON.read(posted.entry().body()));
  }

  /** A question may be longer than what a ledger takes as a subject. */
  private static String subject(String question) {
    return MemoryId.named("question", question).toString();
  }
}
