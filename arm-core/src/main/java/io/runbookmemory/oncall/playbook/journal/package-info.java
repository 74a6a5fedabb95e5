/**
 * Runs of playbooks, written down: {@link io.runbookmemory.oncall.playbook.journal.LedgerJournal}
 * keeps one in a ledger so that it can be gone on with after a restart, and {@link
 * io.runbookmemory.oncall.playbook.journal.PlaybookReportJson} is the JSON of its report.
 *
 * <p>Floor 5: imports {@code oncall.playbook}, {@code store.ledger}, {@code guard}, {@code memory}
 * and {@code tool}.
 */
package io.runbookmemory.oncall.playbook.journal;
