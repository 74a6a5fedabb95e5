/**
 * How all programs measure and print: {@link io.runbookmemory.bench.measure.Timings} of interleaved
 * runs with the intervals of their ratios, and {@link io.runbookmemory.bench.measure.Table},
 * printed and recorded in one place. It imports the JDK, Jackson and core's bootstrap.
 */
package io.runbookmemory.bench.measure;
