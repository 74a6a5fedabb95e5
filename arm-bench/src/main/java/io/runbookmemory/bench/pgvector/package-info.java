/**
 * What ARM's search on PostgreSQL is measured beside, all of it by pgvector: {@link
 * io.runbookmemory.bench.pgvector.BareSide}, the statement by itself, and the stores of other
 * libraries, {@link io.runbookmemory.bench.pgvector.LangChain4jPgSide} and {@link
 * io.runbookmemory.bench.pgvector.SpringAiSide}.
 */
package io.runbookmemory.bench.pgvector;
