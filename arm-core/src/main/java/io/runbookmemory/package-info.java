/**
 * Agentic Runbook Memory: {@link io.runbookmemory.RunbookMemory} is the front door.
 *
 * <p>Floor 7: imports every other package; none imports it.
 */
package io.runbookmemory;
