package io.runbookmemory.connectors.origin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Cursors in a file, for a store that belongs to one process and has no ledger. Keep the file in
 * the store's own folder: a store that was restored or made anew has then none, and everything is
 * read again. Thread-safe within a process.
 */
public final class FileCursors implements Cursors {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final String tenant;

  /**
   * Creates cursors.
   *
   * @param file made when a cursor is kept first
   * @param tenant whose memories are imported
   */
  public FileCursors(Path file, String tenant) {
    this.file = file;
    this.tenant = tenant;
  }

  @Override
  public synchronized Optional<Instant> last(String origin) {
    try {
      return Optional.of(Instant.parse(read().path(tenant).path(origin).asText()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void move(String origin, Instant to, Instant now) {
    ObjectNode all = read().put("v", 1);
    all.withObjectProperty(tenant).put(origin, to.toString());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, all.toPrettyString());
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** A file that was damaged holds no cursor: then all is read again. */
  private ObjectNode read() {
    try {
      return MAPPER.readTree(Files.readString(file)) instanceof ObjectNode all
          ? all
          : MAPPER.createObjectNode();
    } catch (NoSuchFileException | JsonProcessingException e) {
      return MAPPER.createObjectNode();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private UnavailableException fault(IOException cause) {
    String name = Objects.toString(file);
    return new UnavailableException(
        name, name + ": how far imports have come cannot be kept: " + cause, cause);
  }
}
