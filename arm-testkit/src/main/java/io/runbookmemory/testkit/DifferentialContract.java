package io.runbookmemory.testkit;

import org.junit.jupiter.api.Test;

/** Random operations on the store and on the oracle, which must answer alike. */
interface DifferentialContract extends StoreContract {

  @Test
  default void randomOperationsGiveWhatTheOracleGives() {
    long seed = Long.getLong("arm.testkit.seed", 1);
    int operations = Integer.getInteger("arm.testkit.operations", 2000);

    try (DifferentialRun run = new DifferentialRun(this, seed)) {
      run.operate(operations);
    }
  }
}
