/**
 * The Numenta Anomaly Benchmark: its files, its score, and what detectors make of them: {@link
 * io.runbookmemory.bench.nab.NabProgram}, a program beside the others.
 */
package io.runbookmemory.bench.nab;
