package io.runbookmemory.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  private static final List<Integer> HUNDRED = IntStream.range(0, 100).boxed().toList();

  private final SideBySide two = new SideBySide("tiny", 2);

  @Test
  void twoAreDoneAtATimeAndTheirResultsComeInOrder() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();

    List<String> results =
        two.map(
            HUNDRED,
            each -> {
              threads.add(Thread.currentThread());
              meet(both);
              return "" + each;
            });

    assertThat(results).isEqualTo(HUNDRED.stream().map(each -> "" + each).toList());
    assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofMinutes(1))).isTrue();
    }
  }

  @Test
  void oneAloneIsDoneOnTheCallersThread() {
    assertThat(two.map(List.of(1), each -> Thread.currentThread()))
        .containsExactly(Thread.currentThread());
    assertThat(two.map(List.of(), each -> each)).isEmpty();
  }

  @Test
  void theFirstThatFailsEndsTheCallAsItFailedAndWhatHasNotBegunNeverDoes() {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);

    thrownFor(
            each -> {
              begun.incrementAndGet();
              if (each == 0) {
                throw new StackOverflowError("at " + each);
              }
              return await(never);
            })
        .isInstanceOf(StackOverflowError.class)
        .hasMessage("at 0");
    assertThat(begun.get()).isBetween(1, 3);
  }

  @Test
  void anInterruptEndsTheCallAndWhatHasNotBegunNeverDoes() {
    Thread caller = Thread.currentThread();
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);

    thrownFor(
            each -> {
              if (begun.incrementAndGet() == 2) {
                caller.interrupt();
              }
              return await(never);
            })
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("interrupted while tiny embedded");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(begun.get()).isEqualTo(2);
  }

  private AbstractThrowableAssert<?, ?> thrownFor(Function<Integer, Boolean> one) {
    return assertThatThrownBy(() -> two.map(HUNDRED, one));
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
