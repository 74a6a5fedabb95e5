package io.runbookmemory;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisHome;
import io.runbookmemory.learn.analysis.AnalysisReport;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.ReadHistory;
import io.runbookmemory.learn.analysis.SleepTimeAnalyzer;
import io.runbookmemory.learn.analysis.Undone;
import io.runbookmemory.learn.analysis.Upcoming;
import io.runbookmemory.learn.analysis.prediction.PredictionLog;
import io.runbookmemory.learn.analysis.prediction.PredictionScore;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room of what memory does while nobody is looking: history becomes patterns, patterns foretell
 * what comes, and what is likely to be asked is answered in advance. Nothing runs by itself here;
 * whoever embeds the library asks for what is due, as often as he likes. All times are the memory's
 * clock. Thread-safe.
 */
public final class Analysis {

  private static final Logger LOG = LoggerFactory.getLogger(Analysis.class);

  private final InstantSource clock;
  private final SleepTimeAnalyzer analyzer;
  private final PredictionLog predictions;
  private final PreparedAnswers answers;

  /** Who is asked in advance, what happened, how findings are written, and where runs are kept. */
  record Surroundings(
      RunbookMemory memory, Journal journal, RememberPipeline remember, LedgerStore ledgers) {}

  Analysis(Surroundings around, RunbookMemoryBuilder builder) {
    this.clock = builder.clock;
    this.analyzer =
        new SleepTimeAnalyzer(
            new AnalysisHome(
                builder.store,
                around.remember,
                around.ledgers,
                builder.tenant,
                builder.analysisOwner),
            new JournalHistory(around.journal, builder.resources),
            builder.analysisPolicy);
    Ledger ledger = around.ledgers.ledger(builder.tenant);
    this.predictions = new PredictionLog(ledger);
    this.answers = new PreparedAnswers(around.memory, ledger);
  }

  /**
   * Runs what is due. Of many processes that share a store one runs at a time.
   *
   * @return what was done, and what failed and is due again; without results if nothing is due
   * @throws io.runbookmemory.error.ArmException if the ledger or the leases cannot answer
   */
  public AnalysisReport run() {
    return analyzer.run(clock.instant());
  }

  /**
   * Runs what is due until it is told to stop. What is under way is finished.
   *
   * @param stop whether to; asked before each activity
   * @return what was done, and what was postponed; without results if nothing is due
   * @throws io.runbookmemory.error.ArmException if the ledger or the leases cannot answer
   */
  public AnalysisReport run(BooleanSupplier stop) {
    return analyzer.run(clock.instant(), stop);
  }

  /**
   * Runs activities, due or not.
   *
   * @param which those to run
   * @return what was done, and what failed
   * @throws io.runbookmemory.error.ArmException if the leases cannot answer
   */
  public AnalysisReport run(Set<Activity> which) {
    return analyzer.run(which, clock.instant());
  }

  /**
   * Tells what a run would find and write, and writes nothing.
   *
   * @param which those to run
   * @return what would be done, and what failed
   */
  public AnalysisReport dryRun(Set<Activity> which) {
    return analyzer.dryRun(which, clock.instant());
  }

  /**
   * Takes a run back; see {@link SleepTimeAnalyzer#undo}.
   *
   * @param run the name in the run's report
   * @return what became of it
   * @throws io.runbookmemory.error.ArmException if a store cannot answer; call it again
   */
  public Undone undo(String run) {
    return analyzer.undo(run, clock.instant());
  }

  /**
   * Returns when each activity is due.
   *
   * @return in the order of running
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public List<Upcoming> upcoming() {
    return analyzer.upcoming(clock.instant());
  }

  /**
   * Writes down when it was last looked in vain; a ledger that is away keeps nobody from ending.
   */
  void close() {
    try {
      analyzer.close();
    } catch (ArmException e) {
      LOG.warn("what was looked at lately is looked at again soon: {}", e.getMessage());
    }
  }

  /**
   * Looks ahead: checks what was foretold before and should have come by now, writes down what is
   * foretold with {@link PredictionLog#WORTH_TELLING} or more, and prepares answers to what is
   * likely to be asked next. Of the history is read what came since the last run, or all of it if
   * nothing ran here before.
   *
   * @param ahead how far, from an hour to 31 days
   * @return what is foretold
   * @throws io.runbookmemory.error.ArmException if a store or the ledger cannot answer
   */
  public Foreseen foresee(Duration ahead) {
    Instant now = clock.instant();
    ReadHistory read = analyzer.history(now);
    int checked =
        read.missing().isEmpty()
            ? predictions.check(read, now)
            : predictions.checkWithoutResources(read, now);
    List<Prediction> told = predictions.note(analyzer.foretell(read, now, ahead), now);
    int prepared = answers.prepare(PreparedAnswers.likely(read, told, now), now);
    return new Foreseen(told, checked, prepared, read.missing().orElse(null));
  }

  /**
   * Returns what is foretold and may still come, with what is known against it; whoever foretold
   * it.
   *
   * @return in the order in which it was written down
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public List<Expected> expected() {
    return predictions.pending(clock.instant()).stream()
        .map(one -> new Expected(one, prevents(one.what()).orElse(null)))
        .toList();
  }

  /**
   * Returns what is known against something that is foretold: what memory was sure of when it was
   * asked in advance.
   *
   * @param what as {@link Prediction#what} writes it
   * @return empty if it was sure of nothing
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public Optional<PreparedAnswer.Known> prevents(String what) {
    return prepared(what).flatMap(PreparedAnswer::prevents);
  }

  /**
   * Returns how well came true what was foretold.
   *
   * @return over all that was checked
   */
  public PredictionScore score() {
    return predictions.score();
  }

  /**
   * Returns what memory had to say to an alert before it fired: the answer where a store or a model
   * cannot say it now. It may be old, and says of when it is.
   *
   * @param situation with its alert
   * @return empty if nothing was prepared for it
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public Optional<PreparedAnswer> prepared(Situation situation) {
    return situation
        .alert()
        .filter(alert -> alert.name().isPresent())
        .flatMap(alert -> answers.answer(question(alert)));
  }

  /**
   * Returns the answer that was prepared to a question.
   *
   * @param question such as {@code KafkaLag of orders (prod)}
   * @return empty if there is none
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public Optional<PreparedAnswer> prepared(String question) {
    return answers.answer(question);
  }

  /** As the journal's history calls what fires. */
  private static String question(Alert alert) {
    return JournalHistory.signal(alert.name().orElseThrow(), AlertHistory.labelled(alert))
        .toString();
  }
}
