package io.runbookmemory.jdbc;

import io.runbookmemory.testkit.MemoryStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract with fewer random operations, for a server answers slower than a file. */
abstract class PostgresContract extends MemoryStoreContract {

  private static final String OPERATIONS = "arm.testkit.operations";
  private static boolean set;

  @BeforeAll
  static void compareFewerOperations() {
    set = System.getProperty(OPERATIONS) == null;
    if (set) {
      System.setProperty(OPERATIONS, "600");
    }
  }

  @AfterAll
  static void compareAsManyAsBefore() {
    if (set) {
      System.clearProperty(OPERATIONS);
    }
  }
}
