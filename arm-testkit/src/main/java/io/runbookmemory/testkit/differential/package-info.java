/**
 * Random operations on a store and on its oracle: {@link
 * io.runbookmemory.testkit.differential.Operation}, what is done; {@link
 * io.runbookmemory.testkit.differential.Replay}, doing it on both; {@link
 * io.runbookmemory.testkit.differential.Shrinking}, doing less of it until nothing can be left out.
 *
 * <p>Not exported. Imports arm-core alone.
 */
package io.runbookmemory.testkit.differential;
