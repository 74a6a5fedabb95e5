package io.runbookmemory.guard.audit;

import io.runbookmemory.error.UnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chains in a folder: {@code WRITER.audit.jsonl}, and {@code WRITER.anchor} beside it. A chain that
 * is written to is locked, so that a second process is refused. A line is synced to the disk before
 * it counts; one that a crash cut off never counted, and is taken away by the next append.
 * Thread-safe.
 */
public final class AuditFolder implements AuditSink, AuditAnchors, AutoCloseable {

  private static final String CHAIN = ".audit.jsonl";
  private static final String ANCHOR = ".anchor";

  private final Path folder;
  private final Map<String, FileChannel> open = new HashMap<>();

  private AuditFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens a folder.
   *
   * @param folder made if it is not there
   * @return the folder's chains
   * @throws UnavailableException if it cannot be made
   */
  public static AuditFolder open(Path folder) {
    try {
      Files.createDirectories(folder);
      return new AuditFolder(folder);
    } catch (IOException e) {
      throw new UnavailableException(
          folder.toString(), folder + ": the audit log's folder cannot be made: " + e, e);
    }
  }

  @Override
  public List<String> writers() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(CHAIN) || name.endsWith(ANCHOR))
          .map(name -> name.replace(CHAIN, "").replace(ANCHOR, ""))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  @Override
  public Optional<String> last(String writer) {
    String[] last = new String[1];
    lines(writer, line -> last[0] = line);
    return Optional.ofNullable(last[0]);
  }

  @Override
  public void lines(String writer, Consumer<String> reader) {
    Path file = chain(writer);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      String whole = nextWhole(lines);
      while (whole != null) {
        reader.accept(whole);
        whole = nextWhole(lines);
      }
    } catch (NoSuchFileException e) {
      // No chain yet.
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(file, e);
    }
  }

  /** Returns the next line that has its end; one that lacks it was cut off by a crash. */
  private static @Nullable String nextWhole(BufferedReader lines) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      if (c == '\n') {
        return line.toString();
      }
      line.append((char) c);
    }
    return null;
  }

  @Override
  public synchronized void append(String writer, String line) {
    Path file = chain(writer);
    try {
      FileChannel channel = open.get(writer);
      if (channel == null) {
        channel = locked(file);
        open.put(writer, channel);
      }
      long before = channel.size();
      try {
        write(channel, line + "\n");
      } catch (IOException e) {
        channel.truncate(before);
        throw e;
      }
    } catch (IOException e) {
      throw new UnavailableException(
          file.toString(), file + ": the audit log cannot be written: " + e, e);
    }
  }

  private static void write(FileChannel channel, String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    channel.position(channel.size());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  private static FileChannel locked(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        channel.truncate(endOfLastLine(channel));
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process, as said below.
    }
    channel.close();
    throw new UnavailableException(
        file.toString(),
        file + " is written to by another process: give each process a writer's name of its own");
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    long end = channel.size();
    while (end > 0) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  @Override
  public Optional<String> anchor(String writer) {
    Path file = folder.resolve(writer + ANCHOR);
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  @Override
  public synchronized void anchor(String writer, String anchor) {
    Path file = folder.resolve(writer + ANCHOR);
    Path fresh = folder.resolve(writer + ANCHOR + ".new");
    try {
      Files.writeString(fresh, anchor + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UnavailableException(
          file.toString(), file + ": the audit log's anchor cannot be written: " + e, e);
    }
  }

  private Path chain(String writer) {
    return folder.resolve(writer + CHAIN);
  }

  private static UnavailableException unreadable(Path file, Exception cause) {
    return new UnavailableException(
        file.toString(), file + ": the audit log cannot be read: " + cause, cause);
  }

  /** Lets other processes write. */
  @Override
  public synchronized void close() {
    for (FileChannel channel : open.values()) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UnavailableException(folder.toString(), folder + " cannot be closed: " + e, e);
      }
    }
    open.clear();
  }
}
