package io.runbookmemory.learn.analysis.signal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment that was carried out.
 *
 * @param at when it began
 * @param service which service
 * @param env where, or null if that is not known
 * @param version what was deployed, or null
 */
public record DeploymentEvent(
    Instant at, String service, @Nullable String env, @Nullable String version) {}
