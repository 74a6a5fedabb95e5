package io.runbookmemory.connectors.origin;

import io.runbookmemory.connectors.ingest.Ingested;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A document that an origin holds.
 *
 * @param document read, or refused
 * @param changed when it did, by the origin's clock; null if the origin does not tell
 */
public record Found(Ingested document, @Nullable Instant changed) {}
