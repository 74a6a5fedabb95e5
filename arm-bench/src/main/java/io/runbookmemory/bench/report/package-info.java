/**
 * {@code arm bench} without a program: all comparisons in one run, each {@link
 * io.runbookmemory.bench.report.Chapter} in a JVM of its own, judged against its goals and written
 * as Markdown and JSON. A chapter is one entry in {@link io.runbookmemory.bench.report.Chapters}.
 */
package io.runbookmemory.bench.report;
