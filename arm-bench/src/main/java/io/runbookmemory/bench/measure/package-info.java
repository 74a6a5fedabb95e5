/**
 * How all programs measure and print: {@link io.runbookmemory.bench.measure.Timings} of interleaved
 * runs, and {@link io.runbookmemory.bench.measure.Table}. It imports the JDK alone.
 */
package io.runbookmemory.bench.measure;
