package io.runbookmemory.store.replica;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a replica is doing for a tenant, whether its copy is read at the moment or not.
 *
 * @param reached whether the shared store is read; if not, the copy is
 * @param fault why the shared store is not reached, or else why the copy does not go on; null if
 *     all is well
 * @param position the position of the shared store's feed up to which the copy goes, 0 for nothing
 * @param asOf every change that was written before this moment is in the copy; null while the first
 *     copy is under way
 */
public record ReplicaStatus(
    boolean reached, @Nullable String fault, long position, @Nullable Instant asOf) {}
