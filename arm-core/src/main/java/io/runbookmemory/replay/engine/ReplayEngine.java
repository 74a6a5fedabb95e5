package io.runbookmemory.replay.engine;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays incidents again. First all alerts and samples come in once more, in order of time, and
 * budgets and noise control decide who is woken; then each incident is asked on its own, with what
 * was known at that instant. What comes of it depends on the incidents and the settings alone: not
 * on their order, the clock, or the number of threads. Thread-safe if the responders are.
 */
public final class ReplayEngine {

  private final ReplaySettings settings;
  private final PassageEmbedder embedder;
  private final Responders responders;
  private final @Nullable AnswerLog log;

  /**
   * Creates an engine.
   *
   * @param settings how to replay
   * @param embedder gives what was known its vectors, each memory once
   * @param responders make what answers; {@code RunbookMemory} with the store and clock given, that
   *     counts no recalls, and with the embedder's model
   */
  public ReplayEngine(ReplaySettings settings, PassageEmbedder embedder, Responders responders) {
    this(settings, embedder, responders, null);
  }

  private ReplayEngine(
      ReplaySettings settings,
      PassageEmbedder embedder,
      Responders responders,
      @Nullable AnswerLog log) {
    this.settings = settings;
    this.embedder = embedder;
    this.responders = responders;
    this.log = log;
  }

  /**
   * Returns this engine, keeping what is answered, and asking for nothing that was answered before.
   *
   * @param answers stays the caller's to close; its basis must tell apart what answers otherwise
   * @return a copy
   */
  public ReplayEngine resuming(AnswerLog answers) {
    return new ReplayEngine(settings, embedder, responders, answers);
  }

  /**
   * Replays incidents.
   *
   * @param incidents in any order, with their series
   * @param asked is told after each incident how many were asked, or need not be; by several
   *     threads
   * @return what came of it
   * @throws ContaminationException if a memory from the future was recalled
   * @throws InvalidInputException if two have the same id, or refer to what no file holds
   */
  public ReplayReport run(Collection<ReplayIncident> incidents, LongConsumer asked) {
    return run(
        incidents,
        new ReplayProgress() {
          @Override
          public void played(Instant time, Instant from, Instant to) {}

          @Override
          public void asked(long done, long of) {
            if (done > 0) {
              asked.accept(done);
            }
          }
        });
  }

  /**
   * Replays incidents.
   *
   * @param incidents in any order, with their series
   * @param progress is told how far it is; by several threads
   * @return what came of it
   * @throws ContaminationException if a memory from the future was recalled
   * @throws InvalidInputException if two have the same id, or refer to what no file holds
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public ReplayReport run(Collection<ReplayIncident> incidents, ReplayProgress progress) {
    List<ReplayIncident> inOrder =
        incidents.stream().sorted(Comparator.comparing(ReplayIncident::id)).toList();
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i).id().equals(inOrder.get(i - 1).id())) {
        throw new InvalidInputException(inOrder.get(i).id(), "is the id of two incidents");
      }
    }
    KnownHistory history = new KnownHistory(inOrder, embedder);
    Timeline timeline = new Timeline(inOrder, settings);
    List<IncidentRun> runs = timeline.play(played(inOrder, progress));
    List<Answered> answers = ask(runs, history, progress);
    List<ReplayedIncident> replayed = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      replayed.add(replayed(runs.get(i), answers.get(i)));
    }
    return new ReplayReport(replayed, pages(before(inOrder)), pages(timeline.handled()));
  }

  /** Rows before the first window fill budgets: that is its beginning still. */
  private static Consumer<Instant> played(List<ReplayIncident> incidents, ReplayProgress progress) {
    Instant from =
        incidents.stream().map(ReplayIncident::from).min(Instant::compareTo).orElse(null);
    Instant to = incidents.stream().map(ReplayIncident::to).max(Instant::compareTo).orElse(null);
    return time -> {
      if (from != null && to != null) {
        progress.played(time.isBefore(from) ? from : time.isAfter(to) ? to : time, from, to);
      }
    };
  }

  private ReplayedIncident replayed(IncidentRun run, Answered answered) {
    Paging paging = new Paging(run.due(), run.paged, run.foldedInto);
    return new ReplayedIncident(
        run.incident, paging, run.judged, answered, run.handled, run.spared(settings.noise()));
  }

  private PagesPerShift pages(List<Handled> handled) {
    return PagesPerShift.of(handled, settings.firstShift(), settings.shift());
  }

  /** Every alert as it fired: whatever was a page woke somebody, once. */
  private static List<Handled> before(List<ReplayIncident> incidents) {
    Treatment told = new Treatment.Notified(false);
    return Firing.once(incidents).stream()
        .map(one -> new Handled(one.alert(), one.urgency(), one.firedAt(), told))
        .toList();
  }

  /** Asks what was not answered before, in blocks of incidents that follow one another. */
  private List<Answered> ask(
      List<IncidentRun> runs, KnownHistory history, ReplayProgress progress) {
    AnswerKeys keys = log == null ? null : new AnswerKeys(history, log.basis());
    Answered[] answers = new Answered[runs.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      Answered known =
          runs.get(i).questions.isEmpty() ? Answered.NOTHING : before(runs.get(i), keys);
      if (known == null) {
        open.add(i);
      } else {
        answers[i] = known;
      }
    }
    AtomicLong asked = new AtomicLong(answers.length - open.size());
    progress.asked(asked.get(), answers.length);
    BiConsumer<Integer, Answered> done =
        (place, answered) -> {
          answers[place] = answered;
          keep(runs.get(place), keys, answered);
          progress.asked(asked.incrementAndGet(), answers.length);
        };
    open.sort(Comparator.comparing(place -> runs.get(place).questions.getFirst().at()));
    if (!open.isEmpty()) {
      history.embed();
      run(blocks(open, place -> new Asking(runs.get(place), history, responders), history, done));
    }
    return List.of(answers);
  }

  private @Nullable Answered before(IncidentRun run, @Nullable AnswerKeys keys) {
    return log == null || keys == null ? null : log.answer(keys.of(run)).orElse(null);
  }

  private void keep(IncidentRun run, @Nullable AnswerKeys keys, Answered answered) {
    if (log != null && keys != null) {
      log.add(keys.of(run), answered);
    }
  }

  private static List<AskingBlock> blocks(
      List<Integer> places,
      IntFunction<Asking> asking,
      KnownHistory history,
      BiConsumer<Integer, Answered> done) {
    List<AskingBlock> blocks = new ArrayList<>();
    for (int from = 0; from < places.size(); from += AskingBlock.SIZE) {
      Map<Integer, Asking> block = new TreeMap<>();
      for (int place : places.subList(from, Math.min(places.size(), from + AskingBlock.SIZE))) {
        block.put(place, asking.apply(place));
      }
      blocks.add(new AskingBlock(block, history, done));
    }
    return blocks;
  }

  private void run(List<AskingBlock> blocks) {
    ExecutorService workers = Executors.newFixedThreadPool(settings.threads());
    try {
      AtomicBoolean failed = new AtomicBoolean();
      List<Future<?>> futures = new ArrayList<>();
      for (AskingBlock block : blocks) {
        futures.add(workers.submit(() -> run(block, failed)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the replay was interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a replay failed", e.getCause());
    } finally {
      workers.shutdownNow();
      workers.close();
    }
  }

  /** What fails ends the replay with it: no further block begins. */
  private static void run(AskingBlock block, AtomicBoolean failed) {
    if (failed.get()) {
      return;
    }
    try {
      block.run();
    } catch (RuntimeException e) {
      failed.set(true);
      throw e;
    }
  }
}
