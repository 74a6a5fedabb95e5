/**
 * Files and folders as memories: {@link io.runbookmemory.connectors.ingest.MemoryFiles} hands over
 * each memory it reads and each thing it refuses, as it comes.
 *
 * <p>Imports {@code file}, {@code markdown}, {@code jsonl}, {@code resource}, {@code rules} and the
 * core's {@code memory}, {@code store} and {@code error}.
 */
package io.runbookmemory.connectors.ingest;
