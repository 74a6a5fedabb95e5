package io.runbookmemory.examples.option;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.option.StoreOptions.OpenMemory;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the memories of an evaluation are kept between runs: a Lucene store for each content and
 * model, so that a second run embeds nothing and one that was killed goes on.
 */
public final class EvaluationCache {

  /** When a set was indexed first: the time of all questions, so that a later run says the same. */
  private static final String INDEXED_AT = "indexed-at";

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = {
        "Where the memories of the set are kept between runs, by its content and the model"
            + " (default: $XDG_CACHE_HOME/arm/eval, else ~/.cache/arm/eval)."
      })
  private @Nullable Path root;

  @Option(names = "--fresh", description = "Forget what is kept of this set, and index it anew.")
  private boolean fresh;

  /** A memory, and the time at which it is to be asked. */
  public record Opened(OpenMemory memory, Instant at) implements AutoCloseable {
    @Override
    public void close() {
      memory.close();
    }
  }

  /** Opens the memory of what some files hold. */
  public Opened open(List<Path> contents, Tenant tenant) {
    EmbeddingModel model = OnnxEmbeddingModel.bundled();
    Path folder;
    Instant at;
    MemoryStore store;
    try {
      folder = folder(contents, model);
      at = indexedAt(folder);
      store = LuceneMemoryStore.open(folder.resolve("store"));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
    return new Opened(OpenMemory.of(store, model, "lucene:" + folder, tenant), at);
  }

  private Path folder(List<Path> contents, EmbeddingModel model) {
    Path base = root == null ? defaultRoot(System.getenv()) : root;
    try {
      Path folder = base.resolve(checksum(contents, model.space().toString()));
      if (fresh && Files.exists(folder)) {
        delete(folder);
      }
      Files.createDirectories(folder.resolve("store"));
      return folder;
    } catch (IOException e) {
      throw unusable(base, e);
    }
  }

  /** Follows the XDG base directory specification, which passes over a path that is relative. */
  static Path defaultRoot(Map<String, String> environment) {
    Path given = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    Path caches =
        given.isAbsolute() ? given : Path.of(System.getProperty("user.home")).resolve(".cache");
    return caches.resolve("arm").resolve("eval");
  }

  private static String checksum(List<Path> contents, String space) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      out.write(space.getBytes(StandardCharsets.UTF_8));
      for (Path file : contents) {
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(out);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Instant indexedAt(Path folder) {
    Path file = folder.resolve(INDEXED_AT);
    try {
      if (!Files.exists(file)) {
        Files.writeString(file, Instant.now().toString());
      }
      return Instant.parse(Files.readString(file));
    } catch (IOException | DateTimeException e) {
      throw unusable(file, e);
    }
  }

  private static UnavailableException unusable(Path path, Exception cause) {
    return new UnavailableException(
        path.toString(),
        path + ": the cache of evaluations cannot be used, name another with --cache: " + cause,
        cause);
  }
}
