/**
 * What happened, in order and for good: a {@link io.runbookmemory.store.ledger.Ledger} is appended
 * to and read after a position. Alerts, receipts, the audit trail, approvals, silences, the outbox
 * of notifications and what undoes a change are each a stream of one.
 *
 * <p>Floor 3: imports {@code memory}, {@code text}, {@code store} and {@code store.lease}.
 */
package io.runbookmemory.store.ledger;
