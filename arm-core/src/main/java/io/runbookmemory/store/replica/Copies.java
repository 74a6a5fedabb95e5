package io.runbookmemory.store.replica;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies in a directory: the one that is read and, while the shared store is copied anew, the
 * one that will take its place. Whatever keeps a copy from being gone on with has this one answer,
 * for a copy never goes back: a new one is filled beside it, the old one is read until the new one
 * is complete, and then deleted. Written by one thread, read by any.
 */
final class Copies implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
  private static final String PREFIX = "copy-";

  private final Path home;
  private final Function<Path, ? extends MemoryStore> opener;
  private final FileChannel lock;
  private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
  private int lastNumber;
  private volatile boolean closed;
  private volatile Copy current;
  private @Nullable Copy next;

  /** Opens the copies in a directory, or begins an empty one. */
  Copies(Path home, Function<Path, ? extends MemoryStore> opener) {
    this.home = home;
    this.opener = opener;
    this.lock = lock(home);
    List<Copy> found = new ArrayList<>();
    boolean opened = false;
    try {
      reopen(found);
      this.current = found.isEmpty() ? begin(null) : found.getFirst();
      this.next = found.size() > 1 ? found.getLast() : null;
      opened = true;
    } finally {
      if (!opened) {
        closed = true;
        found.forEach(Copy::close);
        release();
      }
    }
  }

  private static FileChannel lock(Path home) {
    if (Files.exists(home) && !Files.isDirectory(home)) {
      throw new ConfigurationException(
          home.toString(), "a replica needs a directory, got the file " + home);
    }
    FileChannel channel = null;
    try {
      Files.createDirectories(home);
      channel = FileChannel.open(home.resolve("lock"), CREATE, WRITE);
      if (isLocked(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw new ConfigurationException(
          home.toString(), "a replica needs a directory that it can write, got " + home, e);
    }
    throw new UnavailableException(
        home.toString(),
        "the replica in "
            + home
            + " is open elsewhere: give each process a directory of its own, or close it there");
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (IllegalStateException e) {
      // By this process.
      return false;
    }
  }

  /** Finds the copies that can be gone on with: the older is read, the newer not complete yet. */
  private void reopen(List<Copy> found) {
    for (int number : numbers()) {
      lastNumber = number;
      if (found.size() < 2) {
        Copy.reopen(folder(number), opener).ifPresent(found::add);
      } else {
        folder(number).delete();
      }
    }
  }

  private List<Integer> numbers() {
    try (Stream<Path> inside = Files.list(home)) {
      return inside
          .map(path -> String.valueOf(path.getFileName()))
          .filter(name -> name.matches(PREFIX + "\\d{1,9}"))
          .map(name -> Integer.valueOf(name.substring(PREFIX.length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ConfigurationException(home.toString(), home + " cannot be listed", e);
    }
  }

  private CopyFolder folder(int number) {
    return new CopyFolder(home.resolve(PREFIX + number));
  }

  private Copy begin(@Nullable StoreIdentity source) {
    if (closed) {
      throw new IllegalStateException("the replica in " + home + " is closed");
    }
    lastNumber++;
    return Copy.begin(folder(lastNumber), opener, source);
  }

  /** Returns the copy that is read at this moment. */
  Copy current() {
    return current;
  }

  /** Returns what the copy that is read answers; it is not closed meanwhile. */
  <T> T read(Function<Copy, T> question) {
    inUse.readLock().lock();
    try {
      return question.apply(current);
    } finally {
      inUse.readLock().unlock();
    }
  }

  /**
   * Returns the copy that takes over what a shared store tells. It is a new one where there is none
   * of that store, of that past, or with vectors of that space.
   */
  Copy following(@Nullable StoreIdentity source, @Nullable EmbeddingSpace space) {
    Copy newest = newest();
    StoreIdentity known = newest.state().source();
    if (known == null) {
      newest.adopt(source);
    } else if (source != null && !known.equals(source)) {
      boolean same = known.store().equals(source.store());
      return anew(
          source,
          same,
          same
              ? "it was restored, or taken over by another server"
              : "it is another store than before");
    }
    EmbeddingSpace held = newest.store().space().orElse(null);
    if (held != null && space != null && !held.equals(space)) {
      return anew(source, true, "its vectors are of " + space + " now, no more of " + held);
    }
    return newest;
  }

  private Copy newest() {
    Copy filled = next;
    return filled == null ? current : filled;
  }

  /**
   * Begins another copy.
   *
   * @param isRead whether the one that is read until now may be until the new one is complete
   * @param why what is the matter with the shared store
   */
  Copy anew(@Nullable StoreIdentity source, boolean isRead, String why) {
    LOG.warn("the shared store is copied anew into {}: {}", home, why);
    if (!isRead || !hasMoment(current)) {
      return instead(source);
    }
    Copy filled = next;
    next = null;
    if (filled != null) {
      filled.discard();
    }
    Copy begun = begin(source);
    next = begun;
    return begun;
  }

  private static boolean hasMoment(Copy copy) {
    return copy.state().tenants().values().stream().anyMatch(each -> each.asOf() != null);
  }

  /** Begins another copy, which is read at once. */
  private Copy instead(@Nullable StoreIdentity source) {
    Copy begun = begin(source);
    Copy filled = next;
    next = null;
    if (filled != null) {
      filled.discard();
    }
    replaceBy(begun);
    return begun;
  }

  /** Lets the new copy, if there is one and it is complete, take the place of the old one. */
  void settle(Collection<Tenant> tenants) {
    Copy filled = next;
    if (filled != null && filled.isComplete(tenants)) {
      next = null;
      replaceBy(filled);
      LOG.info("the new copy of the shared store in {} is complete", filled.folder().path());
    }
  }

  private void replaceBy(Copy better) {
    Copy old;
    inUse.writeLock().lock();
    try {
      old = current;
      current = better;
    } finally {
      inUse.writeLock().unlock();
    }
    // Whoever read it has its answer, or the lock would not have been given.
    old.discard();
  }

  @Override
  public void close() {
    closed = true;
    inUse.writeLock().lock();
    try {
      current.close();
    } finally {
      inUse.writeLock().unlock();
      closeNext();
    }
  }

  private void closeNext() {
    Copy filled = next;
    try {
      if (filled != null) {
        filled.close();
      }
    } finally {
      release();
    }
  }

  private void release() {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("{} may stay locked until the process ends", home, e);
    }
  }
}
