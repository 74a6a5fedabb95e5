package io.runbookmemory.replay.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/**
 * Some incidents that follow one another, asked in order of time of one store that learns as time
 * goes on: what is known is put into it once for all of them, and not again for each. What a block
 * holds changes no answer, since the store always holds what was known, whoever asks.
 */
final class AskingBlock implements Runnable {

  /**
   * How many incidents a block has: enough to put in once what they share, and few enough that the
   * blocks of a replay keep all threads busy to the end.
   */
  static final int SIZE = 50;

  private static final Comparator<Map.Entry<Integer, Asking>> IN_TIME =
      Comparator.comparing((Map.Entry<Integer, Asking> one) -> one.getValue().next())
          .thenComparing(Map.Entry::getKey);

  private final Map<Integer, Asking> askings;
  private final KnownHistory history;
  private final BiConsumer<Integer, Answered> done;

  /**
   * Creates a block.
   *
   * @param askings those that have a question, by the incident's place among all
   * @param done is told the answer of each, as soon as it is known
   */
  AskingBlock(
      Map<Integer, Asking> askings, KnownHistory history, BiConsumer<Integer, Answered> done) {
    this.askings = askings;
    this.history = history;
    this.done = done;
  }

  @Override
  public void run() {
    Instant began =
        askings.values().stream().map(Asking::next).min(Instant::compareTo).orElse(Instant.EPOCH);
    try (KnownStore known = new KnownStore(history, began)) {
      PriorityQueue<Map.Entry<Integer, Asking>> open = new PriorityQueue<>(IN_TIME);
      open.addAll(List.copyOf(askings.entrySet()));
      for (var next = open.poll(); next != null; next = open.poll()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("the replay was interrupted");
        }
        Asking asking = next.getValue();
        asking.ask(known.at(asking.next()));
        if (asking.isDone()) {
          asking.close();
          done.accept(next.getKey(), asking.answered());
        } else {
          open.add(next);
        }
      }
    } finally {
      askings.values().forEach(Asking::close);
    }
  }
}
