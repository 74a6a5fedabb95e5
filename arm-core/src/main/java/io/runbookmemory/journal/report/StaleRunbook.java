package io.runbookmemory.journal.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A runbook that its owner should look at.
 *
 * @param id the memory
 * @param title its title
 * @param owner who; null if nobody
 * @param lastRight when it was last known to be right
 */
public record StaleRunbook(String id, String title, @Nullable String owner, Instant lastRight) {}
