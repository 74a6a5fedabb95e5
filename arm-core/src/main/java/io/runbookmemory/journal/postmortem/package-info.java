/**
 * The first draft of a postmortem, written from the journal alone, each line with its source:
 * {@link io.runbookmemory.journal.postmortem.PostmortemWriter}.
 *
 * <p>Floor 5: imports {@code journal}, {@code memory} and {@code tool}.
 */
package io.runbookmemory.journal.postmortem;
