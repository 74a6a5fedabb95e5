package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.observe.Tracing;
import io.runbookmemory.store.lease.Lease;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What senders work with.
 *
 * @param lease under which they may send; asked for again each time, since it is renewed
 * @param held whether that is still held, as far as this process knows
 * @param meters what is counted
 * @param log what is told
 * @param clock the time
 * @param tracing what is traced
 */
public record Surroundings(
    Supplier<Lease> lease,
    BooleanSupplier held,
    DaemonMeters meters,
    EventLog log,
    InstantSource clock,
    Tracing tracing) {}
