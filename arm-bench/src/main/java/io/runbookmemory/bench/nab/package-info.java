/** The Numenta Anomaly Benchmark: its files, its score, and what detectors make of them. */
package io.runbookmemory.bench.nab;
