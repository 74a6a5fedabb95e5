/**
 * From an outcome to memory: {@link io.runbookmemory.learn.Learner} counts what helped and drafts a
 * memory of the incident, {@link io.runbookmemory.learn.Drafts} lets an owner approve it.
 *
 * <p>Floor 5: imports {@code remember}, {@code recall}, {@code store}, {@code memory}, {@code
 * alert} and {@code error}; does not know {@code oncall}.
 */
package io.runbookmemory.learn;
