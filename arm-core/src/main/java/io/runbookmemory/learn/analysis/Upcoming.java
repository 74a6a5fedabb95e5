package io.runbookmemory.learn.analysis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an activity runs next.
 *
 * @param activity which one
 * @param last when it last ran, as far as this process and the ledger know; null if it never did
 * @param next when it is due: now, or later
 */
public record Upcoming(Activity activity, @Nullable Instant last, Instant next) {}
