package io.runbookmemory.connectors.prometheus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value at a time.
 *
 * @param at when
 * @param value null where Prometheus has no finite number: NaN, +Inf, -Inf
 */
public record PromPoint(Instant at, @Nullable Double value) {}
