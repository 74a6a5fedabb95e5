/** What a store, or a test around ARM, needs: the contract of a store, fakes, and servers. */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.testkit {
  requires transitive io.runbookmemory.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;

  exports io.runbookmemory.testkit;
  exports io.runbookmemory.testkit.artifact;
  exports io.runbookmemory.testkit.decay;
  exports io.runbookmemory.testkit.ledger;
  exports io.runbookmemory.testkit.replay;
  exports io.runbookmemory.testkit.server;

  // The contract's themes are not public; JUnit runs them all the same.
  opens io.runbookmemory.testkit to
      org.junit.platform.commons;
  opens io.runbookmemory.testkit.decay to
      org.junit.platform.commons;
  opens io.runbookmemory.testkit.ledger to
      org.junit.platform.commons;
}
