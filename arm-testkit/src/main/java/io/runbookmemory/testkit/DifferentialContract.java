package io.runbookmemory.testkit;

import io.runbookmemory.testkit.differential.AsJava;
import io.runbookmemory.testkit.differential.Difference;
import io.runbookmemory.testkit.differential.Operation;
import io.runbookmemory.testkit.differential.Replay;
import io.runbookmemory.testkit.differential.Shrinking;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Random operations on the store and on the oracle, which must answer alike. */
interface DifferentialContract extends StoreContract {

  /** How long a failing run is made smaller. */
  Duration SHRINK_AT_MOST = Duration.ofSeconds(60);

  @Test
  default void randomOperationsGiveWhatTheOracleGives() {
    long seed = Long.getLong("arm.testkit.seed", 1);
    int count = Integer.getInteger("arm.testkit.operations", 10_000);
    List<Operation> operations = RandomOperations.of(seed, count);
    Optional<Difference> difference = Replay.of(this, operations);
    if (difference.isPresent()) {
      Shrinking.Case smallest =
          Shrinking.of(
              fewer -> Replay.of(this, fewer), operations, difference.get(), SHRINK_AT_MOST);
      throw new AssertionError(message(seed, count, difference.get(), smallest));
    }
  }

  private static String message(long seed, int count, Difference first, Shrinking.Case smallest) {
    return """
    seed %d, operation %d of %d: the store does not do what the oracle does.
    It takes %d operations to see it:

    %s
    The last of them, and the changes it told of, differ:
      expected %s
      actual   %s
    To see all of them: -Darm.testkit.seed=%d -Darm.testkit.operations=%d\
    """
        .formatted(
            seed,
            first.operation() + 1,
            count,
            smallest.operations().size(),
            AsJava.of(smallest.operations()),
            smallest.difference().expected(),
            smallest.difference().actual(),
            seed,
            count);
  }
}
