/**
 * The index as a commit left it, read as values: {@link io.runbookmemory.lucene.snapshot.Snapshot}
 * of all tenants, {@link io.runbookmemory.lucene.snapshot.TenantSnapshot} of one.
 *
 * <p>Not exported. Imports arm-core up to its floor 3, the packages {@code index} and {@code
 * engine}, and Lucene.
 */
package io.runbookmemory.lucene.snapshot;
