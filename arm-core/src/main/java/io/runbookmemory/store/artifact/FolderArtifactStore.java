package io.runbookmemory.store.artifact;

import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts in a folder, each in a file called by its hash, spread over 256 folders by the first
 * two digits. A file is written under another name, synced and moved into place, so that no reader
 * sees half of it and a crash leaves at most a {@code *.part} behind. Thread-safe, also between
 * processes.
 */
public final class FolderArtifactStore implements ArtifactStore {

  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final long maxBytes;

  private FolderArtifactStore(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  /**
   * Opens a folder for artifacts of at most {@link ArtifactStore#DEFAULT_MAX_BYTES}.
   *
   * @param folder made if it is not there
   * @return the store
   * @throws UnavailableException if the folder cannot be made
   */
  public static FolderArtifactStore open(Path folder) {
    return open(folder, DEFAULT_MAX_BYTES);
  }

  /**
   * Opens a folder.
   *
   * @param folder made if it is not there
   * @param maxBytes the size of the largest artifact, at least 1; what is there already may be
   *     larger
   * @return the store
   * @throws UnavailableException if the folder cannot be made
   */
  public static FolderArtifactStore open(Path folder, long maxBytes) {
    ArtifactBytes.limit(maxBytes);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw fault(folder, "the artifacts' folder cannot be made: ", e);
    }
    return new FolderArtifactStore(folder, maxBytes);
  }

  @Override
  public ArtifactId put(InputStream bytes) {
    @Nullable Path part = null;
    try {
      part = Files.createTempFile(folder, "put-", ".part");
      ArtifactId id = write(bytes, part);
      Path file = file(id);
      if (!Files.exists(file)) {
        Files.createDirectories(file.getParent());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return id;
    } catch (IOException e) {
      throw fault(folder, "an artifact cannot be kept: ", e);
    } finally {
      discard(part);
    }
  }

  private ArtifactId write(InputStream bytes, Path part) throws IOException {
    MessageDigest digest = ArtifactId.digest();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        size += read;
        if (size > maxBytes) {
          throw ArtifactBytes.tooLarge(maxBytes);
        }
        digest.update(buffer, 0, read);
        ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
        while (chunk.hasRemaining()) {
          out.write(chunk);
        }
      }
      out.force(true);
    }
    return ArtifactId.of(digest);
  }

  private static void discard(@Nullable Path part) {
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        // What stays behind is no artifact, and nothing reads it.
      }
    }
  }

  @Override
  public Optional<byte[]> get(ArtifactId id) {
    Path file = file(id);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw fault(file, "the artifact cannot be read: ", e);
    }
    return Optional.of(ArtifactBytes.checked(id, bytes, file.toString()));
  }

  @Override
  public boolean exists(ArtifactId id) {
    return Files.isRegularFile(file(id));
  }

  @Override
  public long maxBytes() {
    return maxBytes;
  }

  private Path file(ArtifactId id) {
    return folder.resolve(id.sha256().substring(0, 2)).resolve(id.sha256());
  }

  private static UnavailableException fault(Path path, String what, IOException cause) {
    return new UnavailableException(path.toString(), path + ": " + what + cause, cause);
  }
}
