/**
 * Incident files out of what a team wrote down anyway: {@link
 * io.runbookmemory.replay.record.JournalRecorder} takes incidents from the journal, {@link
 * io.runbookmemory.replay.record.KnownThen} what the store held then.
 *
 * <p>Floor 6: may import every floor below, and {@code replay.incident}.
 */
package io.runbookmemory.replay.record;
