package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void fiftyThreadsRunTwoAtATimeAndAllComeToTheirTurn() throws Exception {
    Turns turns = new Turns("tiny", 2, Duration.ofMinutes(1));
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(50);
    try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        done.add(
            threads.submit(
                () -> {
                  all.countDown();
                  all.await();
                  turns.take();
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  Thread.onSpinWait();
                  running.decrementAndGet();
                  turns.giveBack();
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    }
    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void whoGetsNoTurnInTimeIsToldWhatToDo() {
    Turns turns = new Turns("tiny", 1, Duration.ofMillis(5));
    turns.take();
    assertThatThrownBy(turns::take)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("must get its turn on tiny within PT0.005S")
        .hasMessageContaining("embed on fewer threads");
    turns.giveBack();
    turns.take();
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    Turns turns = new Turns("tiny", 1, Duration.ofMinutes(1));
    turns.take();
    Thread.currentThread().interrupt();
    assertThatThrownBy(turns::take).isInstanceOf(UnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whoNeedNotWaitGetsATurnInterruptedToo() {
    Turns turns = new Turns("tiny", 1, Duration.ofMinutes(1));
    Thread.currentThread().interrupt();
    turns.take();
    assertThat(Thread.interrupted()).isTrue();
  }
}
