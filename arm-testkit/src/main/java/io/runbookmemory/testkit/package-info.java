/**
 * Tests around ARM: a store is certified by extending {@link
 * io.runbookmemory.testkit.MemoryStoreContract}, its ledgers and leases by {@link
 * io.runbookmemory.testkit.ledger.LedgerStoreContract}; {@link
 * io.runbookmemory.testkit.FakeEmbeddingModel}, {@link io.runbookmemory.testkit.ManualClock} and
 * {@link io.runbookmemory.testkit.SampleMemories} stand in for a model, a clock and a history.
 *
 * <p>Imports arm-core, JUnit and AssertJ.
 */
package io.runbookmemory.testkit;
