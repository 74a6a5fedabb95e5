package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.examples.daemon.config.ChatPart;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.store.ledger.Ledger;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the chat stands on. What a reload replaces is asked for at each call.
 *
 * @param part which chats are heard
 * @param responder memory and journal
 * @param ledger of the tenant
 * @param log is told who asked for what
 * @param held makes work of it that a reload lets come to its end
 */
public record Backing(
    Supplier<ChatPart> part,
    Supplier<Responder> responder,
    Ledger ledger,
    EventLog log,
    InstantSource clock,
    UnaryOperator<Runnable> held) {}
