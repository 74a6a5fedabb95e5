/**
 * The contract of a store's ledgers and leases: it is certified by extending {@link
 * io.runbookmemory.testkit.ledger.LedgerStoreContract}.
 *
 * <p>Imports the package above, arm-core, JUnit and AssertJ.
 */
package io.runbookmemory.testkit.ledger;
