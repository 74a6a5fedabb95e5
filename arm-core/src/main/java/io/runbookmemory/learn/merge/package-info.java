/**
 * What is stored twice or contradicts itself: {@link io.runbookmemory.learn.merge.Merges} finds
 * near-duplicates and contradictions, merges what is the same and takes a merge back; {@link
 * io.runbookmemory.learn.merge.Belief} says what was believed at some time.
 *
 * <p>Floor 5: imports {@code remember}, {@code store}, {@code memory} and {@code text}.
 */
package io.runbookmemory.learn.merge;
