/**
 * Sets with known answers, to be asked by {@code io.runbookmemory.replay}: {@link
 * io.runbookmemory.connectors.evaluation.BeirSet} and {@link
 * io.runbookmemory.connectors.evaluation.IncidentStream}.
 *
 * <p>Imports {@code file}, {@code jsonl}, the core's {@code replay}, {@code memory} and {@code
 * error}, and Jackson, which shows in no signature.
 */
package io.runbookmemory.connectors.evaluation;
