package io.runbookmemory.replay.measure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the first correct action of an incident was taken, and when it was offered.
 *
 * @param actedAfter how long after the first alert it was taken
 * @param offeredAfter how long after the first alert a plan held it; null if none did before
 */
public record Response(Duration actedAfter, @Nullable Duration offeredAfter) {}
