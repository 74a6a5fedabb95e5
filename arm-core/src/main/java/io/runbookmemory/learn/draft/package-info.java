/**
 * What an incident teaches, as drafts that wait for their owners: {@link
 * io.runbookmemory.learn.draft.DraftWriter} proposes the memory of the incident, an update of the
 * runbook that was used, or a new runbook; {@link io.runbookmemory.learn.draft.DraftReview} lets
 * owners approve, edit and reject.
 *
 * <p>Floor 5: imports {@code remember}, {@code store}, {@code guard}, {@code memory}, {@code tool}
 * and {@code error}; an incident comes as a memory, for {@code journal} is not known here.
 */
package io.runbookmemory.learn.draft;
