package io.runbookmemory.lucene.engine;

/**
 * The fields that blocks are known by.
 *
 * @param children of each parent, how many children stand right before it: a doc value
 * @param expiry of some parents, from which number on they are found no more: a {@code LongField}
 */
public record BlockFields(String children, String expiry) {}
