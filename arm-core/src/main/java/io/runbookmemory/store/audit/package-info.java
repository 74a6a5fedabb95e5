/**
 * The guard's records in a ledger, where daemons that share a database share them too: {@link
 * io.runbookmemory.store.audit.LedgerAuditSink} and {@link
 * io.runbookmemory.store.audit.LedgerTokenUses}.
 *
 * <p>Floor 3: imports {@code store.ledger}, {@code guard} and {@code error}.
 */
package io.runbookmemory.store.audit;
