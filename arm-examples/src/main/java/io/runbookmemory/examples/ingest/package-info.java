/** Files into memory, for every command that does it. */
package io.runbookmemory.examples.ingest;
