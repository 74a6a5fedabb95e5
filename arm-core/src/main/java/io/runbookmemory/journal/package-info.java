/**
 * What happens during an incident, written down as it happens: {@link
 * io.runbookmemory.journal.IncidentJournal} opens, follows and ends incidents, and finds them
 * again. A deployment's log stands beside it in {@code journal.deploy}.
 *
 * <p>Floor 5: imports {@code store}, {@code guard}, {@code memory}, {@code slo}, {@code alert},
 * {@code text} and {@code tool}.
 */
package io.runbookmemory.journal;
