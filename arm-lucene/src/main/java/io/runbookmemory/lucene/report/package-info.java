/**
 * What {@link io.runbookmemory.lucene.report.VerifyReport verifying}, {@link
 * io.runbookmemory.lucene.report.RepairReport repairing} and {@link
 * io.runbookmemory.lucene.report.BackupReport backing up} a Lucene store have to say, and the
 * {@link io.runbookmemory.lucene.report.Progress} on the way.
 *
 * <p>Imports arm-core's {@code memory} and {@code store} alone.
 */
package io.runbookmemory.lucene.report;
