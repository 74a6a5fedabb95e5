package io.runbookmemory.store;

/**
 * The size of a tenant's part of a store.
 *
 * @param memories how many memories there are, expired ones included
 * @param passages how many passages have a vector
 * @param revisions how many replaced revisions are kept
 * @param tombstones how many deletions are remembered
 * @param position the position of the last change, 0 if there was none
 */
public record StoreStats(
    long memories, long passages, long revisions, long tombstones, long position) {}
