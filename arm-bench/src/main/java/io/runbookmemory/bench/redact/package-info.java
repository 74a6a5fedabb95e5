/** Texts to redact: {@link io.runbookmemory.bench.redact.LogLines}. */
package io.runbookmemory.bench.redact;
