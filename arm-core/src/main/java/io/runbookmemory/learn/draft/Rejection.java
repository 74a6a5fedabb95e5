package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.MemoryId;

/**
 * A draft that an owner did not want. What it proposed is not drafted again.
 *
 * @param draft which one
 * @param kind what it would have been, such as {@code runbook}
 * @param title its title
 * @param word whose word, why and when
 */
public record Rejection(MemoryId draft, String kind, String title, Word word) {}
