/** Redaction, timed: {@link io.runbookmemory.bench.redact.RedactProgram}. */
package io.runbookmemory.bench.redact;
