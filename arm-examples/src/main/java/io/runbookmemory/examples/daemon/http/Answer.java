package io.runbookmemory.examples.daemon.http;

/** What a door answers: at once and whole, or as it happens. */
public sealed interface Answer permits Reply, EventStream {}
