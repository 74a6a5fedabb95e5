package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.index.Documents;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.lucene.snapshot.Snapshots;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * An index that is built anew in a folder of the store's directory, to take the store's place. Its
 * own header tells how far it has come: the position up to which it holds every change.
 */
final class Sidecar implements AutoCloseable {

  /** The folder; Lucene takes no notice of it. */
  static final String FOLDER = "arm-rewrite";

  private final Directory directory;
  private final IndexWriter writer;
  private final Snapshots snapshots;
  private final StoreHeader begin;

  private Sidecar(Directory directory, IndexWriter writer, String name, StoreHeader begin)
      throws IOException {
    this.directory = directory;
    this.writer = writer;
    this.begin = begin;
    writer.setLiveCommitData(begin.toUserData().entrySet());
    writer.commit();
    this.snapshots = new Snapshots(name, directory);
  }

  /**
   * Opens the sidecar of a store: the one that an earlier run left, if it is of the same space and
   * this Lucene, else a new one.
   */
  static Sidecar open(
      Path store, @Nullable EmbeddingSpace space, Supplier<IndexWriterConfig> config)
      throws IOException {
    Path folder = store.resolve(FOLDER);
    StoreHeader left = left(folder);
    boolean goesOn = left != null && Objects.equals(left.space(), space);
    Directory directory = new MMapDirectory(folder);
    try {
      IndexWriterConfig mode =
          config
              .get()
              .setOpenMode(
                  goesOn ? IndexWriterConfig.OpenMode.APPEND : IndexWriterConfig.OpenMode.CREATE);
      IndexWriter writer = new IndexWriter(directory, mode);
      try {
        StoreHeader begin = left != null && goesOn ? left : new StoreHeader(0, space, null);
        return new Sidecar(directory, writer, folder.toString(), begin);
      } catch (Throwable e) {
        writer.rollback();
        throw e;
      }
    } catch (LockObtainFailedException e) {
      directory.close();
      String name = store.toString();
      throw new UnavailableException(
          name, name + " is being rewritten already: wait until that is done", e);
    } catch (Throwable e) {
      directory.close();
      throw e;
    }
  }

  /** Returns what an earlier run says of its work, null if there is nothing to go on with. */
  private static @Nullable StoreHeader left(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    try (Directory directory = new MMapDirectory(folder)) {
      if (!DirectoryReader.indexExists(directory)) {
        return null;
      }
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      return commit.getIndexCreatedVersionMajor() == Version.LATEST.major
          ? StoreHeader.of(folder.toString(), commit.getUserData())
          : null;
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with half a copy, a new one is right.
      return null;
    }
  }

  /**
   * Deletes the sidecar of a store if it was adopted and its process ended before it could delete
   * it. One that an unfinished run left stays, to be gone on with.
   */
  static void sweep(Path store, Directory main) throws IOException {
    Path folder = store.resolve(FOLDER);
    if (!Files.isDirectory(folder) || !DirectoryReader.indexExists(main)) {
      return;
    }
    SegmentInfos commit = SegmentInfos.readLatestCommit(main);
    StoreHeader left = left(folder);
    StoreHeader now = StoreHeader.of(store.toString(), commit.getUserData());
    boolean adopted =
        left != null
            && commit.getIndexCreatedVersionMajor() == Version.LATEST.major
            && left.position() >= now.position()
            && Objects.equals(left.space(), now.space());
    if (left == null || adopted) {
      delete(folder);
    }
  }

  /** Returns the position up to which it held every change when it was opened. */
  long begin() {
    return begin.position();
  }

  /** Returns what is here of a memory: one that is no other than it was need not be made again. */
  @Nullable StoredMemory known(Tenant tenant, Memory memory) throws IOException {
    Snapshot snapshot = snapshots.acquire();
    try {
      StoredMemory here = new TenantSnapshot(snapshot, tenant).memory(memory.id());
      return here != null && here.memory().equals(memory) ? here : null;
    } finally {
      snapshots.release(snapshot);
    }
  }

  /** Puts what the store has of a memory here, in place of what is here of it. */
  void put(Rewrite.StateFeed.State state) throws IOException {
    Documents documents = new Documents(state.tenant());
    Change change = state.change();
    BytesRef key = IndexFields.key(state.tenant(), change.id());
    Term block = new Term(IndexFields.BLOCK, key);
    Term one = new Term(IndexFields.STATE, key);
    switch (change) {
      case Change.Upserted up -> {
        writer.updateDocuments(block, documents.memory(up.stored()));
        writer.updateDocument(one, documents.usage(up.id(), up.usage(), up.position()));
      }
      case Change.Deleted gone -> {
        writer.deleteDocuments(block);
        writer.updateDocument(one, documents.tombstone(gone));
      }
    }
    writer.deleteDocuments(new Term(IndexFields.REVISIONS, key));
    for (Memory revision : state.revisions()) {
      writer.addDocument(documents.revision(revision));
    }
  }

  /** Makes what was put durable, and says that it holds every change up to a position. */
  void commit(long position) throws IOException {
    writer.setLiveCommitData(begin.with(position, begin.space()).toUserData().entrySet());
    writer.commit();
    snapshots.maybeRefreshBlocking();
  }

  /** Returns whether it holds as many documents of each kind as a store's snapshot. */
  boolean matches(Snapshot store) throws IOException {
    Snapshot here = snapshots.acquire();
    try {
      for (IndexFields.Kind kind : IndexFields.Kind.values()) {
        boolean counted = kind != IndexFields.Kind.PASSAGE;
        if (counted && here.count(kind) != store.count(kind)) {
          return false;
        }
      }
      return true;
    } finally {
      snapshots.release(here);
    }
  }

  /** Lets go of its lock, so that its files can be taken over; merging is left to the store. */
  Directory finished() throws IOException {
    writer.rollback();
    return directory;
  }

  /** Forgets what is not committed. */
  @Override
  public void close() throws IOException {
    try (directory;
        snapshots) {
      writer.rollback();
    }
  }

  /** Deletes the sidecar of a store, which must be closed. */
  static void discard(Path store) throws IOException {
    delete(store.resolve(FOLDER));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
