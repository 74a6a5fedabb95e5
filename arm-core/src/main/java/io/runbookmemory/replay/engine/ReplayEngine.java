package io.runbookmemory.replay.engine;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.noise.Handled;
import io.runbookmemory.oncall.noise.PagesPerShift;
import io.runbookmemory.oncall.noise.Treatment;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

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

  /**
   * Creates an engine.
   *
   * @param settings how to replay
   * @param embedder gives what was known its vectors, each memory once
   * @param responders make what answers; {@code RunbookMemory} with the store and clock given, that
   *     counts no recalls, and with the embedder's model
   */
  public ReplayEngine(ReplaySettings settings, PassageEmbedder embedder, Responders responders) {
    this.settings = settings;
    this.embedder = embedder;
    this.responders = responders;
  }

  /**
   * Replays incidents.
   *
   * @param incidents in any order, with their series
   * @param progress is told after each incident how many were asked; by several threads
   * @return what came of it
   * @throws ContaminationException if a memory from the future was recalled
   * @throws InvalidInputException if two have the same id, or refer to what no file holds
   */
  public ReplayReport run(Collection<ReplayIncident> incidents, LongConsumer progress) {
    List<ReplayIncident> inOrder =
        incidents.stream().sorted(Comparator.comparing(ReplayIncident::id)).toList();
    for (int i = 1; i < inOrder.size(); i++) {
      if (inOrder.get(i).id().equals(inOrder.get(i - 1).id())) {
        throw new InvalidInputException(inOrder.get(i).id(), "is the id of two incidents");
      }
    }
    KnownHistory history = new KnownHistory(inOrder, embedder);
    Timeline timeline = new Timeline(inOrder, settings);
    List<IncidentRun> runs = timeline.play();
    List<Answered> answers = ask(inOrder, history, progress);
    List<ReplayedIncident> replayed = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      replayed.add(replayed(runs.get(i), answers.get(i)));
    }
    return new ReplayReport(replayed, pages(before(inOrder)), pages(timeline.handled()));
  }

  private ReplayedIncident replayed(IncidentRun run, Answered answered) {
    Paging paging = new Paging(run.due(), run.paged, run.foldedInto);
    return new ReplayedIncident(
        run.incident, paging, run.judged, answered, run.handled, run.spared(settings.noise()));
  }

  private PagesPerShift pages(List<Handled> handled) {
    return PagesPerShift.of(handled, settings.firstShift(), settings.shift());
  }

  /** Every alert as it fired: whatever was a page woke somebody. */
  private static List<Handled> before(List<ReplayIncident> incidents) {
    List<Handled> fired = new ArrayList<>();
    for (ReplayIncident incident : incidents) {
      for (FiredAlert one : incident.alerts()) {
        Treatment told = new Treatment.Notified(false);
        fired.add(new Handled(one.alert(), one.urgency(), one.firedAt(), told));
      }
    }
    return fired;
  }

  private List<Answered> ask(
      List<ReplayIncident> incidents, KnownHistory history, LongConsumer progress) {
    AtomicLong asked = new AtomicLong();
    List<Callable<Answered>> tasks = new ArrayList<>();
    for (ReplayIncident incident : incidents) {
      tasks.add(
          () -> {
            Answered answered = new Asking(incident, history, responders).ask();
            progress.accept(asked.incrementAndGet());
            return answered;
          });
    }
    try (ExecutorService workers = Executors.newFixedThreadPool(settings.threads())) {
      List<Answered> answers = new ArrayList<>();
      for (Future<Answered> future : workers.invokeAll(tasks)) {
        answers.add(future.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the replay was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a replay failed", e.getCause());
    }
  }
}
