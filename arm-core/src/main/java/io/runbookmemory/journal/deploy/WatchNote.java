package io.runbookmemory.journal.deploy;

import java.time.Instant;

/**
 * What the authors of a deployment asked to keep an eye on.
 *
 * @param change what went out
 * @param note in their words
 * @param until until when
 */
public record WatchNote(Change change, String note, Instant until) {}
