/**
 * Who did what, so that nobody can deny or change it later: {@link
 * io.runbookmemory.guard.audit.AuditLog} writes a chain of entries, {@link
 * io.runbookmemory.guard.audit.AuditVerifier} finds what was altered, removed or put in another
 * order.
 *
 * <p>Floor 2: imports {@code error}, {@code tool}.
 */
package io.runbookmemory.guard.audit;
