package io.runbookmemory.store.replica;

/**
 * Which store it is, and which of its pasts it goes on from.
 *
 * @param store tells it from every other store, also from one of the same name on another server
 * @param history changes whenever the store may have lost changes that it had acknowledged: when it
 *     was restored from a backup, made anew, or taken over by a server that lagged behind
 */
public record StoreIdentity(String store, String history) {}
