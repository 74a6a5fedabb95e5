/** Files and what other systems hold into memory, for every command that does it. */
package io.runbookmemory.examples.ingest;
