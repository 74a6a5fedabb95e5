package io.runbookmemory.oncall;

import io.runbookmemory.memory.MemoryId;
import java.time.Instant;

/**
 * A recent deployment whose authors asked to watch for what is going on now. It says what they
 * asked for, not that the deployment is to blame.
 *
 * @param deployment the memory of it
 * @param title such as {@code Deployed checkout v2.3}
 * @param at when it went out
 * @param note what to watch, in their words
 * @param until until when
 */
public record WatchedDeployment(
    MemoryId deployment, String title, Instant at, String note, Instant until) {}
