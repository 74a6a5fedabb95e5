package io.runbookmemory.learn.analysis;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;

/**
 * Where analysis lives.
 *
 * @param store whose memories it reads
 * @param remember how what it finds is written, into the same store
 * @param ledgers where it is kept what ran and what was written, and who runs
 * @param tenant whose memories
 * @param owner who runs, for people to read
 */
public record AnalysisHome(
    MemoryStore store,
    RememberPipeline remember,
    LedgerStore ledgers,
    Tenant tenant,
    String owner) {}
