/**
 * Documents in, searchable memories out, with the model: ARM beside other libraries. Entry type:
 * {@link io.runbookmemory.bench.ingest.IngestProgram}. It imports {@code measure}, {@code embed},
 * {@code search}, {@code peers} and {@code stages}.
 */
package io.runbookmemory.bench.ingest;
