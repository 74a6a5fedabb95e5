package io.runbookmemory.store.replica;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One local copy and how far it goes. Written by one thread, read by any. */
final class Copy {

  private static final Logger LOG = LoggerFactory.getLogger(Copy.class);

  /** A moment that is all that is new is written this seldom; after a crash it is as much older. */
  private static final Duration MOMENTS = Duration.ofSeconds(30);

  private final CopyFolder folder;
  private final MemoryStore store;
  private volatile CopyState state;
  private CopyState written;

  private Copy(CopyFolder folder, MemoryStore store, CopyState state) {
    this.folder = folder;
    this.store = store;
    this.state = state;
    this.written = state;
  }

  /** Begins an empty copy in a new folder. */
  static Copy begin(
      CopyFolder folder,
      Function<Path, ? extends MemoryStore> opener,
      @Nullable StoreIdentity source) {
    folder.create();
    Copy copy = new Copy(folder, opener.apply(folder.store()), new CopyState(source, Map.of()));
    copy.save();
    return copy;
  }

  /** Opens the copy in a folder; empty, and the folder is gone, if it cannot be gone on with. */
  static Optional<Copy> reopen(CopyFolder folder, Function<Path, ? extends MemoryStore> opener) {
    CopyState state = folder.state().orElse(null);
    if (state != null) {
      try {
        MemoryStore store = opener.apply(folder.store());
        if (isWhole(store, state)) {
          return Optional.of(new Copy(folder, store, state));
        }
        store.close();
        LOG.warn("{} has lost memories, they are copied anew", folder.path());
      } catch (ConfigurationException | CorruptStoreException e) {
        LOG.warn("{} cannot be used, the memories are copied anew", folder.path(), e);
      }
    }
    folder.delete();
    return Optional.empty();
  }

  private static boolean isWhole(MemoryStore store, CopyState state) {
    return state.tenants().entrySet().stream()
        .allMatch(each -> position(store, each.getKey()) >= each.getValue().localPosition());
  }

  private static long position(MemoryStore store, Tenant tenant) {
    return store.reader(tenant).stats().position();
  }

  CopyFolder folder() {
    return folder;
  }

  MemoryStore store() {
    return store;
  }

  CopyState state() {
    return state;
  }

  /** Returns whether it has held everything of some tenants at some moment each. */
  boolean isComplete(Collection<Tenant> tenants) {
    return tenants.stream().allMatch(tenant -> state.progress(tenant).asOf() != null);
  }

  /** Notes which store it is a copy of, which was not known before. */
  void adopt(@Nullable StoreIdentity source) {
    if (source != null) {
      state = new CopyState(source, state.tenants());
      save();
    }
  }

  /** Takes over a part of the shared store's feed. */
  void take(Tenant tenant, List<Change> news) {
    store.writer(tenant).apply(news);
    Progress progress = state.progress(tenant);
    state = state.with(tenant, progress.after(news.getLast(), position(store, tenant)));
    save();
  }

  /** Notes that everything that had been written at some moment is here. */
  void caughtUp(Tenant tenant, Instant when) {
    state = state.with(tenant, state.progress(tenant).caughtUp(when));
    Instant known = written.progress(tenant).asOf();
    if (known == null || Duration.between(known, when).abs().compareTo(MOMENTS) >= 0) {
      save();
    }
  }

  private void save() {
    CopyState now = state;
    folder.write(now);
    written = now;
  }

  /** Closes the store, and writes down how far it goes. */
  void close() {
    store.close();
    if (!written.equals(state)) {
      save();
    }
  }

  /** Closes the store and deletes it. */
  void discard() {
    store.close();
    folder.delete();
  }
}
